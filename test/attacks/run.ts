import type { ElementHandle, Frame, Target } from 'puppeteer';
import { until } from '../support/steps';
import type { Arena } from './arena';
import { DIRECT_HOST } from './arena';
import { type Attack, fill, type Hands, type Point, type PoolTask, pageOf } from './attack';
import { findCanaries } from './canaries';

/** A person rests on a button before pressing; long enough for the gate to be sure, ms. */
const REST_MS = 900;
/** How long a page may stay quiet after the gesture before that counts as "nothing happened", ms; a barrier catches what comes later. */
const QUIET_MS = 400;

/** A busy machine may let a gesture come so much too late, ms, before it counts for nothing. */
const LATE_MS = 120;
/** A press after a shorter rest, ms, is to come before the gate lets anybody act: moving there is timed too. */
const QUICK_MS = 400;
/** So much too late, ms, a press may arrive: what an attack hides until just before it was seen for longer than the gate asks. */
const LATE_PRESS_MS = 300;

/** The gesture came too late to be this attack; nothing was pressed, or what was pressed was let go elsewhere. */
export class TooLate extends Error {}

/** How one run ended. "acted" is a write that nobody meant. */
export type Outcome = 'acted' | 'asked' | 'nothing';

export interface Verdict {
  readonly outcome: Outcome;
  /** Guids of all writes since the run began. */
  readonly writes: readonly string[];
  /** Which canaries the page got hold of. */
  readonly leaks: readonly string[];
}

const isPopup = (target: Target) =>
  target.url().startsWith('chrome-extension://') && target.url().includes('popup.html');

/** Closes the popup and small windows that earlier clicks left open. */
export async function closePopups({ chromium: { browser } }: Arena): Promise<void> {
  for (const target of browser.targets().filter(isPopup)) {
    await target
      .asPage()
      .then((page) => page.close())
      .catch(() => undefined);
  }
}

/** The ring of the control beside the link to this task, in whatever frame it stands; only once its title was read. */
export async function ringOf({ page }: Arena, { title }: PoolTask): Promise<ElementHandle | undefined> {
  for (const frame of page.frames()) {
    for (const verb of ['Complete', 'Reopen']) {
      const ring = await look(frame, `::-p-aria([name="${verb} task: ${title}"][role="button"])`);
      if (ring) return ring;
    }
  }
  return undefined;
}

/** A frame that goes away while it is asked has no control. */
const look = (frame: Frame, selector: string) => frame.$(selector).catch(() => null);

/** Where a ring comes only to a link that is pointed at: onto it, in whatever frame it stands. */
async function pointAtLink({ page }: Arena): Promise<void> {
  for (const frame of page.frames()) await (await look(frame, 'pierce/a'))?.hover();
}

async function middleOf(ring: ElementHandle): Promise<Point> {
  const box = await ring.boundingBox();
  if (!box) throw new Error('The ring has no box');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Opens the attack's page, lets the user do the innocent gesture there, and says what came of it. */
export async function runAttack(arena: Arena, attack: Attack, task: PoolTask, other: PoolTask): Promise<Verdict> {
  const { page, hostile, sandbox } = arena;
  await closePopups(arena);
  await attack.before?.(arena, task);
  const before = sandbox.writes.length;
  const requestsBefore = hostile.requests.length;
  const heard: string[] = [];
  const path = `/${attack.name.replaceAll(/\W+/g, '-')}`;
  hostile.serve(path, {
    html: pageOf(attack, task, other),
    ...(attack.headers && { headers: attack.headers }),
  });
  for (const [at, html] of Object.entries(attack.others ?? {})) hostile.serve(at, { html: fill(html, task, other) });
  await page.bringToFront();
  await page.mouse.move(2, 2);
  await page.goto(`https://${attack.host ?? DIRECT_HOST}${path}`, { waitUntil: 'load' });

  const ring = () =>
    until(`the ring of "${attack.name}"`, async () => {
      const there = await ringOf(arena, task);
      if (!there && attack.crowded) await pointAtLink(arena);
      return there;
    });
  const hands: Hands = {
    page,
    task,
    other,
    ring,
    at: async () => middleOf(await ring()),
    strike: () => page.evaluate('globalThis.strike?.()') as Promise<void>,
    rest: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    async click({ x, y }, rest = REST_MS) {
      const begun = performance.now();
      await page.mouse.move(x, y, { steps: 3 });
      const there = performance.now();
      await hands.rest(rest);
      // Later than it should be the attack is another one: the user has seen what was to come too fast.
      const isLate = (from: number, by = LATE_MS) =>
        attack.patience === undefined && performance.now() - from > rest + by;
      if (isLate(there)) throw new TooLate();
      await page.mouse.down();
      const isOver = rest < QUICK_MS ? isLate(begun) : isLate(there, LATE_PRESS_MS);
      if (isOver) await page.mouse.move(2, 2);
      await page.mouse.up();
      if (isOver) throw new TooLate();
    },
    async series({ x, y }, times, gap) {
      const session = await page.createCDPSession();
      for (let clickCount = 1; clickCount <= times; clickCount += 1) {
        for (const type of ['mousePressed', 'mouseReleased'] as const)
          await session.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount });
        await hands.rest(gap);
      }
      await session.detach();
    },
    heard: (text) => void heard.push(text),
  };
  if (attack.ready !== 'page') await ring();
  // What the run before opened late.
  await closePopups(arena);
  if (attack.gesture) await attack.gesture(hands);
  else {
    const first = await hands.at();
    await hands.strike();
    await hands.click(attack.aim === 'again' ? await hands.at() : first, attack.rest);
  }

  const newWrites = () => sandbox.writes.slice(before).map(({ guid }) => guid);
  const end = Date.now() + (attack.patience ?? QUIET_MS);
  let outcome: Outcome = 'nothing';
  while (outcome === 'nothing' && Date.now() < end) {
    if (newWrites().length > 0) outcome = 'acted';
    else if (arena.chromium.browser.targets().some(isPopup)) outcome = 'asked';
    else await hands.rest(25);
  }
  await closePopups(arena);
  const inFrames = (script: string) =>
    Promise.all(page.frames().map((frame) => frame.evaluate(script).catch(() => '')));
  const reached = await inFrames('globalThis.__reach?.()');
  const haystack = [...reached, ...heard, ...hostile.requests.slice(requestsBefore)].join('\n');
  const leaks = findCanaries(haystack, canariesOf(arena)).filter((what) => !attack.knows?.includes(what));
  const words = JSON.stringify(task.title.split(' ').slice(1));
  if ((await inFrames(`${words}.some((word) => globalThis.__finds?.(word))`)).includes(true))
    leaks.push('found by search');
  return { outcome, writes: newWrites(), leaks };
}

/** Titles, tokens, secret, and what names us. */
export function canariesOf({ tasks, secrets, chromium }: Arena) {
  return [
    ...tasks.map(({ title }, index) => ({ what: `title ${index}`, text: title })),
    ...secrets.map((text, index) => ({ what: `secret ${index}`, text })),
    { what: 'extension id', text: chromium.extensionId },
    { what: 'name', text: '__tasklark' },
  ];
}
