import type { Browser, Page } from 'puppeteer';
import { median, type Row, rowOf } from '../rows';
import { type Arm, FLOOR_A, FLOOR_AT, TREE_WALKER } from './arms';
import { type PageKind, pageOf } from './pages';
import { scoutTime, startScout } from './scout-arm';
import { servePage } from './serve-page';
import { collect, worldsOf } from './world';

/** Repetitions of each page; the page is loaded anew for each. */
const REPETITIONS = 9;

interface Case {
  readonly name: string;
  readonly page: PageKind;
  /** The most that a full scan may cost, in a+t. */
  readonly goal: number;
  /** Other ways to scan are measured on this page as well. */
  readonly peers?: boolean;
}

const CASES: readonly Case[] = [
  { name: '1k nodes, no link', page: { nodes: 1_000, links: 0, texts: 0 }, goal: 1.15 },
  { name: '10k nodes, 10 links', page: { nodes: 10_000, links: 8, texts: 2 }, goal: 1.15 },
  { name: '85k nodes, no link', page: { nodes: 85_000, links: 0, texts: 0 }, goal: 1.15, peers: true },
  { name: '85k nodes, 10 links', page: { nodes: 85_000, links: 8, texts: 2 }, goal: 1.15, peers: true },
  { name: '85k nodes, 1,000 links', page: { nodes: 85_000, links: 800, texts: 200 }, goal: 1.6 },
  { name: '424k nodes, no link', page: { nodes: 424_000, links: 0, texts: 0 }, goal: 1.15 },
];

/** One call of an arm in a fresh world: ms, and what it found. */
async function callArm(page: Page, arm: Arm): Promise<{ ms: number; hits: number }> {
  const worlds = await worldsOf(page);
  const world = await worlds.fresh();
  await collect(page);
  const answer = await world.evaluate<{ ms: number; hits: number }>(
    `(() => { const find = ${arm.source}; const begin = performance.now(); const hits = find(); return { ms: performance.now() - begin, hits }; })()`,
  );
  await worlds.close();
  return answer;
}

/** The first whole scan of the shipped scout. */
async function callScout(page: Page): Promise<{ ms: number; walk: number; hits: number; longest: number }> {
  const worlds = await worldsOf(page);
  const world = await worlds.fresh();
  await collect(page);
  await startScout(world);
  const { spent, reading, hits, longest } = await scoutTime(world);
  await worlds.close();
  return { ms: reading, walk: spent - reading, hits, longest };
}

function mustFind(name: string, wanted: number, hits: number): void {
  if (hits !== wanted) throw new Error(`${name} found ${hits} of ${wanted}`);
}

function shuffled<Value>(values: readonly Value[]): Value[] {
  return values
    .map((value) => ({ value, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ value }) => value);
}

async function measure(browser: Browser, { name, page: kind, goal, peers = false }: Case): Promise<Row[]> {
  const server = await servePage();
  server.show(pageOf(kind));
  const page = await browser.newPage();
  const others = peers ? [TREE_WALKER] : [];
  const times = new Map<string, number[]>();
  const longest: number[] = [];
  const note = (arm: string, ms: number) => times.set(arm, [...(times.get(arm) ?? []), ms]);
  const wanted = { links: kind.links, texts: kind.texts, both: kind.links + kind.texts };
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    await page.goto(server.url);
    const arms: (() => Promise<void>)[] = [FLOOR_A, FLOOR_AT, ...others].map((arm) => async () => {
      const { ms, hits } = await callArm(page, arm);
      mustFind(arm.name, arm.finds === 'any' ? kind.links + (kind.texts ? 1 : 0) : wanted[arm.finds], hits);
      note(arm.name, ms);
    });
    arms.push(async () => {
      const scan = await callScout(page);
      mustFind('scout', wanted.both, scan.hits);
      note('scout', scan.ms);
      note('walk', scan.walk);
      longest.push(scan.longest);
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
      note: `a ${median(of(FLOOR_A.name)).toFixed(2)} ms, a+t ${median(floor).toFixed(2)} ms, longest slice ${median(longest).toFixed(1)} ms`,
    }),
    rowOf('  its idle walk for shadow roots and frames', ratios(of('walk'), of(FLOOR_A.name)), { unit: '× a' }),
    ...others.map(({ name: arm }) =>
      rowOf(`  ${arm}, over our scan`, ratios(of(arm), scout), { goal: 3, atLeast: true }),
    ),
  ];
}

/** Full scans of generated pages against the browser's own floor and other ways, in one run. */
export async function scanRows(browser: Browser, tell: (row: Row) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const one of CASES)
    for (const row of await measure(browser, one)) {
      rows.push(row);
      tell(row);
    }
  return rows;
}
