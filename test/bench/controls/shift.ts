import { PAGES } from '../../sample-pages/pages';
import { type Chromium, launchChromium } from '../../support/launch';
import { pageUrl } from '../../support/pages-server';
import { LISTEN_TO_SHIFTS, shiftByFirstRings } from '../../support/shifts';
import { startWorld } from '../../support/world';
import { type Row, rowOf } from '../rows';

/** The most that the coming of the rings may shift a page, as the browser counts it (Layout Instability). */
const MOST = 0.02;
const REPETITIONS = 3;
/** They draw themselves anew by the second, which shifts by itself. */
const MOVING = ['chat', 'single-page-app'];

async function shiftOf(chromium: Chromium, name: string): Promise<number> {
  const page = await chromium.browser.newPage();
  await page.evaluateOnNewDocument(LISTEN_TO_SHIFTS);
  await page.goto(pageUrl(name), { waitUntil: 'load' });
  const shift = await shiftByFirstRings(page);
  await page.close();
  return shift;
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
