import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'puppeteer';
import type { Chromium } from '../../support/launch';
import type { Armed, Reached } from './points';
import { within } from './within';

const HOOKS = readFileSync(new URL('hooks.js', import.meta.url), 'utf8');
/** A worker that has not started after this long, ms, may not have heard that it should. */
const START_MS = 3000;
/** An answer to one command takes no longer than this, ms, on a busy machine. */
const ANSWER_MS = 20_000;
const BINDING = 'tasklarkReached';

/** One service worker after another, each with the hooks in place before its first line. */
export interface WatchedWorker {
  /** The living worker, or the next one, stops at this point; its death disarms. */
  arm(what: Armed | undefined): Promise<void>;
  /** What was reached since the last kill, or nothing when `patience` (ms) is over. */
  reached(patience: number): Promise<Reached | undefined>;
  /** For points that the server sees: as if the worker had said so. */
  report(found: Reached): void;
  /** Ends the worker as the browser does; resolves when it is dead. */
  kill(): Promise<void>;
}

/**
 * Watches the workers of the extension that `page` (one of its own) belongs to. One session looks into the worker and is
 * carried over to the next one by the browser, which holds that one back until the session lets it run.
 */
export async function watchWorker(chromium: Chromium, page: Page): Promise<WatchedWorker> {
  const browserSide = await page.createCDPSession();
  await browserSide.send('ServiceWorker.enable');
  const target = await chromium.browser.waitForTarget(
    (one) => one.type() === 'service_worker' && one.url().includes(chromium.extensionId),
  );
  const inside = await target.createCDPSession();
  let armed: Armed | undefined;
  let found: Reached | undefined;
  let tell: (() => void) | undefined;
  let alive = true;
  let paused = false;
  let since = Date.now();
  let broken: unknown;

  const report = (reached: Reached) => {
    found ??= reached;
    tell?.();
  };
  const evaluate = (expression: string) => inside.send('Runtime.evaluate', { expression });

  inside.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name === BINDING) report(JSON.parse(payload) as Reached);
  });
  const failed = (error: unknown) => {
    // A worker that was killed meanwhile needs no hooks.
    if (alive) broken ??= error;
  };
  // A new worker waits before it has even a `chrome`; the hooks go in one step later, when its script is about to run.
  inside.on('Inspector.targetReloadedAfterCrash', () => {
    paused = false;
    void prepare(inside).catch(failed);
  });
  inside.on('Debugger.paused', () => {
    paused = true;
    void install().catch(failed);
  });
  // What was said to a worker in the moment of its death may be lost, or heard by the next one instead: said again, it is heard.
  const watch = setInterval(() => {
    const stands = Date.now() - since > START_MS;
    if (!alive && stands) void (paused ? install() : prepare(inside)).catch(failed);
  }, START_MS);
  chromium.browser.once('disconnected', () => clearInterval(watch));

  async function install(): Promise<void> {
    const { exceptionDetails } = await evaluate(HOOKS);
    if (exceptionDetails) throw new Error(`The hooks do not fit: ${exceptionDetails.exception?.description}`);
    alive = true;
    paused = false;
    await evaluate(`tasklarkArm(${JSON.stringify(armed ?? null)})`);
    // Lets it run; what pauses again (the browser's own scripts) is no matter of ours.
    await inside.send('Debugger.disable');
  }

  const watched: WatchedWorker = {
    async arm(what) {
      armed = what;
      if (alive) await within('arming', ANSWER_MS, evaluate(`tasklarkArm(${JSON.stringify(what ?? null)})`));
    },
    async reached(patience) {
      if (broken) throw broken;
      if (!found) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, patience);
          tell = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      tell = undefined;
      return found;
    },
    report,
    async kill() {
      alive = false;
      // Another page of ours may wake the next one at once; nobody waits for that one at a point.
      armed = undefined;
      since = Date.now();
      await within('the death', ANSWER_MS, browserSide.send('ServiceWorker.stopAllWorkers'));
      found = undefined;
    },
  };
  await inside.send('Runtime.enable');
  await inside.send('Runtime.addBinding', { name: BINDING });
  return watched;
}

async function prepare(inside: CDPSession): Promise<void> {
  await inside.send('Debugger.enable');
  await inside.send('Debugger.setInstrumentationBreakpoint', { instrumentation: 'beforeScriptExecution' });
  await inside.send('Runtime.runIfWaitingForDebugger');
}
