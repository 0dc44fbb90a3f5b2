import type { Page } from 'puppeteer';
import { until } from '../../support/steps';
import { scoutTime, startScout } from './scout-arm';
import { collect, worldsOf } from './world';

/** No scan of ours takes longer, a hundred thousand links on a busy machine included, ms. */
const SCAN_MS = 120_000;

/** The first whole scan of a page by the shipped scout; times in ms. */
export interface FirstScan {
  /** Reading links and texts, up to the walk for shadow roots and frames. */
  readonly reading: number;
  /** That walk, and reading what is in them. */
  readonly walk: number;
  readonly longest: number;
  /** From the script's start to the end of the scan, idle time between slices included. */
  readonly lasted: number;
  readonly hits: number;
}

/** Scans in a fresh world, by the shipped script or a reference for it. Waited for from outside: whoever waits inside keeps the page from being idle, and scout from its slices. */
export async function firstScan(page: Page, reference: { script?: string } = {}): Promise<FirstScan> {
  const worlds = await worldsOf(page);
  const world = await worlds.fresh();
  await collect(page);
  const begin = performance.now();
  await startScout(world, reference);
  await until(
    'a scan that is over',
    async () => (await world.evaluate<number>('globalThis.benchTime.due')) === 0,
    SCAN_MS,
  );
  const lasted = performance.now() - begin;
  const { spent, reading, hits, longest } = await scoutTime(world);
  await worlds.close();
  return { reading, walk: spent - reading, longest, lasted, hits };
}
