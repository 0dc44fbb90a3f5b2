import type { Browser, Page } from 'puppeteer';
import { median, type Row, rowOf } from '../rows';
import { type PageKind, pageOf, urlOf } from './pages';
import { leastScout, scoutTime, startScout } from './scout-arm';
import { servePage } from './serve-page';
import { shuffled } from './shuffled';
import { collect, worldsOf } from './world';

/** How long each page keeps changing, ms, and how often it is repeated. */
const LASTS_MS = 3_000;
const REPETITIONS = 7;

interface Case {
  readonly name: string;
  readonly page: PageKind;
  /** Source of a function `(turn) => void`, called on every frame of 16 ms; makes one task link in all. */
  readonly change: string;
  /** The most time that hearing it may take, in percent of the main thread. */
  readonly goal: number;
}

/** A comment as a single-page app adds it: 12 nodes. */
const CARD = `const card = (n) => { const box = document.createElement('article'); box.innerHTML = '<header><a href="/p/' + n + '">person</a> <time>now</time></header><p>some words <b>and</b> more</p>'; return box; };`;
const LINK = `'<a href="${urlOf(1)}">task</a>'`;

const STORM = `(() => { ${CARD} const stage = document.body.appendChild(document.createElement('main'));
  return (turn) => { stage.replaceChildren(); for (let n = 0; n < 50; n += 1) stage.append(card(n)); if (turn > 20) stage.insertAdjacentHTML('beforeend', ${LINK}); }; })()`;
const CHAT = `(() => { ${CARD} const log = document.body.appendChild(document.createElement('section'));
  return (turn) => { if (turn % 4 === 0) log.append(card(turn)); if (turn === 40) log.insertAdjacentHTML('beforeend', ${LINK}); }; })()`;
const LIST = `(() => { ${CARD} const list = document.body.appendChild(document.createElement('div'));
  for (let n = 0; n < 40; n += 1) list.append(card(n));
  return (turn) => { for (let n = 0; n < 4; n += 1) { list.firstElementChild.remove(); list.append(card(turn)); } if (turn > 20 && turn % 8 === 0) list.lastElementChild.insertAdjacentHTML('beforeend', ${LINK}); }; })()`;
const EDITOR = `(() => { const field = document.body.appendChild(document.createElement('div')); field.contentEditable = 'true'; field.append('words '); field.focus();
  document.body.insertAdjacentHTML('beforeend', ${LINK});
  return (turn) => { field.firstChild.appendData('x'); if (turn % 30 === 0) field.firstChild.data = 'words '; }; })()`;

const SMALL: PageKind = { nodes: 3_000, links: 0, texts: 0 };
const LARGE: PageKind = { nodes: 85_000, links: 0, texts: 0 };

const CASES: readonly Case[] = [
  { name: 'storm of nodes', page: SMALL, change: STORM, goal: 0.5 },
  { name: 'chat', page: SMALL, change: CHAT, goal: 0.2 },
  { name: 'chat on a page of 85k nodes', page: LARGE, change: CHAT, goal: 0.2 },
  { name: 'virtual list', page: SMALL, change: LIST, goal: 0.4 },
  { name: 'editor', page: SMALL, change: EDITOR, goal: 0.15 },
];

/** Lets the page change in its own world for a while; answers how many frames it had. */
async function changePage(page: Page, change: string): Promise<number> {
  return (await page.evaluate(`new Promise((resolve) => {
    const step = ${change};
    const end = performance.now() + ${LASTS_MS};
    let turn = 0;
    const timer = setInterval(() => { if (performance.now() > end) { clearInterval(timer); resolve(turn); } else step(turn++); }, 16);
  })`)) as number;
}

/** References of the same run: what only hears, and what asks each changed node once. */
const LEAST = { hears: leastScout({ reads: false }), reads: leastScout({ reads: true }) };

interface Heard {
  /** Percent of the main thread. */
  readonly share: number;
  /** Longest call, ms. */
  readonly longest: number;
}

/** One script in a changing page of its own loading; `mustFind` where it reads. */
async function hear(browser: Browser, url: string, change: string, script?: string, mustFind = true): Promise<Heard> {
  const page = await browser.newPage();
  await page.goto(url);
  const world = await (await worldsOf(page)).fresh();
  await startScout(world, { readings: true, ...(script !== undefined && { script }) });
  await scoutTime(world);
  await collect(page);
  await changePage(page, change);
  const { hits, spent, longest } = await scoutTime(world);
  if (mustFind && hits < 1) throw new Error(`${change}: the link was not found`);
  await page.close();
  return { share: (spent / LASTS_MS) * 100, longest };
}

/** What hearing a changing page costs, in percent of the main thread, and over the least that does it. */
export async function changeRows(browser: Browser, tell: (row: Row) => void): Promise<Row[]> {
  const rows: Row[] = [];
  const server = await servePage();
  for (const { name, page: kind, change, goal } of CASES) {
    server.show(pageOf(kind));
    const [ours, hears, reads]: [Heard[], Heard[], Heard[]] = [[], [], []];
    const arms = [
      async () => ours.push(await hear(browser, server.url, change)),
      async () => hears.push(await hear(browser, server.url, change, LEAST.hears, false)),
      async () => reads.push(await hear(browser, server.url, change, LEAST.reads)),
    ];
    for (let repetition = 0; repetition < REPETITIONS; repetition += 1) for (const arm of shuffled(arms)) await arm();
    const shares = (of: readonly Heard[]) => of.map(({ share }) => share);
    const over = (base: readonly Heard[]) => ours.map(({ share }, index) => share / (base[index]?.share ?? Number.NaN));
    for (const row of [
      rowOf(`hearing: ${name}`, shares(ours), { unit: '%', goal }),
      rowOf('  over what only hears', over(hears), { note: `which takes ${median(shares(hears)).toFixed(3)} %` }),
      rowOf('  over what asks each changed node', over(reads), {
        note: `which takes ${median(shares(reads)).toFixed(3)} %`,
      }),
      rowOf(
        '  longest call',
        ours.map(({ longest }) => longest),
        { unit: 'ms', goal: 4 },
      ),
    ]) {
      rows.push(row);
      tell(row);
    }
  }
  server.close();
  return rows;
}
