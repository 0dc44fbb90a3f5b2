import { FEED, type FeedHolder, type LinkFeed } from '../../lib/page-links';
import { knownLinks } from './known-links';
import { observeLinks } from './link-observer';

/** The little of the extension API that is needed here; a wrapper library would weigh more than all of scout. */
interface Chrome {
  runtime: { id?: string; sendMessage(message: { type: 'controls.inject' }): Promise<unknown> };
  storage: { local: { get(key: 'linkHosts'): Promise<{ linkHosts?: string[] }> } };
}

/**
 * Watches the page for task links, retires an older copy of itself, and asks for controls once, at the first link. Works
 * while the page can be seen: hidden (so also prerendered or in the back/forward cache) it hears nothing, and reads anew
 * after. A plain definition: the function that WXT offers to wrap it in does nothing and is not free.
 */
export default {
  main() {
    const world = globalThis as unknown as FeedHolder & { chrome: Chrome };
    const { runtime, storage } = world.chrome;
    const customHosts: string[] = [];
    const known = knownLinks(customHosts);
    let stopped = false;
    let awake: AbortController | undefined;
    let taker: Parameters<LinkFeed['take']>[0] = () => {};
    let asked = false;

    function stop(): void {
      stopped = true;
      wakeOrSleep();
      known.found.clear();
    }

    function report(): void {
      // An extension that was reloaded or removed leaves its scripts behind, without an id.
      if (!runtime.id) stop();
      taker(known.added.splice(0), known.gone.splice(0));
      if (asked || !known.found.size) return;
      asked = true;
      runtime.sendMessage({ type: 'controls.inject' }).catch(() => {});
    }

    function wakeOrSleep(): void {
      if (stopped || document.readyState === 'loading' || document.hidden) {
        awake?.abort();
        awake = undefined;
      } else if (!awake) {
        awake = new AbortController();
        observeLinks(known, awake.signal, report);
      }
    }

    function begin(items: { linkHosts?: string[] }): void {
      customHosts.push(...(items.linkHosts ?? []));
      addEventListener('DOMContentLoaded', wakeOrSleep);
      addEventListener('visibilitychange', wakeOrSleep);
      wakeOrSleep();
    }

    world[FEED]?.stop();
    world[FEED] = {
      found: known.found,
      take(changed) {
        taker = changed;
      },
      stop,
    };
    // Where the storage cannot be read the official hosts remain: an error has no hosts.
    storage.local.get('linkHosts').then(begin, begin);
  },
};
