import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { median, type Row, rowOf } from '../rows';
import { type Evaluation, evaluationIn } from './evaluation';
import { pageOf } from './pages';
import { servePage } from './serve-page';
import { shuffled } from './shuffled';
import {
  bareTabs,
  EMPTY_SCRIPT,
  RUNTIME_SCRIPT,
  SMALL_SCRIPT,
  type Tabs,
  tabsWithScript,
  tabsWithTasklark,
} from './tabs';

/** First evaluations of each script, each in a fresh tab. */
const EVALUATIONS = 11;
/** Repetitions of loading; in each, a browser's fastest of so many loads counts. */
const REPETITIONS = 9;
const LOADS = 5;

/** From the first byte of the answer to the end of the load event, ms: all of the loading that a page script can hold up. */
const LOADING = `(() => {
  const [{ responseStart, loadEventEnd }] = performance.getEntriesByType('navigation');
  return loadEventEnd && loadEventEnd - responseStart;
})()`;

async function loadOnce(tabs: Tabs, url: string): Promise<number> {
  const page = await tabs.open(url);
  const loaded = await page.waitForFunction(LOADING);
  const ms = (await loaded.jsonValue()) as number;
  await page.close();
  return ms;
}

async function loadRows(url: string, arms: ReadonlyMap<string, Tabs>): Promise<Row[]> {
  const best = new Map<string, number[]>([...arms.keys()].map((arm) => [arm, []]));
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    const times = new Map<string, number[]>([...arms.keys()].map((arm) => [arm, []]));
    for (let load = 0; load < LOADS; load += 1)
      for (const [arm, tabs] of shuffled([...arms])) times.get(arm)?.push(await loadOnce(tabs, url));
    for (const [arm, all] of times) best.get(arm)?.push(Math.min(...all));
  }
  const over = (arm: string, base: string) =>
    (best.get(arm) ?? []).map((ms, index) => ms / (best.get(base)?.[index] ?? Number.NaN));
  const ms = (arm: string) => `${arm} ${median(best.get(arm) ?? []).toFixed(1)} ms`;
  return [
    rowOf('load event, over an empty script', over('scout', 'empty'), {
      goal: 1.02,
      note: `${ms('scout')}, ${ms('empty')}, ${ms('none')}; fastest of ${LOADS}`,
    }),
    rowOf('  over no extension', over('scout', 'none')),
    rowOf('  an empty script over no extension', over('empty', 'none')),
  ];
}

type Spent = 'evaluation' | 'compiling' | 'injection';

/** Any other arm is a peer. */
const OWN_ARMS: readonly string[] = ['scout', 'empty', 'small', 'runtime'];

async function evaluationRows(url: string, arms: ReadonlyMap<string, Tabs>): Promise<Row[]> {
  // The first tab of a browser's life is slower than any other.
  for (const tabs of arms.values()) await evaluationIn(tabs, url);
  const all = new Map<string, Evaluation[]>([...arms.keys()].map((arm) => [arm, []]));
  for (let repetition = 0; repetition < EVALUATIONS; repetition += 1)
    for (const [arm, tabs] of shuffled([...arms])) all.get(arm)?.push(await evaluationIn(tabs, url));
  for (const [arm, evaluations] of all)
    if (new Set(evaluations.map(({ process }) => process)).size < EVALUATIONS)
      throw new Error(`${arm} was evaluated twice in one process, which keeps compiled scripts`);
  const of = (arm: string, what: Spent) => (all.get(arm) ?? []).map((one) => one[what]);
  const over = (arm: string, base: string, what: Spent = 'evaluation') =>
    of(arm, what).map((ms, index) => ms / (of(base, what)[index] ?? Number.NaN));
  const ms = (arm: string) => `${arm} ${median(of(arm, 'evaluation')).toFixed(2)} ms`;
  return [
    rowOf('first evaluation, over an empty script', over('scout', 'empty'), {
      goal: 6,
      note: `${ms('scout')}, ${median(of('scout', 'compiling')).toFixed(2)} of it compiling; ${ms('empty')}, ${ms('small')}`,
    }),
    rowOf('  a script that only looks at chrome.runtime, over the same', over('runtime', 'empty'), {
      note: ms('runtime'),
    }),
    rowOf('  over a scanner of 0.75 kB', over('scout', 'small')),
    rowOf('  with the world that is made for it, over an empty script', over('scout', 'empty', 'injection'), {
      note: `${median(of('scout', 'injection')).toFixed(2)} ms`,
    }),
    ...[...arms.keys()]
      .filter((arm) => !OWN_ARMS.includes(arm))
      .map((arm) => rowOf(`  ${arm}, over ours`, over(arm, 'scout'), { note: ms(arm) })),
  ];
}

/**
 * What it costs a page that the extension is there at all: the first evaluation of the shipped script in a fresh tab, and the load event.
 * `--peer FILE` (any number of times) measures the first evaluation of another script beside it.
 */
export async function beingThereRows(tell: (row: Row) => void, words: readonly string[] = []): Promise<void> {
  const server = await servePage();
  // A page of middle size, without a link: what nearly every page is.
  server.show(pageOf({ nodes: 10_000, links: 0, texts: 0 }));
  const opened: Tabs[] = [];
  const kept = async (tabs: Promise<Tabs>) => {
    opened.push(await tabs);
    return tabs;
  };
  try {
    const [scout, empty] = [await kept(tabsWithTasklark()), await kept(tabsWithScript(EMPTY_SCRIPT))];
    const arms = new Map([
      ['scout', scout],
      ['empty', empty],
      ['small', await kept(tabsWithScript(SMALL_SCRIPT))],
      ['runtime', await kept(tabsWithScript(RUNTIME_SCRIPT))],
    ]);
    for (const [index, word] of words.entries()) {
      const peer = words[index + 1];
      if (word === '--peer' && peer) arms.set(basename(peer), await kept(tabsWithScript(readFileSync(peer, 'utf8'))));
    }
    for (const row of await evaluationRows(server.url, arms)) tell(row);
    const loading = new Map([
      ['scout', scout],
      ['empty', empty],
      ['none', await kept(bareTabs())],
    ]);
    for (const row of await loadRows(server.url, loading)) tell(row);
  } finally {
    for (const tabs of opened) await tabs.close();
    server.close();
  }
}
