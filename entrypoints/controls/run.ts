import { ask, isAlive } from '../../lib/messages/ask';
import type { Broadcast, SiteMode, ToPage } from '../../lib/messages/contract';
import { answer, listen } from '../../lib/messages/listen';
import type { FoundLink, LinkFeed } from '../../lib/page-links';
import { Acts } from './acts';
import type { Control } from './control';
import { currentLink, isFocused, isUnderPointer, listLinks, neighbour } from './current-link';
import { standInWords, visibleWords } from './link-words';
import { lookOf } from './look';
import { Mounts } from './mounts';
import { boxOf } from './place';
import { keyOf, Statuses } from './statuses';
import { Toast } from './toast';
import { Viewport } from './viewport';

const ALIVE_MS = 1000;
/** How often controls in view are sampled for the click gate, in ms. */
const SAMPLE_MS = 250;

/** Wires the parts until the life ends: a newer copy took over, or the extension is gone. */
export async function run(feed: LinkFeed, life: AbortController): Promise<void> {
  const { signal } = life;
  const lost = () => {
    life.abort();
    feed.stop();
  };
  let mode: SiteMode = 'ask';
  const toast = new Toast();
  signal.addEventListener('abort', () => toast.leave());

  const draw = (control: Control) =>
    control.draw(lookOf(statuses.known(control.found.link), standInWords(control.found), Date.now()));
  const statuses = new Statuses((key) => {
    if (signal.aborted) return;
    for (const control of mounts.all()) if (keyOf(control.found.link) === key) draw(control);
  }, lost);
  const acts = new Acts(statuses, toast, () => mode, lost);
  const mounts = new Mounts(
    {
      drawn: draw,
      engaged: ({ found }) => void statuses.read(found.link),
      pressed: ({ found }, verdict) => void acts.press(found.link, verdict),
      edited: ({ found }) => void acts.edit(found.link),
    },
    signal,
  );
  const viewport = new Viewport((links) => {
    if (mode === 'off') return;
    mounts.show(links);
    readInView();
  }, signal);

  /** On a direct site the links in view are read by themselves. */
  function readInView(): void {
    if (mode !== 'direct' || document.hidden) return;
    for (const { link } of viewport.inView()) void statuses.read(link);
  }

  async function setMode(): Promise<void> {
    const answered = await ask('site.mode', {});
    if (signal.aborted) return;
    if (!answered.ok && answered.failure.kind === 'context-lost') return lost();
    mode = answered.ok ? answered.value.mode : 'ask';
    if (mode === 'off') mounts.clear();
    else viewport.settle();
  }

  function hear(broadcast: Broadcast): void {
    if (broadcast.type === 'site.changed') void setMode();
    const old =
      broadcast.type === 'session.changed'
        ? statuses.outdateAll()
        : broadcast.type === 'task.changed' && statuses.outdate(broadcast)
          ? [broadcast]
          : [];
    const shown = new Set([...mounts.all()].map(({ found }) => keyOf(found.link)));
    for (const task of old) if (shown.has(keyOf(task))) void statuses.read(task);
  }

  const pointing = {
    hasFocus: (found: FoundLink) => isFocused(found) || mounts.of(found)?.hasFocus === true,
    isHovered: (found: FoundLink) => isUnderPointer(found) || mounts.of(found)?.isEngaged === true,
  };
  const current = () => currentLink(feed.found, viewport.inView(), pointing);

  function act({ action }: ToPage['action.run']['input']): { done: boolean } {
    const found = mode === 'off' ? undefined : current();
    const control = found && mounts.force(found);
    if (!control) return { done: false };
    control.flash();
    void acts.run(control.found.link, action, control.isPlainToSee());
    return { done: true };
  }

  function go({ to }: ToPage['link.go']['input']): { done: boolean } {
    const focused = [...feed.found].find(pointing.hasFocus);
    const found = mode === 'off' ? undefined : neighbour(feed.found, focused, viewport.inView(), to);
    if (found) boxOf(found)?.scrollIntoView({ block: 'center' });
    const control = found && mounts.force(found);
    control?.host.scrollIntoView({ block: 'nearest' });
    control?.focus();
    return { done: control !== undefined };
  }

  await setMode();
  if (signal.aborted) return;
  listen(hear, signal);
  answer({ 'links.list': () => listLinks(feed.found, visibleWords), 'action.run': act, 'link.go': go }, signal);
  feed.take((added, gone) => {
    if (signal.aborted) return;
    for (const found of gone) {
      mounts.inherit(found, added);
      viewport.drop(found);
      mounts.drop(found);
    }
    for (const found of added) viewport.add(found);
  });
  for (const found of feed.found) viewport.add(found);
  watch(ALIVE_MS, () => mounts.size > 0 && !isAlive() && lost(), signal);
  watch(SAMPLE_MS, () => mode === 'direct' && sampleInView(viewport, mounts), signal);
}

function sampleInView(viewport: Viewport, mounts: Mounts): void {
  for (const found of viewport.inView()) mounts.of(found)?.sample();
}

/** Does something again and again while the page can be seen. */
function watch(ms: number, step: () => void, signal: AbortSignal): void {
  const timer = setInterval(() => {
    if (!document.hidden) step();
  }, ms);
  signal.addEventListener('abort', () => clearInterval(timer));
}
