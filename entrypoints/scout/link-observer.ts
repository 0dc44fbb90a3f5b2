import type { KnownLinks } from './known-links';
import { isElement, isShadowRoot, isText, linksUnder, textsUnder } from './scan';

/** All in ms. New nodes are gathered for SETTLE; texts and hrefs that change in place, as in typing, for PATIENCE. */
const SETTLE = 100;
const PATIENCE = 500;
/** One slice of work, in idle time. */
const SLICE = 4;
/**
 * A root attached to an element that was there before is heard by nobody, so the page is walked again and again: a ms of
 * rest for each RESTED elements, which keeps walking under a thousandth of the time, and at least a second.
 */
const REST = 1_000;
const RESTED = 4;

const HEARD = { childList: true, subtree: true, characterData: true, attributeFilter: ['href', 'contenteditable'] };

/**
 * Reads the document, its open shadow roots and its same-origin frames for task links and hears what changes there, until
 * the signal is aborted. `report` is called after each slice of work. Writes nothing to the page.
 */
export function observeLinks(known: KnownLinks, signal: AbortSignal, report: () => void): void {
  const entered = new WeakSet<Node>();
  let fresh = new Set<Node>();
  let touched = new Set<Node>();
  let removed = false;
  /** What decides about unchanged links may have changed: at first because the page may have slept. */
  let doubtful = true;
  let walkDue = true;
  let hasInnerRoots = false;
  let busy = false;

  const observer = new MutationObserver((records) => {
    for (const { target, attributeName, addedNodes, removedNodes } of records) {
      for (const node of addedNodes) fresh.add(node);
      if (removedNodes.length) removed = true;
      else if (attributeName === 'contenteditable') {
        doubtful = true;
        fresh.add(target);
      } else if (!addedNodes.length) touched.add(target);
    }
    schedule();
  });

  /** A frame has loaded: another document stands in it. Pictures load as well, but hold none. */
  function onLoad({ target }: Event): void {
    if (!(target as Partial<HTMLIFrameElement>).contentDocument) return;
    removed = true;
    fresh.add(target as Node);
    schedule();
  }

  function enter(root: Document | ShadowRoot): void {
    if (entered.has(root)) return;
    entered.add(root);
    observer.observe(root, HEARD);
    root.addEventListener('load', onLoad, { capture: true, signal });
    fresh.add(root);
  }

  /** Enters every shadow root and frame at or under a node; counts the elements. */
  function* walk(top: Node): Generator<unknown, number> {
    let count = 0;
    const walker = document.createTreeWalker(top, 1);
    for (let node: Node | null = top; node; node = walker.nextNode()) {
      const { shadowRoot, contentDocument } = node as Partial<HTMLElement & HTMLIFrameElement>;
      const inner = shadowRoot ?? contentDocument;
      if (inner) {
        hasInnerRoots = true;
        enter(inner);
        count += yield* walk(inner);
      }
      yield count++;
    }
    return count;
  }

  function* read(node: Node): Generator<unknown> {
    const root = node.nodeType === 9 ? (node as Document).body : node;
    if (isElement(root) || isText(root)) known.look(root);
    if (!isElement(root) && !isShadowRoot(root)) return;
    for (const link of linksUnder(root)) yield known.look(link);
    for (const text of textsUnder(root)) yield text && known.look(text);
    if (!walkDue && (hasInnerRoots || window.length)) yield* walk(root);
  }

  function* catchUp(): Generator<unknown> {
    const all = doubtful;
    if (all || removed) {
      doubtful = removed = false;
      yield* known.sweep(all);
    }
    const changed = touched;
    touched = new Set();
    for (const node of changed) if (isElement(node) || isText(node)) yield known.look(node);
    const roots = fresh;
    fresh = new Set();
    for (const node of roots) {
      let above = node.parentNode;
      // Bounded: a form with a field named "parentNode" would be a ring.
      for (let left = 999; left && above && !roots.has(above); left--) above = above.parentNode;
      if (!above && node.isConnected) yield* read(node);
    }
    if (walkDue) {
      walkDue = false;
      const count = yield* walk(document);
      const walkAgain = () => {
        walkDue = doubtful = true;
        schedule();
      };
      setTimeout(walkAgain, Math.max(REST, count / RESTED));
    }
  }

  function schedule(): void {
    if (busy || signal.aborted || !(fresh.size || touched.size || removed || doubtful)) return;
    busy = true;
    const work = catchUp();
    const slice = () => {
      if (signal.aborted) return;
      const end = performance.now() + SLICE;
      try {
        do busy = !work.next().done;
        while (busy && performance.now() < end);
      } catch {
        busy = false; // an odd document: what is left of this work is dropped
      }
      if (busy) whenIdle();
      else schedule();
      report();
    };
    const whenIdle = () => requestIdleCallback(slice, { timeout: PATIENCE });
    setTimeout(whenIdle, touched.size && !fresh.size ? PATIENCE : SETTLE);
  }

  signal.addEventListener('abort', () => observer.disconnect());
  enter(document);
  schedule();
}
