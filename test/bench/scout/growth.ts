import type { Page } from 'puppeteer';
import { extensionWorld } from '../clicks/extension-world';
import { type Row, rowOf } from '../rows';
import { type Line, lineThrough } from '../slope';
import { type Heap, heapOf } from './heap-of';
import { pageOf, urlOf } from './pages';
import { servePage } from './serve-page';
import { EMPTY_SCRIPT, type Tabs, tabsWithScript, tabsWithTasklark } from './tabs';

/** Two hours of somebody who goes to another view every four seconds: for the first of them the engine still compiles. */
const VIEWS = 1800;
/** Looked at after each so many; not before so many, until code is compiled and pools are full. */
const EVERY = 100;
const FROM = 200;
/** Each view stays this long, ms, and where controls are to come until they have come; longer than the second is in vain. */
const STAYS_MS = 130;
const COMES_MS = 10_000;
/**
 * The least that counts as growth, kB in a hundred views: ten bytes a view, a thirtieth of what one of its twenty links would hold.
 * Chosen before the first look.
 */
const LEAST = 1;

/** Shows so many views one after another, each of 400 nodes with 20 links, in the page's own world; each with controls, or none. */
const showViews = (page: Page, from: number, isOurs: boolean) =>
  page.evaluate(
    `(async () => {
      const stage = document.querySelector('main') ?? document.body.insertBefore(document.createElement('main'), document.body.firstChild);
      const controls = () => stage.querySelectorAll('span:empty').length;
      for (let view = ${from}; view < ${from + EVERY}; view += 1) {
        stage.innerHTML = Array.from({ length: 20 }, (_, n) => '<article><h3>view ' + view + '</h3><p>some <b>words</b> <a href="${urlOf(0).slice(0, -12)}' + String(view * 20 + n).padStart(12, '0') + '">task</a></p></article>').join('');
        await new Promise((done) => setTimeout(done, ${STAYS_MS}));
        const end = performance.now() + ${COMES_MS};
        while (${isOurs} && !controls() && performance.now() < end) await new Promise((done) => setTimeout(done, 20));
        if (${isOurs} !== controls() > 0) throw new Error(controls() + ' controls in view ' + view);
      }
      stage.replaceChildren();
    })()`,
  );

/** Waits until the extension has let go of everything that left. */
async function letGo(page: Page, extensionId: string): Promise<void> {
  const world = await extensionWorld(page, extensionId);
  const isEmpty = await world.evaluate<boolean>(`(async () => {
    const { nodes, reader } = globalThis[Symbol.for('tasklark')];
    const held = () => nodes.size + (reader?.found.size ?? 0);
    const end = performance.now() + 20000;
    while (held() && performance.now() < end) await new Promise((done) => setTimeout(done, 100));
    return held() === 0;
  })()`);
  await world.close();
  if (!isEmpty) throw new Error('Links are still held after their views left');
}

type Growth = Readonly<Record<keyof Heap, Line>>;

/** The lines that the heaps follow over the hour, kB in a hundred views. */
async function growthOf(tabs: Tabs, url: string, isOurs: boolean): Promise<Growth> {
  const page = await tabs.open(url);
  const looks: { readonly views: number; readonly heap: Heap }[] = [];
  for (let view = 0; view < VIEWS; view += EVERY) {
    await showViews(page, view, isOurs);
    if (isOurs) await letGo(page, tabs.extensionId ?? '');
    const heap = await heapOf(page);
    if (view + EVERY >= FROM) looks.push({ views: view + EVERY, heap });
  }
  await page.close();
  const line = (part: keyof Heap) => lineThrough(looks.map(({ views, heap }) => [views / 100, heap[part]]));
  return { engine: line('engine'), renderer: line('renderer') };
}

/**
 * Whether a page that lives for hours grows by our being there, scout, controls and all: both pages at once, each in a browser of its
 * own. The goal is no more than the page alone's own noise, twice the standard error of its slope.
 */
export async function growthRows(): Promise<Row[]> {
  const server = await servePage();
  server.show(pageOf({ nodes: 3_000, links: 0, texts: 0 }));
  const arms = [await tabsWithTasklark(), await tabsWithScript(EMPTY_SCRIPT)] as const;
  try {
    const [ours, alone] = await Promise.all([
      growthOf(arms[0], server.url, true),
      growthOf(arms[1], server.url, false),
    ]);
    const said = ({ slope, error }: Line) => `${slope.toFixed(2)} ± ${(2 * error).toFixed(2)}`;
    const row = (name: string, part: keyof Heap, goal?: number) => {
      const [mine, other] = [ours[part], alone[part]];
      const [over, error] = [mine.slope - other.slope, 2 * Math.hypot(mine.error, other.error)];
      const note = `${said(mine)}, the page alone ${said(other)}`;
      return rowOf(name, [over, over - error, over + error], { unit: 'kB', note, ...(goal !== undefined && { goal }) });
    };
    return [
      row(`growth in 100 of ${VIEWS} views`, 'engine', Math.max(LEAST, 2 * alone.engine.error)),
      // Frees whole pages of memory at a time, so its single looks say little.
      row('  of the renderer', 'renderer'),
    ];
  } finally {
    for (const tabs of arms) await tabs.close();
    server.close();
  }
}
