import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { OUTPUT } from '../support/build-e2e';
import type { Chromium } from '../support/launch';
import { until } from '../support/steps';
import { bundleLook } from './bundle';
import { offGround } from './ground';
import { chooser, type Input, type Living, type PageState } from './life';
import type { Look } from './look/index';
import { add, compare, noTroubles, type Troubles } from './oracles';
import type { RealPage } from './page';
import { urlOf } from './serve';

/** How long the rings of a page may take to be right after a step, ms: long, since the machine may be busy. */
const PATIENCE_MS = 7000;
/** How long is waited for rings that a known fault keeps away, ms. */
const DOUBT_MS = 1000;
/** What was right must still be so, or again, this long after the last step, ms. */
const REST_MS = 400;
/** How often it is looked, ms. */
const LOOK_MS = 60;

/** What is awaited after a step, and for how long where a fault of it is known, ms. */
const AWAITED = { one: DOUBT_MS, near: 0, seen: 0, closed: 0 };

/** How long a dragged thing is held still, ms. */
const HOLD_MS = 200;
const FIRST = 'at first';

type Window = { life: Living };

export interface Walked {
  readonly troubles: Troubles;
  readonly trail: readonly string[];
  /** The most places and rings that were there at one time. */
  readonly most: { places: number; rings: number };
}

/** Each step of the walk with its seed: those of the script, then some at random. */
function plan(
  { script = [], steps = 0, scripted = [] }: RealPage,
  names: readonly string[],
  seed: number,
): [string, number][] {
  const { pick, below } = chooser(seed);
  const free = names.filter((name) => !scripted.includes(name));
  const random = Array.from({ length: free.length ? steps : 0 }, () => `${pick(free)}:${below(1e6)}`);
  return [...script, ...random].map((step, index) => {
    const [name = '', own] = step.split(':');
    return [name, own ? Number(own) : index];
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Carries out what a person does. */
async function act(page: Page, input: Input): Promise<void> {
  const { mouse, keyboard } = page;
  if ('click' in input) await mouse.click(...input.click);
  else if ('type' in input) await keyboard.type(input.type);
  else if ('press' in input) await press(page, input.press);
  else if ('wheel' in input) {
    await mouse.move(...input.at);
    await mouse.wheel({ deltaY: input.wheel });
  } else {
    const [x, y, toX, toY] = input.drag;
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + 4, y + 4, { steps: 2 });
    // Libraries look where the pointer is by a clock of their own; passing over others on the way would depend on it.
    await pause(HOLD_MS);
    await mouse.move(toX, toY);
    await pause(HOLD_MS);
    await mouse.up();
  }
}

/** A key with its modifiers: "Control+z". */
async function press({ keyboard }: Page, keys: string): Promise<void> {
  const held = keys.split('+') as Parameters<typeof keyboard.press>[0][];
  const key = held.pop();
  for (const modifier of held) await keyboard.down(modifier);
  if (key) await keyboard.press(key);
  for (const modifier of held.reverse()) await keyboard.up(modifier);
}

async function step(page: Page, name: string, seed: number): Promise<void> {
  const inputs = await page.evaluate((...of) => (window as never as Window).life.step(...of), name, seed);
  for (const input of inputs) await act(page, input);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

const read = (page: Page): Promise<PageState> => page.evaluate(() => (window as never as Window).life.read());

/** Opens the page and walks; `at` is called at the beginning and after each step. */
async function walkThrough(
  page: Page,
  real: RealPage,
  seed: number,
  at: (where: string, isLast: boolean) => Promise<unknown>,
): Promise<string[]> {
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await (await page.createCDPSession()).send('Emulation.setFocusEmulationEnabled', { enabled: true });
  await page.goto(urlOf(real), { waitUntil: 'load' });
  await until(`${real.name} to begin`, () => page.evaluate(() => 'life' in window));
  const names = await page.evaluate(() =>
    (window as never as Window).life.ready.then(() => (window as never as Window).life.names),
  );
  const steps = plan(real, names, seed);
  await at(FIRST, steps.length === 0);
  for (const [index, [name, own]] of steps.entries()) {
    await step(page, name, own);
    await at(`${index + 1} ${name}:${own}`, index === steps.length - 1);
  }
  return said;
}

let script: Promise<string> | undefined;

async function lookAt(page: Page, closed: string): Promise<Look> {
  script ??= bundleLook();
  const code = `${await script}; looking.look(${JSON.stringify(closed)})`;
  return until('the extension in the page', async () => {
    const [realm] = page.extensionRealms();
    return realm && ((await realm.evaluate(code)) as Look);
  });
}

/** For the eye: a picture of each stop, where one is asked for. */
async function picture(page: Page, real: RealPage, stop: number): Promise<void> {
  if (!process.env.REAL_PAGES_SHOTS) return;
  const folder = join(OUTPUT, 'real-pages/shots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${real.name}-${stop}.png`) as `${string}.png` });
}

/** Walks the page with the extension and without it, side by side, and answers how they differ and what is wrong with the rings. */
export async function walkBoth(chromium: Chromium, real: RealPage, seed: number): Promise<Walked> {
  const troubles = noTroubles();
  const trail: string[] = [];
  const most = { places: 0, rings: 0 };
  const closed = real.closed ?? '[contenteditable=true]';
  const states = new Map<string, PageState>();
  // An extension is not in a private window unless the user lets it in.
  const apart = await chromium.browser.createBrowserContext();
  const [plain, page] = [await apart.newPage(), await chromium.browser.newPage()];

  async function settled(where: string): Promise<Look> {
    const begun = Date.now();
    let now = await lookAt(page, closed);
    add(where, now, troubles, ['stale']);
    if (real.steady && where !== FIRST) troubles.steady.push(...now.one.map((trouble) => `${where}: ${trouble}`));
    const isAwaited = (aspect: keyof typeof AWAITED) =>
      now[aspect].length && Date.now() - begun < (real.faults?.[aspect] ? AWAITED[aspect] : PATIENCE_MS);
    while ((Object.keys(AWAITED) as (keyof typeof AWAITED)[]).some(isAwaited)) {
      await pause(LOOK_MS);
      now = await lookAt(page, closed);
    }
    return now;
  }

  try {
    const walkedPlain = walkThrough(plain, real, seed, async (where) => states.set(where, await read(plain)));
    const seen: [string, PageState][] = [];
    const walked = walkThrough(page, real, seed, async (where, isLast) => {
      trail.push(where);
      const now = await settled(where);
      await picture(page, real, trail.length);
      most.places = Math.max(most.places, now.places);
      most.rings = Math.max(most.rings, now.rings);
      add(where, now, troubles, ['one', 'near', 'seen', 'closed']);
      seen.push([where, await read(page)]);
      if (!isLast) return;
      await pause(REST_MS);
      // Where a text was cut for a ring, the next one in it is made anew, which a busy machine may put off until here.
      const last = await settled(`${where}, at rest`);
      add(`${where}, at rest`, last, troubles, ['one', 'near', 'seen', 'closed']);
      troubles.ground.push(...(await offGround(page, last.boxes)));
      seen.push([where, await read(page)]);
    });
    const [saidPlain, said] = await Promise.all([walkedPlain, walked]);
    for (const [where, now] of seen) compare(where, now, states.get(where) as PageState, troubles);
    if (said.join('\n') !== saidPlain.join('\n'))
      troubles.console.push(`${said.join('\n')}, and without the extension ${saidPlain.join('\n')}`);
  } finally {
    await Promise.all([apart.close(), page.close()]);
  }
  return { troubles, trail, most };
}
