import { ask, isAlive } from '../../lib/messages/ask';
import type { Broadcast, SiteMode, ToPage } from '../../lib/messages/contract';
import { answer, listen } from '../../lib/messages/listen';
import type { FoundLink, LinkFeed } from '../../lib/page-links';
import { Acts } from './acts';
import type { Control } from './control';
import { inOrder, listLinks, neighbour } from './current-link';
import { visibleWords } from './link-words';
import { lookOf } from './look';
import { Mounts } from './mounts';
import { keyOf, Statuses } from './statuses';
import { dismiss } from './toast';
import { Viewport } from './viewport';

/** How often controls are sampled for the click gate and the runtime is looked at, in ms. */
const BEAT_MS = 250;

/** Wires the parts until the life ends: a newer copy took over, or the extension is gone. */
export async function run(feed: LinkFeed, life: AbortController): Promise<void> {
  const { signal } = life;
  let mode: SiteMode = 'off';
  const lost = () => {
    life.abort();
    feed.stop();
  };

  const draw = (control: Control) => {
    const { found } = control.at;
    const words = visibleWords(found) || found.link.guid.slice(0, 8);
    if (!signal.aborted) control.draw(lookOf(statuses.known(found.link), words, Date.now()));
  };
  const statuses = new Statuses((key) => {
    for (const control of mounts.controls.values()) if (keyOf(control.at.found.link) === key) draw(control);
  }, lost);
  const acts = new Acts(statuses, () => mode, lost);
  const mounts = new Mounts(
    {
      engaged: ({ at }) => void statuses.read(at.found.link),
      pressed: ({ at }, sure) => void acts.act(at.found.link, sure),
      edited: ({ at }) => void acts.act(at.found.link, false, 'edit'),
    },
    draw,
  );
  const viewport = new Viewport((links) => {
    if (mode === 'off') return;
    mounts.show(links);
    // On a direct site the links in view are read by themselves.
    if (mode === 'direct' && !document.hidden) for (const { link } of viewport.nearest(0)) void statuses.read(link);
  }, signal);
  signal.addEventListener('abort', () => {
    mounts.clear();
    dismiss();
  });

  async function learnMode(): Promise<void> {
    const answered = await ask('site.mode', {});
    if (signal.aborted) return;
    mode = answered.ok ? answered.value.mode : 'ask';
    if (mode === 'off') mounts.clear();
    viewport.settle();
  }

  function hear(broadcast: Broadcast): void {
    if (broadcast.type === 'site.changed') void learnMode();
    else if (broadcast.type !== 'outbox.changed') {
      const old = statuses.outdate(broadcast.type === 'task.changed' ? broadcast : undefined);
      for (const { link } of mounts.controls.keys()) if (old.includes(keyOf(link))) void statuses.read(link);
    }
  }

  const hasFocus = (found: FoundLink) =>
    (found.node.getRootNode() as Document).activeElement === found.node || !!mounts.controls.get(found)?.focused;
  const isHovered = (found: FoundLink) =>
    !!(found.node as Partial<Element>).matches?.(':hover') || !!mounts.controls.get(found)?.hovered;

  /** Brings a control to a link that has none yet, and shows which one is meant. */
  function controlOf(found: FoundLink | undefined): Control | undefined {
    if (!found || mode === 'off') return undefined;
    mounts.make([found]);
    const control = mounts.controls.get(found);
    control?.flash();
    return control;
  }

  function act({ action }: ToPage['action.run']['input']): { done: boolean } {
    const links = [...feed.found];
    const control = controlOf(links.find(hasFocus) ?? links.find(isHovered) ?? inOrder(viewport.nearest(0))[0]);
    if (control) void acts.act(control.at.found.link, control.isPlainToSee(), action);
    return { done: !!control };
  }

  function go({ to }: ToPage['link.go']['input']): { done: boolean } {
    const links = [...feed.found];
    const control = controlOf(neighbour(links, links.find(hasFocus), viewport.nearest(0), to));
    control?.host.scrollIntoView({ block: 'center' });
    control?.focus();
    return { done: !!control };
  }

  await learnMode();
  listen(hear, signal);
  answer({ 'links.list': () => listLinks(feed.found, visibleWords), 'action.run': act, 'link.go': go }, signal);
  feed.take((added, gone) => {
    if (signal.aborted) return;
    for (const found of gone) {
      viewport.drop(found);
      mounts.drop(found);
    }
    for (const found of added) viewport.add(found);
  });
  for (const found of feed.found) viewport.add(found);

  const escape = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') for (const control of mounts.controls.values()) control.open(false);
  };
  addEventListener('keydown', escape, { capture: true, signal });
  const beat = setInterval(() => {
    if (signal.aborted) clearInterval(beat);
    if (document.hidden) return;
    for (const control of mounts.controls.values()) {
      if (!isAlive()) return lost();
      if (mode === 'direct') control.sample();
    }
  }, BEAT_MS);
}
