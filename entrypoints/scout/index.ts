import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { FEED, type FeedHolder, type LinkFeed } from '../../lib/page-links';
import { type KnownLinks, knownLinks } from './known-links';
import { observeLinks } from './link-observer';

/** The little of the extension API that is needed here; a wrapper library would weigh more than all of scout. */
interface Chrome {
  runtime: { id?: string; sendMessage(message: { type: 'controls.inject' }): Promise<unknown> };
  storage: { local: { get(key: 'linkHosts'): Promise<{ linkHosts?: string[] }> } };
}

/**
 * Watches the page for task links, retires an older copy of itself, and asks for controls once, at the first link. Works
 * while the page can be seen: hidden, prerendered or in the back/forward cache it hears nothing, and reads anew after.
 */
export default defineUnlistedScript(() => {
  const world = globalThis as unknown as FeedHolder & { chrome: Chrome };
  const { runtime, storage } = world.chrome;
  const stopped = new AbortController();
  let known: KnownLinks = knownLinks([]);
  let awake: AbortController | undefined;
  let taker: Parameters<LinkFeed['take']>[0] | undefined;
  let asked = false;

  function stop(): void {
    stopped.abort();
    awake?.abort();
    known.found.clear();
  }

  function report(): void {
    // An extension that was reloaded or removed leaves its scripts behind, without an id.
    if (!runtime.id) stop();
    const added = known.added.splice(0);
    const gone = known.gone.splice(0);
    if (added[0] || gone[0]) taker?.(added, gone);
    if (asked || !known.found.size) return;
    asked = true;
    runtime.sendMessage({ type: 'controls.inject' }).catch(() => {});
  }

  function wakeOrSleep({ type }: Pick<Event, 'type'>): void {
    const { readyState, hidden, prerendering } = document as Document & { prerendering?: boolean };
    if (readyState === 'loading' || hidden || prerendering || type === 'pagehide') {
      awake?.abort();
      awake = undefined;
    } else if (!awake) {
      awake = new AbortController();
      observeLinks(known, awake.signal, report);
    }
  }

  function begin(items: { linkHosts?: string[] }): void {
    if (stopped.signal.aborted) return;
    known = knownLinks(items.linkHosts ?? []);
    // All of these pass the window, at the latest when it captures them.
    for (const name of ['DOMContentLoaded', 'visibilitychange', 'prerenderingchange', 'pagehide', 'pageshow']) {
      addEventListener(name, wakeOrSleep, { capture: true, signal: stopped.signal });
    }
    wakeOrSleep({ type: '' });
  }

  world[FEED]?.stop();
  world[FEED] = {
    get found() {
      return known.found;
    },
    take(changed) {
      taker = changed;
    },
    stop,
  };
  storage.local.get('linkHosts').then(begin, () => begin({}));
});
