import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { type LinkReader, SCOUT, type ScoutHolder } from '../../lib/page-links';
import { observeLinks } from './link-observer';

/** The little of the extension API that is needed here; a wrapper library would weigh more than all of scout. */
declare const chrome: {
  runtime: { id?: string; sendMessage(message: { type: 'controls.inject' }): Promise<unknown> };
};

/**
 * Watches the page for what may be task links, retires an older copy of itself, and asks once, at the first of them, for
 * controls, which read them. Works while the page can be seen: hidden (so also prerendered or in the back/forward cache) it
 * hears nothing, and looks anew after.
 */
export default defineUnlistedScript(() => {
  const world = globalThis as ScoutHolder;
  const nodes = new Set<Node>();
  let reader: LinkReader | undefined;
  let stopped: boolean | undefined;
  let awake: AbortController | undefined;
  let lookAgain: (() => void) | undefined;
  let asked: unknown;

  /**
   * An extension that was reloaded or removed leaves its scripts behind, without an id; then this one ends. The first look
   * at that API takes a millisecond and 13 kB, so only where there is something to report, or the user comes back.
   */
  function isAlive(): unknown {
    return chrome.runtime.id || stop();
  }

  function stop(): void {
    stopped = true;
    wakeOrSleep();
    nodes.clear();
  }

  function report(): void {
    reader?.settle();
    if (nodes.size && isAlive()) asked ??= chrome.runtime.sendMessage({ type: 'controls.inject' }).catch(() => {});
  }

  function wakeOrSleep(): void {
    if (stopped || document.readyState === 'loading' || document.hidden) {
      awake?.abort();
      awake = undefined;
    } else if (!awake) {
      awake = new AbortController();
      lookAgain = observeLinks(nodes, awake.signal, (node, isThere) => reader?.look(node, isThere), report);
    }
  }

  world[SCOUT]?.stop();
  world[SCOUT] = {
    nodes,
    get reader() {
      return reader;
    },
    show(next) {
      reader = next;
      lookAgain?.();
    },
    stop,
  };
  // Nothing more while the page begins: the first look at its document takes longer than to run an empty script.
  // A busy page puts this off by half a second at most.
  requestIdleCallback(
    () => {
      addEventListener('DOMContentLoaded', wakeOrSleep);
      addEventListener('visibilitychange', () => isAlive() && wakeOrSleep());
      wakeOrSleep();
    },
    { timeout: 500 },
  );
});
