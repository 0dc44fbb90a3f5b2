import { ask, isAlive } from '../../lib/messages/ask';
import type { SiteMode } from '../../lib/messages/contract';
import { answer, listen } from '../../lib/messages/listen';
import type { FoundLink } from '../../lib/page-links';
import type { ActionId } from '../../lib/task/actions';
import type { Brand } from '../../lib/task/brand';
import { standsOnDark } from './brightness';
import { type Control, makeHost } from './control';
import { inOrder, listLinks, neighbour } from './current-link';
import { DESK, type DeskHolder } from './desk';
import { openEars } from './ears';
import { watchIntent } from './intent';
import type { KnownLinks } from './known-links';
import { visibleWords } from './link-words';
import { lookOf } from './look';
import { mountsFor } from './mounts';
import { keyOf, knowStatuses } from './statuses';
import { watchViewport } from './viewport';

/** How often the runtime is looked at, in ms; browsers slow it down in hidden pages. */
const BEAT_MS = 250;

/** Wires the parts until the life ends: a newer copy took over, or the extension is gone. */
export async function run(links: KnownLinks, life: AbortController, stopScout: () => void): Promise<void> {
  const { signal } = life;
  let mode: SiteMode = 'off';
  let unseen = false;
  let signedOut: readonly Brand[] = [];
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
    intent.hands()?.redraw(control);
  };
  const statuses = knowStatuses((key) => {
    for (const control of mounts.controls.values()) if (keyOf(control.found.link) === key) draw(control);
  }, lost);
  const intent = watchIntent(statuses, lost, () =>
    [...mounts.controls.values()].filter((control) => control.isInUse()),
  );
  const mounts = mountsFor(openEars(intent.hear, signal), draw);
  const viewport = watchViewport(settle, signal);

  function settle(): void {
    if (mode === 'off') {
      mounts.clear();
      return;
    }
    mounts.show(viewport.nearest(Number.POSITIVE_INFINITY));
    if (mode !== 'direct') return;
    // On a direct site the links in view are read by themselves, and the first click may act: half a second after the
    // pointer came, with hands that were there by then. Nobody sees a hidden page.
    const seen = document.hidden ? [] : viewport.nearest(0).map(({ link }) => link);
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

  /** The link of which this is true, or true of its control. */
  const linkWhere = (is: (node: Node) => boolean) =>
    [...links.found].find((found) => [found.node, mounts.controls.get(found)?.host].some((node) => node && is(node)));
  const focused = () => linkWhere((node) => (node.getRootNode() as Document).activeElement === node);
  const hovered = () => linkWhere((node) => !!(node as Partial<Element>).matches?.(':hover'));

  /** Brings a control to a link that has none yet, and shows which one is meant. */
  function use(found: FoundLink | undefined, wished?: ActionId): { done: boolean } {
    if (found && mode !== 'off') mounts.make([found]);
    const control = found && mounts.controls.get(found);
    if (control && !wished) control.ring.focus();
    if (control) void intent.mean(control, wished);
    return { done: !!control };
  }

  (globalThis as DeskHolder)[DESK] = {
    signal,
    statuses,
    mode: () => mode,
    isUnseen: () => unseen,
    lost,
    makeHost,
    standsOnDark,
    isTaken: () => !!intent.hands(),
    take: intent.take,
  };
  await learnMode();
  if (signal.aborted) return;
  listen((broadcast) => {
    const { type } = broadcast;
    if (type === 'site.changed' || type === 'session.changed') void learnMode();
    if (type === 'session.changed' || type === 'task.changed') {
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
  answer(
    {
      'links.list': () => listLinks(links.found, visibleWords),
      'action.run': ({ action }) => use(focused() ?? hovered() ?? inOrder(viewport.nearest(0))[0], action),
      'link.go': ({ to }) => use(neighbour(links.found, focused(), viewport.nearest(0), to)),
    },
    signal,
  );
  links.take((added, gone) => {
    for (const found of gone) {
      viewport.drop(found);
      mounts.drop(found);
    }
    added.forEach(viewport.add);
  });
  links.found.forEach(viewport.add);

  const beat = setInterval(() => isAlive() || lost(), BEAT_MS);
  signal.addEventListener('abort', () => {
    clearInterval(beat);
    mode = 'off';
    settle();
  });
}
