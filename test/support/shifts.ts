import type { Page } from 'puppeteer';
import { until } from './steps';

/**
 * To be run in a page before it loads: remembers what shifts in it by itself (Layout Instability), and when our hosts came:
 * empty elements, each right after something of the page's.
 */
export const LISTEN_TO_SHIFTS = `
globalThis.came = { at: Infinity, last: 0, hosts: 0, shifts: [] };
new MutationObserver((records) => {
  for (const { addedNodes } of records)
    for (const node of addedNodes)
      if (node.nodeName === 'SPAN' && !node.firstChild && [...node.attributes].every(({ name }) => name === 'style')) {
        came.at = Math.min(came.at, performance.now());
        came.last = performance.now();
        came.hosts += 1;
      }
}).observe(document, { subtree: true, childList: true });
new PerformanceObserver((list) => {
  for (const { value, startTime } of list.getEntries()) came.shifts.push({ value, startTime });
}).observe({ type: 'layout-shift', buffered: true });
`;

interface Came {
  /** When the first host came, and the last one, in ms since the page began. */
  readonly at: number;
  readonly last: number;
  readonly hosts: number;
  readonly shifts: readonly { readonly value: number; readonly startTime: number }[];
}

/** How much a page has shifted since the first of our hosts came, once all of them have: none more for a second. */
export async function shiftByFirstRings(page: Page): Promise<number> {
  const { at, shifts } = await until(`all rings on ${page.url()}`, async () => {
    const came = (await page.evaluate('({ ...came, now: performance.now() })')) as Came & { now: number };
    return came.hosts > 0 && came.now > came.last + 1000 && came;
  });
  return sum(shifts.filter(({ startTime }) => startTime >= at - 1));
}

/** How much it has shifted in all. */
export async function shiftSoFar(page: Page): Promise<number> {
  return sum((await page.evaluate('came.shifts')) as Came['shifts']);
}

const sum = (shifts: Came['shifts']) => shifts.reduce((all, { value }) => all + value, 0);
