import type { Browser, Page } from 'puppeteer';
import { median, type Row, rowOf } from '../rows';
import { type Arm, FLOOR_A, FLOOR_AT, ONE_XPATH, TREE_WALKER, WHOLE_DOCUMENT } from './arms';
import { DOCUMENTS, documentPage } from './documents';
import { firstScan } from './first-scan';
import { libraryArms } from './libraries';
import { pageOf } from './pages';
import { leastScout } from './scout-arm';
import { servePage } from './serve-page';
import { shuffled } from './shuffled';
import { collect, worldsOf } from './world';

/** Repetitions of each page; the page is loaded anew for each. */
const REPETITIONS = 7;

/** What any script pays that comes to a page, hears it and asks the two questions of the floor when there is time. */
const LEAST = { script: leastScout({ reads: false }) };

interface Case {
  readonly name: string;
  readonly html: string;
  /** How many links of anchors, and bare addresses, every arm must find there. */
  readonly links: number;
  readonly texts: number;
  /** The most that a full scan may cost, in a+t. */
  readonly goal: number;
  /** Other ways to scan are measured on this page as well. */
  readonly peers?: boolean;
}

function generated(name: string, nodes: number, links: number, texts: number, more: Partial<Case> = {}): Case {
  return { name, html: pageOf({ nodes, links, texts }), links, texts, goal: 1.15, ...more };
}

const cases = (): readonly Case[] => [
  generated('1k nodes, no link', 1_000, 0, 0),
  generated('10k nodes, 10 links', 10_000, 8, 2),
  generated('85k nodes, no link', 85_000, 0, 0, { peers: true }),
  generated('85k nodes, 10 links', 85_000, 8, 2, { peers: true }),
  generated('85k nodes, 1,000 links', 85_000, 800, 200, { goal: 1.6 }),
  generated('424k nodes, no link', 424_000, 0, 0),
  ...DOCUMENTS.map((path) => ({
    name: `${path}, 10 links`,
    html: documentPage(path, 8, 2),
    links: 8,
    texts: 2,
    goal: 1.15,
    peers: true,
  })),
];

/** One call of an arm in a fresh world: ms, and what it found. */
export async function callArm(page: Page, arm: Arm): Promise<{ ms: number; hits: number }> {
  const worlds = await worldsOf(page);
  const world = await worlds.fresh();
  await collect(page);
  const answer = await world.evaluate<{ ms: number; hits: number }>(
    `(() => { ${arm.prelude ?? ''}; const find = ${arm.source}; const begin = performance.now(); const hits = find(); return { ms: performance.now() - begin, hits }; })()`,
  );
  await worlds.close();
  return answer;
}

/** Throws where an arm did not find exactly what is there. */
export function mustFind(name: string, wanted: number, hits: number): void {
  if (hits !== wanted) throw new Error(`${name} found ${hits} of ${wanted}`);
}

async function measure(
  browser: Browser,
  { name, html, links, texts, goal, peers = false }: Case,
  libraries: readonly Arm[],
): Promise<Row[]> {
  const server = await servePage();
  server.show(html);
  const page = await browser.newPage();
  const others = peers ? [TREE_WALKER, WHOLE_DOCUMENT, ...libraries] : [];
  const times = new Map<string, number[]>();
  const longest: number[] = [];
  const note = (arm: string, ms: number) => times.set(arm, [...(times.get(arm) ?? []), ms]);
  const wanted = { links, texts, both: links + texts };
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    await page.goto(server.url);
    const arms: (() => Promise<void>)[] = [FLOOR_A, FLOOR_AT, ONE_XPATH, ...others].map((arm) => async () => {
      const { ms, hits } = await callArm(page, arm);
      mustFind(arm.name, arm.finds === 'any' ? links + (texts ? 1 : 0) : wanted[arm.finds], hits);
      note(arm.name, ms);
    });
    arms.push(async () => {
      const scan = await firstScan(page);
      mustFind('scout', wanted.both, scan.hits);
      note('scout', scan.reading);
      note('walk', scan.walk);
      longest.push(scan.longest);
    });
    arms.push(async () => {
      const scan = await firstScan(page, LEAST);
      mustFind('the least script', links + (texts ? 1 : 0), scan.hits);
      note('least', scan.reading);
    });
    for (const arm of shuffled(arms)) await arm();
  }
  await page.close();
  server.close();
  const of = (arm: string) => times.get(arm) ?? [];
  const ratios = (of: readonly number[], over: readonly number[]) =>
    of.map((ms, index) => ms / (over[index] ?? Number.NaN));
  const scout = of('scout');
  const floor = of(FLOOR_AT.name);
  return [
    rowOf(`full scan, ${name}`, ratios(scout, floor), {
      goal,
      unit: '× a+t',
      note: `a ${median(of(FLOOR_A.name)).toFixed(2)} ms, a+t ${median(floor).toFixed(2)} ms`,
    }),
    rowOf('  over the least script that does a+t once, in idle time', ratios(scout, of('least')), {
      note: `${median(of('least')).toFixed(2)} ms, ${median(ratios(of('least'), floor)).toFixed(2)} × a+t`,
    }),
    rowOf(`  over ${ONE_XPATH.name}, in one go`, ratios(scout, of(ONE_XPATH.name)), {
      note: `${median(ratios(of(ONE_XPATH.name), floor)).toFixed(2)} × a+t`,
    }),
    rowOf('  longest slice', longest, { goal: 8, unit: 'ms' }),
    rowOf('  by the best of its repetitions', [Math.min(...scout) / Math.min(...floor)], { unit: '× a+t' }),
    rowOf('  its idle walk for shadow roots and frames', ratios(of('walk'), of(FLOOR_A.name)), { unit: '× a' }),
    ...others.map(({ name: arm }) =>
      rowOf(`  ${arm}, over our scan`, ratios(of(arm), scout), {
        goal: arm.startsWith('linkify') ? 20 : 3,
        atLeast: true,
      }),
    ),
  ];
}

/** Full scans of generated pages against the browser's own floor and other ways, in one run. */
export async function scanRows(browser: Browser, tell: (row: Row) => void): Promise<Row[]> {
  const rows: Row[] = [];
  const libraries = await libraryArms();
  for (const one of cases())
    for (const row of await measure(browser, one, libraries)) {
      rows.push(row);
      tell(row);
    }
  return rows;
}
