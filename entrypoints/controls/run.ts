import { builtIn } from '../../lib/built-in';
import { ask, isAlive } from '../../lib/messages/ask';
import type { SiteMode } from '../../lib/messages/contract';
import { listen } from '../../lib/messages/listen';
import type { FoundLink } from '../../lib/page-links';
import type { Brand } from '../../lib/task/brand';
import { plainText } from '../../lib/text/visible-text';
import { standsOnDark } from './brightness';
import { type Control, makeHost } from './control';
import { DESK, type Desk, type DeskHolder } from './desk';
import { openEars } from './ears';
import { watchIntent } from './intent';
import type { KnownLinks } from './known-links';
import { visibleWords } from './link-words';
import { lookOf } from './look';
import { mountsFor } from './mounts';
import { hearButtons } from './parts';
import { keyOf, knowStatuses } from './statuses';
import { CAP, nearest, watchViewport } from './viewport';

/** How often the runtime is looked at, in ms; browsers slow it down in hidden pages. */
const BEAT_MS = 250;
/** A crowded page must come down to so many links before a ring stands beside each of them again. */
const FEW = 180;
/** How long a control stands that a shortcut brought, in ms. */
const SHOWN_MS = 2500;

/** Wires the parts until the life ends: a newer copy took over, or the extension is gone. */
export async function run(links: KnownLinks, life: AbortController, stopScout: () => void): Promise<void> {
  const { signal } = life;
  let mode: SiteMode = 'off';
  let unseen = false;
  let signedOut: readonly Brand[] = [];
  /** More links than get a control: then one stands only beside a link that is pointed at, has the focus, or is meant. */
  let crowded = false;
  let groundAsked: unknown;
  const lost = () => {
    life.abort();
    stopScout();
  };

  const draw = (control: Control) => {
    const { link } = control.found;
    const words = visibleWords(control.found) || link.guid.slice(0, 8);
    const known = statuses.known(link);
    const isOut = !known.status && signedOut.includes(link.brand);
    control.draw(lookOf(isOut ? { failure: { kind: 'signed-out', reason: 'no_account' } } : known, words));
    desk.ground(control);
    groundAsked ??= ask('ground.inject', {});
    intent.hands()?.redraw(control);
  };
  const statuses = knowStatuses((key) => {
    for (const control of mounts.controls.values()) if (keyOf(control.found.link) === key) draw(control);
  }, lost);
  const intent = watchIntent(statuses, lost, () =>
    [...mounts.controls.values()].filter((control) => control.isInUse()),
  );
  const hear: typeof intent.hear = (control, event) => {
    // What changed without a word to anybody (a sheet, the page's base) is read again before it is asked about.
    mounts.review();
    if (!mounts.controls.has(control.found)) return;
    if (crowded) desk.pointing?.keep(control.found);
    intent.hear(control, event);
  };
  const watch = (found: FoundLink) => (crowded ? desk.pointing?.open(found) : viewport.add(found));
  /** Reads again at these, and has what is there now stand soon. */
  function lookAgain(left: readonly FoundLink[]): void {
    for (const { owner } of left) links.look(owner, !!builtIn(owner, 'isConnected'));
    links.settle();
    for (const found of left) if (links.found.has(found)) watch(found);
  }
  const mounts = mountsFor(links, openEars(hear, signal), draw, lookAgain);
  const viewport = watchViewport(settle, signal);

  function settle(): void {
    if (mode === 'off') {
      mounts.clear();
      return;
    }
    const links = crowded ? (desk.pointing?.meant() ?? []) : viewport.near();
    mounts.show(links, crowded);
    if (mode !== 'direct') return;
    // On a direct site the links in view are read by themselves, and the first click may act: half a second after the
    // pointer came, with hands that were there by then. Nobody sees a hidden page.
    const seen = (document.hidden ? [] : nearest(links, 0)).map(({ link }) => link);
    statuses.glance(seen);
    if (seen[0]) void intent.summon();
  }

  const refresh = () => statuses.refresh([...mounts.controls.keys()].map(({ link }) => link));

  async function learnMode(): Promise<void> {
    const answered = await ask('site.mode', {});
    if (signal.aborted) return;
    mode = 'ask';
    unseen = false;
    if (answered.ok) ({ mode, unseen, signedOut } = answered.value);
    settle();
    mounts.controls.forEach(draw);
  }

  const desk: Desk = {
    signal,
    statuses,
    mode: () => mode,
    isUnseen: () => unseen,
    lost,
    ask,
    hearButtons,
    plainText,
    makeHost,
    standsOnDark,
    ground(part) {
      part.isDark ??= standsOnDark(part.host, new Map());
      if (part.isDark) part.wrap.className += ' dark';
    },
    isTaken: () => !!intent.hands(),
    take: intent.take,
    links: links.found,
    controls: mounts.controls,
    near: () => (crowded ? links.found : viewport.near()),
    bring(found) {
      mounts.review();
      if (mode !== 'off') mounts.make([found], crowded);
      if (crowded) desk.pointing?.keep(found, SHOWN_MS);
      return mounts.controls.get(found);
    },
    mean: intent.mean,
    isCrowded: () => crowded,
    settle,
  };
  (globalThis as DeskHolder)[DESK] = desk;
  await learnMode();
  if (signal.aborted) return;
  listen((broadcast) => {
    const { type } = broadcast;
    if (type === 'outbox.changed') return;
    if (type !== 'task.changed') void learnMode();
    if (type !== 'site.changed') {
      statuses.outdate(type === 'task.changed' ? broadcast : undefined);
      // A change of ours shows everywhere at once, and needs no reading; all else may wait until the page is seen.
      if (type === 'task.changed' || !document.hidden) refresh();
    }
  }, signal);
  addEventListener(
    'visibilitychange',
    () => {
      settle();
      if (!document.hidden) refresh();
    },
    { capture: true, signal },
  );
  function takeIn(added: readonly FoundLink[], gone: readonly FoundLink[]): void {
    for (const found of gone) {
      viewport.drop(found);
      mounts.drop(found);
    }
    // A finger points at nothing: where it is what the user has, the nearest links keep their rings.
    const isCrowded = links.found.size > (crowded ? FEW : CAP) && !matchMedia('(pointer:coarse)').matches;
    if (isCrowded === crowded) {
      added.forEach(watch);
      return;
    }
    crowded = isCrowded;
    viewport.clear();
    if (crowded) void ask('crowd.inject', {});
    links.found.forEach(watch);
    settle();
  }
  links.take(takeIn);
  takeIn([...links.found], []);

  const beat = setInterval(() => isAlive() || lost(), BEAT_MS);
  signal.addEventListener('abort', () => {
    clearInterval(beat);
    mode = 'off';
    settle();
  });
}
