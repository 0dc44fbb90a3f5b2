import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { type Chromium, launchChromium } from '../../support/launch';
import type { World } from '../../support/world';
import { type WatchedWorker, watchWorker } from './watched-worker';
import { within } from './within';

/** How long a browser may take to start and to show its options page, ms. */
const START_MS = 60_000;

/** How long a page that does nothing may take to say so, ms. */
const PULSE_MS = 15_000;

/** The browser of a run, its page of the extension and its worker. */
export interface Home {
  readonly chromium: Chromium;
  /** The options page, through which users ask and the disk is read. */
  readonly page: Page;
  readonly worker: WatchedWorker;
  /** `Stuck` where its page no longer answers the driver, as may happen when a worker dies beside it. */
  pulse(): Promise<void>;
  /**
   * Kills the whole browser without a warning, as a crash does, and starts it again with what is on its disk. Workers of a
   * browser that found the extension in its profile do not stop for the hooks: what is left to do there is to settle.
   */
  crash(): Promise<void>;
  close(): Promise<void>;
}

export async function openHome(world: World): Promise<Home> {
  const profile = await mkdtemp(join(tmpdir(), 'tasklark-faults-'));
  const { extension, ports } = world;

  async function start() {
    const chromium = await launchChromium({ extension, ports, profile });
    const page = await chromium.openOptions();
    return { chromium, page, worker: await watchWorker(chromium, page) };
  }

  let now = await within('the browser to start', START_MS, start());
  async function crash(): Promise<void> {
    const browser = now.chromium.browser.process();
    const gone = new Promise((resolve) => browser?.once('exit', resolve));
    browser?.kill('SIGKILL');
    await gone;
    now = await within('the browser to start again', START_MS, start());
  }

  return {
    get chromium() {
      return now.chromium;
    },
    get page() {
      return now.page;
    },
    get worker() {
      return now.worker;
    },
    async pulse() {
      await within('a sign of life', PULSE_MS, now.page.evaluate('0'));
    },
    crash,
    async close() {
      await now.chromium.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
