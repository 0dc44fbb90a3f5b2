import type { Browser, Page } from 'puppeteer';
import { type Row, rowOf } from '../rows';
import { pageOf, urlOf } from './pages';
import { scoutTime, startScout } from './scout-arm';
import { servePage } from './serve-page';
import { worldsOf } from './world';

const REPETITIONS = 5;
/** An hour of somebody who goes to another view every four seconds. */
const VIEWS = 900;

/** What the page's engine holds once everything unreachable is gone, in kB. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1000;
}

/** Shows so many views one after another, each of 400 nodes with 20 links, in the page's own world. */
const showViews = (page: Page, from: number, count: number) =>
  page.evaluate(
    `(async () => {
      const stage = document.querySelector('main') ?? document.body.appendChild(document.createElement('main'));
      for (let view = ${from}; view < ${from + count}; view += 1) {
        stage.innerHTML = Array.from({ length: 20 }, (_, n) => '<article><h3>view ' + view + '</h3><p>some <b>words</b> <a href="${urlOf(0).slice(0, -12)}' + String(view * 20 + n).padStart(12, '0') + '">task</a></p></article>').join('');
        await new Promise((done) => setTimeout(done, 20));
      }
      stage.replaceChildren();
    })()`,
  );

/** How much more the engine holds after a simulated hour than after a third of it, kB. */
async function growthOf(browser: Browser, url: string, withScout: boolean): Promise<number> {
  const page = await browser.newPage();
  await page.goto(url);
  const world = await (await worldsOf(page)).fresh();
  if (withScout) await startScout(world, { readings: true });
  const settled = async () => {
    if (!withScout) return;
    const { hits } = await scoutTime(world);
    if (hits !== 0) throw new Error(`${hits} links are still held after their views left`);
  };
  await showViews(page, 0, VIEWS / 3);
  await settled();
  const early = await heapOf(page);
  await showViews(page, VIEWS / 3, (VIEWS * 2) / 3);
  await settled();
  const late = await heapOf(page);
  await page.close();
  return late - early;
}

/** What scout keeps: over an empty world, and after an hour of a single-page app over what the page alone keeps. */
export async function heapRows(browser: Browser, tell: (row: Row) => void): Promise<Row[]> {
  const server = await servePage();
  server.show(pageOf({ nodes: 3_000, links: 0, texts: 0 }));
  const over: number[] = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    const page = await browser.newPage();
    await page.goto(server.url);
    const world = await (await worldsOf(page)).fresh();
    await world.evaluate('0');
    const empty = await heapOf(page);
    await startScout(world);
    await scoutTime(world);
    over.push((await heapOf(page)) - empty);
    await page.close();
  }
  const alone = await growthOf(browser, server.url, false);
  const growth = (await growthOf(browser, server.url, true)) - alone;
  server.close();
  const rows = [
    rowOf('heap over an empty script', over, { goal: 150, unit: 'kB' }),
    rowOf(`heap growth over the last 600 of ${VIEWS} views of a single-page app`, [growth], {
      goal: 50,
      unit: 'kB',
      note: `over ${alone.toFixed(0)} kB of the page alone`,
    }),
  ];
  for (const row of rows) tell(row);
  return rows;
}
