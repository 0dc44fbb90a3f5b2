import { mayStandBeside } from './place';
import { holdsOver, worthReading } from './scan';

/**
 * Keeps `nodes`, the places in the document, its open shadow roots and its same-origin frames where a task link may be written,
 * and hears what changes there, until the signal is aborted. `look` is called with each that came, changed or left, `report`
 * after each slice of work. Answers a way to have all of them looked at again. Writes nothing to the page.
 */
export function observeLinks(
  nodes: Set<Node>,
  signal: AbortSignal,
  look: (node: Node, isThere: boolean) => void,
  report: () => void,
): () => void {
  /**
   * Changes are gathered for this long (ms), or ENDLESS ms where they follow one another, then read in idle time, which a busy
   * page can put off by IMPATIENT ms. What is typed waits for that long as well.
   */
  const SETTLE = 100;
  const ENDLESS = 300;
  const IMPATIENT = 500;
  /** One slice of work (ms), and how many small steps of it go by without a look at the clock. */
  const SLICE = 3;
  const STEPS = 32;
  /**
   * Some changes are heard by nobody: a shadow root attached to an element that was there before, an xlink:href, a label
   * put around a link. So the page is read whole again and again, after REST ms and one more for each element, which keeps
   * this under a thousandth of the time.
   */
  const REST = 1_000;

  /** Reading a node of its own costs as much as reading this many elements together with others. */
  const ALONE = 50;

  const entered = new WeakSet<Node>();
  let heard: MutationRecord[][] = [];
  let fresh = new Set<Node>();
  let wholeDue = false;
  let againDue = false;
  let hasInnerRoots = false;
  let walked = 0;
  let resting = false;
  let busy = false;
  let ended = -SETTLE;

  const observer = new MutationObserver((records) => {
    heard.push(records);
    schedule();
  });

  function readWhole(): void {
    wholeDue = true;
    schedule();
  }

  function readAgain(): void {
    resting = false;
    readWhole();
  }

  /** When a frame has loaded, another document stands in it. Pictures load as well, but hold none. */
  const onLoad = ({ target }: Event) => (target as Partial<HTMLIFrameElement>).contentDocument && readWhole();

  function enter(root: Document | ShadowRoot): void {
    if (entered.has(root)) return;
    entered.add(root);
    observer.observe(root, {
      childList: true,
      subtree: true,
      characterData: true,
      attributeFilter: ['href', 'contenteditable'],
    });
    root.addEventListener('load', onLoad, { capture: true, signal });
    fresh.add(root);
  }

  /** Enters every frame and shadow root at or under a node. */
  function* walk(top: Node): Generator<unknown> {
    const walker = document.createTreeWalker(top, 1);
    for (let node: Node | null = top; node; node = walker.nextNode()) {
      const { shadowRoot, contentDocument } = node as Partial<HTMLIFrameElement>;
      if (shadowRoot) yield* into(shadowRoot);
      if (contentDocument) yield* into(contentDocument);
      walked += 1;
      if (walked % STEPS === 0) yield;
    }
  }

  function* into(inner: Document | ShadowRoot): Generator<unknown> {
    hasInnerRoots = true;
    enter(inner);
    yield* walk(inner);
  }

  /** The nodes to read after these changes: where they happened; or only what came, where that is little among much. */
  function addFresh(records: readonly MutationRecord[]): void {
    const byTarget = new Map<Node, number>();
    for (const record of records) {
      const { type, target } = record;
      if (type === 'childList') byTarget.set(target, (byTarget.get(target) ?? 0) + 1);
      else if (record.attributeName === 'contenteditable') wholeDue = true;
      else fresh.add(target);
    }
    const large = new Set<Node>();
    for (const [target, count] of byTarget)
      (holdsOver(ALONE * count, target as Element) && !fresh.has(target) ? large : fresh).add(target);
    if (large.size)
      for (const { target, addedNodes } of records)
        if (large.has(target)) for (const node of addedNodes) fresh.add(node);
  }

  function note(node: Node): void {
    const isThere = mayStandBeside(node);
    // What never could have a control is nobody's business.
    if (isThere || nodes.has(node)) look(node, isThere);
    nodes[isThere ? 'add' : 'delete'](node);
  }

  function* catchUp(): Generator<unknown> {
    const records = heard.flat();
    const left = nodes.size && records.some(({ removedNodes }) => removedNodes.length);
    addFresh(records);
    const [whole, again] = [wholeDue, wholeDue || againDue];
    const roots = fresh;
    heard = [];
    fresh = new Set();
    wholeDue = againDue = false;
    if (whole) roots.add(document);
    if (again || left) {
      // The document of a frame that was removed or has navigated keeps its tree, but has no window.
      for (const node of nodes)
        yield (again || !node.isConnected || !(node.ownerDocument as Document).defaultView) && note(node);
    }
    for (const node of roots) {
      // What hangs on another such node is read with it.
      if (!node.isConnected || roots.has(node.parentNode as Node)) continue;
      const root = node.nodeType === 9 ? (node as Document).body : node;
      if (!root) continue;
      if (nodes.has(root)) note(root);
      for (const found of worthReading(root)) yield found && note(found);
      if (hasInnerRoots) yield* walk(root);
    }
    if (whole) {
      walked = 0;
      yield* walk(document);
    }
  }

  function schedule(): void {
    if (busy || !(fresh.size || heard[0] || wholeDue || againDue)) return;
    busy = true;
    const work = catchUp();
    const slice = (deadline: IdleDeadline) => {
      if (signal.aborted) return;
      const end = performance.now() + SLICE;
      try {
        do busy = !work.next().done;
        while (busy && performance.now() < end);
      } catch {
        busy = false; // an odd document: what is left of this work is dropped
      }
      report();
      // The browser gives one call for each time of rest, which may be long.
      if (busy) return deadline.timeRemaining() > SLICE ? setTimeout(() => slice(deadline), 0) : whenIdle();
      ended = performance.now();
      schedule();
      if (!resting) setTimeout(readAgain, REST + walked);
      resting = true;
    };
    const whenIdle = () => requestIdleCallback(slice, { timeout: IMPATIENT });
    const gather = performance.now() - ended < SETTLE ? ENDLESS : SETTLE;
    setTimeout(whenIdle, againDue ? 0 : heard[0]?.[0]?.type === 'characterData' ? IMPATIENT : gather);
  }

  signal.addEventListener('abort', () => observer.disconnect());
  enter(document);
  readWhole();
  return () => {
    againDue = true;
    schedule();
  };
}
