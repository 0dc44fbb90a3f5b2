import { extensionWorld } from '../clicks/extension-world';
import { within } from '../faults/within';
import { type Row, rowOf } from '../rows';
import { growthRows } from './growth';
import { type Heap, heapOf } from './heap-of';
import { pageOf } from './pages';
import { servePage } from './serve-page';
import { EMPTY_SCRIPT, SMALL_SCRIPT, type Tabs, tabsWithScript, tabsWithTasklark, WALKING_SCRIPT } from './tabs';

/** Each repetition opens a tab of each kind anew. */
const REPETITIONS = 7;
const FRAMES = 30;
/** Scout has read the page by then: it waits 100 ms, and then for idle time, 500 ms at most. */
const READ_MS = 1_500;
/** A script that is not found in a tab within this is not there, ms. */
const THERE_MS = 10_000;

async function heapIn({ open, extensionId = '' }: Tabs, url: string, isThere = 'true'): Promise<Heap> {
  const page = await open(url);
  await new Promise((resolve) => setTimeout(resolve, READ_MS));
  const heap = await heapOf(page);
  // Looked at last, since looking takes room as well.
  const world = await within('The world of the extension', THERE_MS, extensionWorld(page, extensionId));
  if (!(await world.evaluate<boolean>(isThere))) throw new Error('The script is not in the page');
  await world.close();
  await page.close();
  return heap;
}

const scoutIn = (tabs: Tabs, url: string) => heapIn(tabs, url, '!!globalThis[Symbol.for("tasklark")]');

/** The page without links, alone or as it stands, smaller, in so many frames of its own origin. */
const PLAIN = pageOf({ nodes: 3_000, links: 0, texts: 0 });
const FRAMED = PLAIN.replace(
  '</body>',
  `${'<iframe srcdoc="<p>a small frame of the page</p>"></iframe>'.repeat(FRAMES)}</body>`,
);

async function tabRows(): Promise<Row[]> {
  const server = await servePage();
  const arms = {
    scout: await tabsWithTasklark(),
    empty: await tabsWithScript(EMPTY_SCRIPT),
    walking: await tabsWithScript(WALKING_SCRIPT),
    everywhere: await tabsWithScript(SMALL_SCRIPT, { allFrames: true }),
  };
  const over: number[] = [];
  const least: number[] = [];
  const walking: number[] = [];
  const renderer: number[] = [];
  const framed: number[] = [];
  const everywhere: number[] = [];
  try {
    for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
      server.show(PLAIN);
      const [scout, empty, small] = [
        await scoutIn(arms.scout, server.url),
        await heapIn(arms.empty, server.url),
        await heapIn(arms.everywhere, server.url),
      ];
      over.push(scout.engine - empty.engine);
      least.push(small.engine - empty.engine);
      walking.push((await heapIn(arms.walking, server.url)).engine - empty.engine);
      renderer.push(scout.renderer - empty.renderer);
      server.show(FRAMED);
      const base = await heapIn(arms.empty, server.url);
      const perFrame = (all: Heap, top: Heap) => (all.engine - base.engine - (top.engine - empty.engine)) / FRAMES;
      framed.push(perFrame(await scoutIn(arms.scout, server.url), scout));
      everywhere.push(perFrame(await heapIn(arms.everywhere, server.url), small));
    }
  } finally {
    for (const tabs of Object.values(arms)) await tabs.close();
    server.close();
  }
  return [
    rowOf('heap of a tab, over an empty script', over, { goal: 150, unit: 'kB' }),
    rowOf('  of a scanner of 0.75 kB, over the same', least, { unit: 'kB' }),
    rowOf('  of one that looks for shadow roots as well', walking, { unit: 'kB' }),
    rowOf('  of the renderer, over the same', renderer, { unit: 'kB' }),
    rowOf(`heap of a frame, of ${FRAMES} of the page’s origin`, framed, { unit: 'kB' }),
    rowOf('  of a scanner of 0.75 kB that goes into each frame', everywhere, { unit: 'kB' }),
  ];
}

/** What the built extension keeps in real tabs, nothing wrapped: in one tab, in frames, over an hour. */
export async function heapRows(tell: (row: Row) => void): Promise<void> {
  for (const row of await tabRows()) tell(row);
  for (const row of await growthRows()) tell(row);
}
