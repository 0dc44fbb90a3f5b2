import { ask, isAlive } from '../../lib/messages/ask';
import type { SiteMode } from '../../lib/messages/contract';
import { answer, listen } from '../../lib/messages/listen';
import type { FoundLink, LinkFeed } from '../../lib/page-links';
import type { Brand } from '../../lib/task/brand';
import { actsOn } from './acts';
import type { Control } from './control';
import { inOrder, listLinks, neighbour } from './current-link';
import { visibleWords } from './link-words';
import { lookOf } from './look';
import { mountsFor } from './mounts';
import { keyOf, knowStatuses } from './statuses';
import { dismissToast } from './toast';
import { watchViewport } from './viewport';

/** How often controls are sampled for the click gate and the runtime is looked at, in ms; browsers slow it down in hidden pages. */
const BEAT_MS = 250;

/** Wires the parts until the life ends: a newer copy took over, or the extension is gone. */
export async function run(feed: LinkFeed, life: AbortController): Promise<void> {
  const { signal } = life;
  let mode: SiteMode = 'off';
  let signedOut: readonly Brand[] = [];
  const lost = () => {
    life.abort();
    feed.stop();
  };

  const draw = (control: Control) => {
    const { link } = control.found;
    const words = visibleWords(control.found) || link.guid.slice(0, 8);
    const known = statuses.known(link);
    const isOut = !known.status && signedOut.includes(link.brand);
    control.draw(lookOf(isOut ? { failure: { kind: 'signed-out', reason: 'no_account' } } : known, words));
  };
  const statuses = knowStatuses((key) => {
    for (const control of mounts.controls.values()) if (keyOf(control.found.link) === key) draw(control);
  }, lost);
  const act = actsOn(statuses, () => mode, lost);
  const mounts = mountsFor(
    {
      engaged: ({ link }) => statuses.read(link),
      pressed: ({ link }, sure) => act(link, sure),
      edited: ({ link }) => act(link, false, 'edit'),
    },
    draw,
  );
  const viewport = watchViewport(settle, signal);

  function settle(): void {
    if (mode === 'off') {
      mounts.clear();
      return;
    }
    mounts.show(viewport.nearest(Number.POSITIVE_INFINITY));
    // On a direct site the links in view are read by themselves.
    if (mode === 'direct') for (const { link } of viewport.nearest(0)) statuses.read(link);
  }

  async function learnMode(): Promise<void> {
    const answered = await ask('site.mode', {});
    if (signal.aborted) return;
    mode = 'ask';
    if (answered.ok) ({ mode, signedOut } = answered.value);
    settle();
    mounts.controls.forEach(draw);
  }

  /** The link of which this is true, or true of its control. */
  const linkWhere = (is: (node: Node) => boolean) =>
    [...feed.found].find((found) => [found.node, mounts.controls.get(found)?.host].some((node) => node && is(node)));
  const focused = () => linkWhere((node) => (node.getRootNode() as Document).activeElement === node);
  const hovered = () => linkWhere((node) => !!(node as Partial<Element>).matches?.(':hover'));

  /** Brings a control to a link that has none yet, does something with it, and shows which one is meant. */
  function use(found: FoundLink | undefined, how: (control: Control) => void): { done: boolean } {
    if (found && mode !== 'off') mounts.make([found]);
    const control = found && mounts.controls.get(found);
    if (control) how(control);
    control?.show();
    return { done: !!control };
  }

  await learnMode();
  if (signal.aborted) return;
  listen((broadcast) => {
    const { type } = broadcast;
    if (type === 'site.changed' || type === 'session.changed') void learnMode();
    if (type === 'session.changed' || type === 'task.changed') {
      const old = statuses.outdate(type === 'task.changed' ? broadcast : undefined);
      for (const { link } of mounts.controls.keys()) if (old.includes(keyOf(link))) statuses.read(link);
    }
  }, signal);
  answer(
    {
      'links.list': () => listLinks(feed.found, visibleWords),
      'action.run': ({ action }) =>
        use(focused() ?? hovered() ?? inOrder(viewport.nearest(0))[0], (control) => {
          // No page can forge a shortcut, so what the user could see is all that counts.
          const { hits, sameLink } = control.seen();
          act(control.found.link, hits && sameLink, action);
        }),
      'link.go': ({ to }) =>
        use(neighbour(feed.found, focused(), viewport.nearest(0), to), (control) => control.focus()),
    },
    signal,
  );
  feed.take((added, gone) => {
    for (const found of gone) {
      viewport.drop(found);
      mounts.drop(found);
    }
    added.forEach(viewport.add);
  });
  feed.found.forEach(viewport.add);

  const fold = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') for (const { open } of mounts.controls.values()) open(false);
  };
  addEventListener('keydown', fold, { capture: true, signal });
  const beat = setInterval(() => {
    for (const { sample } of mounts.controls.values()) {
      if (!isAlive()) return lost();
      if (mode === 'direct') sample();
    }
  }, BEAT_MS);
  signal.addEventListener('abort', () => {
    clearInterval(beat);
    mode = 'off';
    settle();
    dismissToast();
  });
}
