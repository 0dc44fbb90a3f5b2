import type { Browser } from 'puppeteer';
import { median, type Row, rowOf } from '../rows';
import { type Arm, FLOOR_A, FLOOR_AT, TREE_WALKER } from './arms';
import { type FirstScan, firstScan } from './first-scan';
import { ARMS_IN_FRAMES, ARMS_IN_ROOTS } from './inside-arms';
import { type PageKind, pageOf } from './pages';
import { callArm, mustFind } from './scan';
import { servePage } from './serve-page';
import { shuffled } from './shuffled';

/** Repetitions of each page; the page is loaded anew for each. */
const REPETITIONS = 7;

/** What stands in pages of 58,000 elements, in 1,000 roots: a task link in every tenth. */
const ROOTS: PageKind = { nodes: 120_000, links: 0, texts: 0, hosts: 1_000 };
const IN_ROOTS = 100;
const FRAMES = 30;
const MANY = { links: 99_000, texts: 1_000 };

interface Case {
  readonly name: string;
  readonly page: PageKind;
  /** Task links that scout must find, and each arm, by what it finds. */
  readonly wanted: number;
  readonly arms: readonly Arm[];
  /** Fewer, where one takes half a minute. */
  readonly repetitions?: number;
  readonly wantedOf: (arm: Arm) => number;
  /** Rows from times in ms of scout and of the arms. */
  readonly rows: (times: Times) => Row[];
}

interface Times {
  readonly reading: readonly number[];
  readonly walk: readonly number[];
  readonly longest: readonly number[];
  /** From the script's start to its end, idle time between slices included. */
  readonly lasted: readonly number[];
  of(arm: Arm): readonly number[];
}

const over = (all: readonly number[], base: readonly number[]) =>
  all.map((ms, index) => ms / (base[index] ?? Number.NaN));
const sum = (all: readonly number[], more: readonly number[]) =>
  all.map((ms, index) => ms + (more[index] ?? Number.NaN));
const slices = ({ longest }: Times) => rowOf('  longest slice', longest, { goal: 8, unit: 'ms' });

/** Finding the roots and reading what is in them, over one selector in the page itself. */
function rootRows(name: string, arms: readonly Arm[]) {
  return (times: Times) => [
    rowOf(name, over(times.walk, times.of(FLOOR_A)), {
      goal: 4,
      unit: '× a',
      note: `a ${median(times.of(FLOOR_A)).toFixed(2)} ms`,
    }),
    slices(times),
    ...arms.map((arm) => rowOf(`  ${arm.name}`, over(times.of(arm), times.of(FLOOR_A)), { unit: '× a' })),
  ];
}

const [ANY_NAME, ...WALKS] = [ARMS_IN_ROOTS.dashed, ARMS_IN_ROOTS.walker, ARMS_IN_ROOTS.everyElement];
const { floor: FRAME_FLOOR, walker: FRAME_WALKER } = ARMS_IN_FRAMES;

const CASES: readonly Case[] = [
  {
    name: 'roots of custom elements',
    page: ROOTS,
    wanted: IN_ROOTS,
    arms: [FLOOR_A, ANY_NAME, ...WALKS],
    wantedOf: (arm) => (arm === FLOOR_A ? 0 : IN_ROOTS),
    rows: rootRows('roots: 58,000 elements, 1,000 custom elements', [ANY_NAME, ...WALKS]),
  },
  {
    name: 'roots of other elements',
    page: { ...ROOTS, dashed: false },
    wanted: IN_ROOTS,
    arms: [FLOOR_A, ...WALKS],
    wantedOf: (arm) => (arm === FLOOR_A ? 0 : IN_ROOTS),
    rows: rootRows('roots: the same of elements without a dash', WALKS),
  },
  {
    name: 'frames',
    page: { nodes: 10_000, links: 0, texts: 0, frames: FRAMES },
    wanted: FRAMES,
    arms: [FRAME_FLOOR, FRAME_WALKER],
    wantedOf: () => FRAMES,
    rows: (times) => [
      rowOf(
        `frames: ${FRAMES} of the page’s origin, all of them`,
        over(sum(times.reading, times.walk), times.of(FRAME_FLOOR)),
        {
          unit: '× a+t',
          note: `a+t in each ${median(times.of(FRAME_FLOOR)).toFixed(2)} ms`,
        },
      ),
      slices(times),
      rowOf(`  ${FRAME_WALKER.name}`, over(times.of(FRAME_WALKER), times.of(FRAME_FLOOR)), { unit: '× a+t' }),
    ],
  },
  {
    name: 'a hundred thousand links',
    page: { nodes: 85_000, ...MANY },
    repetitions: 3,
    wanted: MANY.links + MANY.texts,
    arms: [FLOOR_AT, TREE_WALKER],
    wantedOf: (arm) => (arm === FLOOR_AT ? MANY.links + 1 : MANY.links + MANY.texts),
    rows: (times) => [
      rowOf('full scan, 100,000 links', over(times.reading, times.of(FLOOR_AT)), {
        unit: '× a+t',
        note: `a+t ${median(times.of(FLOOR_AT)).toFixed(1)} ms, scout ${median(times.reading).toFixed(0)} ms`,
      }),
      slices(times),
      rowOf(
        '  until all of them are found, in idle time',
        times.lasted.map((ms) => ms / 1000),
        { unit: 's' },
      ),
      rowOf(`  ${TREE_WALKER.name}`, over(times.of(TREE_WALKER), times.of(FLOOR_AT)), { unit: '× a+t' }),
    ],
  },
];

async function measure(
  browser: Browser,
  url: string,
  { name, wanted, arms, repetitions = REPETITIONS, wantedOf, rows }: Case,
): Promise<Row[]> {
  const page = await browser.newPage();
  const times = new Map<Arm, number[]>(arms.map((arm) => [arm, []]));
  const scans: FirstScan[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    await page.goto(url);
    const scout = async () => {
      const scan = await firstScan(page);
      mustFind(`${name}: scout`, wanted, scan.hits);
      scans.push(scan);
    };
    const calls = arms.map((arm) => async () => {
      const { ms, hits } = await callArm(page, arm);
      mustFind(`${name}: ${arm.name}`, wantedOf(arm), hits);
      times.get(arm)?.push(ms);
    });
    for (const call of shuffled([scout, ...calls])) await call();
  }
  await page.close();
  const all = (what: keyof FirstScan) => scans.map((scan) => scan[what]);
  return rows({
    ...{ reading: all('reading'), walk: all('walk'), longest: all('longest'), lasted: all('lasted') },
    of: (arm) => times.get(arm) ?? [],
  });
}

/** Links inside of what a selector does not see through, roots and frames, and more of them than anybody reads. */
export async function insideRows(browser: Browser, tell: (row: Row) => void): Promise<void> {
  const server = await servePage();
  try {
    for (const one of CASES) {
      server.show(pageOf(one.page));
      for (const row of await measure(browser, server.url, one)) tell(row);
    }
  } finally {
    server.close();
  }
}
