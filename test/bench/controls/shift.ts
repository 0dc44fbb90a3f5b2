import { PAGES } from '../../sample-pages/pages';
import { type Chromium, launchChromium } from '../../support/launch';
import { pageUrl } from '../../support/pages-server';
import { until } from '../../support/steps';
import { startWorld } from '../../support/world';
import { type Row, rowOf } from '../rows';

/** The most that the coming of the rings may shift a page, as the browser counts it (Layout Instability). */
const MOST = 0.02;
const REPETITIONS = 3;
/** They draw themselves anew by the second, which shifts by itself. */
const MOVING = ['chat', 'single-page-app'];

/** Sums what shifts from the moment on in which our first host comes: an empty element right after something of the page's. */
const LISTEN = `
globalThis.came = { at: Infinity, last: 0, hosts: 0, shifts: [] };
new MutationObserver((records) => {
  for (const { addedNodes } of records)
    for (const node of addedNodes)
      if (node.nodeName === 'SPAN' && !node.firstChild && !node.attributes.length) {
        came.at = Math.min(came.at, performance.now());
        came.last = performance.now();
        came.hosts += 1;
      }
}).observe(document, { subtree: true, childList: true });
new PerformanceObserver((list) => {
  for (const { value, startTime, sources } of list.getEntries()) came.shifts.push({ value, startTime });
}).observe({ type: 'layout-shift', buffered: true });
`;

interface Came {
  readonly at: number;
  readonly last: number;
  readonly hosts: number;
  readonly shifts: readonly { readonly value: number; readonly startTime: number }[];
}

async function shiftOf(chromium: Chromium, name: string): Promise<number> {
  const page = await chromium.browser.newPage();
  await page.evaluateOnNewDocument(LISTEN);
  await page.goto(pageUrl(name), { waitUntil: 'load' });
  const look = () => page.evaluate('({ ...came, now: performance.now() })') as Promise<Came & { now: number }>;
  const { at, shifts } = await until(`all rings on ${name}`, async () => {
    const came = await look();
    return came.hosts > 0 && came.now > came.last + 1000 && came;
  });
  await page.close();
  return shifts.filter(({ startTime }) => startTime >= at - 1).reduce((sum, { value }) => sum + value, 0);
}

/** How much each sample page shifts when the rings first come. */
export async function measureShifts(): Promise<Row[]> {
  const world = await startWorld();
  const chromium = await launchChromium({ extension: world.extension, ports: world.ports });
  try {
    const rows: Row[] = [];
    for (const { file, unlisted } of PAGES) {
      const name = file.slice(0, -'.html'.length);
      if (unlisted || !file.endsWith('.html') || MOVING.includes(name)) continue;
      const values: number[] = [];
      while (values.length < REPETITIONS) values.push(await shiftOf(chromium, name));
      rows.push(rowOf(`shift by the first rings, ${name}`, values, { unit: '', goal: MOST }));
    }
    return rows;
  } finally {
    await chromium.close();
    await world.close();
  }
}
