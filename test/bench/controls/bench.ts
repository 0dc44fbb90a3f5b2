import puppeteer, { type Browser, type Page } from 'puppeteer';
import { median, type Row, report, rowOf } from '../rows';
import { servePage } from '../scout/serve-page';
import { collect, type FreshWorld, worldsOf } from '../scout/world';
import { DRAWN_CONTROL, LAZY, LEAST_CONTROL } from './arms';
import { runControls } from './controls-arm';
import { FAR_LINKS, farPage, VISIBLE, visiblePage } from './pages';
import { measureShifts } from './shift';

/** Each repetition loads the page anew. */
const REPETITIONS = 9;

interface Sample {
  readonly ms: number;
  readonly layout: number;
  readonly hits: number;
  /** What the engine's own heap grew by, bytes. */
  readonly heap: number;
}

/** Bytes that the engine's heap holds once everything that nobody needs is gone. */
async function heapOf(page: Page): Promise<number> {
  await collect(page);
  const { JSHeapUsedSize = 0 } = await page.metrics();
  return JSHeapUsedSize;
}

/** One arm in a page of its own loading and a world of its own. */
async function sample(page: Page, url: string, run: (world: FreshWorld) => Promise<Omit<Sample, 'heap'>>) {
  await page.goto(url);
  const worlds = await worldsOf(page);
  const world = await worlds.fresh();
  // What the first looks at the page cost is nobody's.
  await world.evaluate(`[...document.querySelectorAll('a')].map((link) => link.href).length`);
  const before = await heapOf(page);
  const { ms, layout, hits } = await run(world);
  const heap = (await heapOf(page)) - before;
  await worlds.close();
  return { ms, layout, hits, heap };
}

const source = (arm: string) => (world: FreshWorld) => world.evaluate<Omit<Sample, 'heap'>>(`(${arm})()`);

const ours = (wanted: (count: { hosts: number }) => number) => async (world: FreshWorld) => {
  const { ms, layout, hosts } = await runControls(world);
  return { ms, layout, hits: wanted({ hosts }) };
};

interface Case {
  readonly name: string;
  readonly html: string;
  readonly count: number;
  readonly us: number;
  readonly bytes: number;
  readonly run: (world: FreshWorld) => Promise<Omit<Sample, 'heap'>>;
  readonly references: Readonly<Record<string, string>>;
}

const CASES: readonly Case[] = [
  {
    ...{ name: 'a link', html: farPage(), count: FAR_LINKS, us: 6, bytes: 512 },
    // None of them may have a control.
    run: ours(({ hosts }) => FAR_LINKS - hosts),
    references: { 'observed and no more': LAZY },
  },
  {
    ...{ name: 'a visible control', html: visiblePage(), count: VISIBLE.links, us: 10, bytes: 5120 },
    run: ours(({ hosts }) => hosts),
    references: { 'one glyph button': LEAST_CONTROL, 'one drawn button': DRAWN_CONTROL },
  },
];

async function measure(browser: Browser, { name, html, count, us, bytes, run, references }: Case): Promise<Row[]> {
  const server = await servePage();
  server.show(html);
  const page = await browser.newPage();
  await page.setViewport({ width: VISIBLE.width, height: VISIBLE.height });
  const arms = new Map<string, Sample[]>();
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1)
    for (const [arm, work] of [
      ['ours', run] as const,
      ...Object.entries(references).map(([arm, text]) => [arm, source(text)] as const),
    ]) {
      const one = await sample(page, server.url, work);
      if (one.hits !== count) throw new Error(`${name}, ${arm}: ${one.hits} of ${count}`);
      arms.set(arm, [...(arms.get(arm) ?? []), one]);
    }
  await page.close();
  server.close();
  const of = (arm: string, what: 'ms' | 'layout' | 'heap') => (arms.get(arm) ?? []).map((one) => one[what] / count);
  const times = of('ours', 'ms').map((ms) => ms * 1000);
  return [
    rowOf(`${name}, script`, times, { unit: 'µs', goal: us, note: `of ${count}` }),
    ...Object.keys(references).map((arm) =>
      rowOf(
        `  over ${arm}`,
        of('ours', 'ms').map((ms, index) => ms / (of(arm, 'ms')[index] ?? Number.NaN)),
        { unit: '×', note: `which takes ${(median(of(arm, 'ms')) * 1000).toFixed(1)} µs` },
      ),
    ),
    ...(of('ours', 'layout').some((ms) => ms > 0.001)
      ? ['ours', ...Object.keys(references)].map((arm) =>
          rowOf(
            `  layout after ${arm}`,
            of(arm, 'layout').map((ms) => ms * 1000),
            { unit: 'µs' },
          ),
        )
      : []),
    rowOf(
      `${name}, engine heap`,
      of('ours', 'heap').map((size) => size / 1024),
      { unit: 'kB', goal: bytes / 1024 },
    ),
    ...Object.keys(references).map((arm) =>
      rowOf(
        `  of ${arm}`,
        of(arm, 'heap').map((size) => size / 1024),
        { unit: 'kB' },
      ),
    ),
  ];
}

/** What a link and a visible control cost, against the least that could be done for them; and how far the first rings shift a page. */
export async function benchControls(args: readonly string[]): Promise<boolean> {
  const browser = await puppeteer.launch({ pipe: true, args: ['--no-sandbox'] });
  try {
    return await report(args, async (tell) => {
      for (const one of CASES) tell(await measure(browser, one));
      tell(await measureShifts());
    });
  } finally {
    await browser.close();
  }
}
