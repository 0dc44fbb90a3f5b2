import { builtIn } from '../../lib/built-in';
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
  /** One slice of work, ms. */
  const SLICE = 3;
  /**
   * Some changes are heard by nobody: a shadow root attached to an element that was there before, an xlink:href, a label
   * put around a link. So the page is read whole again and again, after REST ms and one more for each element, which keeps
   * this under a thousandth of the time.
   */
  const REST = 1_000;

  const AGAIN = 1;
  const WHOLE = 2;

  /** Reading a node of its own costs as much as reading this many elements together with others. */
  const ALONE = 50;

  const entered = new WeakSet<Node>();
  /** What could not be read; it is let be, or read in pieces. */
  const odd = new WeakSet<Node>();
  let heard: MutationRecord[][] = [];
  let fresh = new Set<Node | null>();
  /** What is due besides what changed: another look at all of `nodes`, and, above that, the whole page. */
  let due = 0;
  let hasInnerRoots: boolean | undefined;
  let walked = 0;
  let resting: boolean | undefined;
  let busy: boolean | undefined;
  let ended = -SETTLE;

  const observer = new MutationObserver((records) => {
    heard.push(records);
    schedule();
  });

  function readWhole(): void {
    due |= WHOLE;
    schedule();
  }

  function readAgain(): void {
    resting = false;
    readWhole();
  }

  /** When a frame has loaded, another document stands in it. Pictures load as well, but hold none. */
  const onLoad = ({ target }: Event) => (target as HTMLIFrameElement).contentDocument && readWhole();

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
    // A document that has no body yet is heard getting one; one that never has one is no page.
    fresh.add('body' in root ? root.body : root);
  }

  /** Enters every frame and shadow root at or under a node. */
  function* walk(top: Node): Generator<unknown> {
    const walker = document.createTreeWalker(top, 1);
    for (let node: Node | null = top; node; node = walker.nextNode()) {
      const { shadowRoot, contentDocument } = node as Partial<HTMLIFrameElement>;
      const inner = (shadowRoot ?? contentDocument) as Document;
      // In a form it may be a field of that name.
      if (inner?.nodeType > 8) {
        hasInnerRoots = true;
        enter(inner);
        yield* walk(inner);
      }
      walked += 1;
      yield;
    }
  }

  function note(node: Node): void {
    let isThere: boolean | undefined;
    try {
      isThere = !odd.has(node) && mayStandBeside(node);
      // What never could have a control is nobody's business.
      if (isThere || nodes.has(node)) look(node, isThere);
    } catch {
      odd.add(node);
      isThere = false;
    }
    nodes[isThere ? 'add' : 'delete'](node);
  }

  function* catchUp(): Generator<unknown> {
    const records = heard.flat();
    // To read are the places where something happened; or only what came, where that is little among much.
    const counts = new Map<Node, number>();
    for (const { target } of records) counts.set(target, (counts.get(target) ?? 0) + 1);
    for (const { type, target, attributeName, addedNodes } of records) {
      const isLittle = type === 'childList' && holdsOver(ALONE * (counts.get(target) as number), target);
      if (attributeName === 'contenteditable') due |= WHOLE;
      else for (const node of isLittle ? addedNodes : [target]) fresh.add(node);
    }
    const [roots, was] = [fresh, due];
    heard = [];
    fresh = new Set();
    due = 0;
    if (was & WHOLE) {
      roots.add(document.body);
      walked = 0;
    }
    if (was || records.some(({ removedNodes }) => removedNodes.length)) {
      // The document of a frame that was removed or has navigated keeps its tree, but has no window.
      for (const node of nodes)
        yield (was || node.isConnected !== true || !(node.ownerDocument as Document).defaultView) && note(node);
    }
    for (const node of roots) {
      // What hangs on another such node is read with it.
      if (!node?.isConnected || roots.has(builtIn(node, 'parentNode') as Node)) continue;
      if (nodes.has(node)) note(node);
      for (const found of worthReading(node, odd)) yield found && note(found);
      if (hasInnerRoots || was & WHOLE) yield* walk(node);
    }
  }

  function schedule(): void {
    if (busy || !(fresh.size || heard[0] || due)) return;
    busy = true;
    const work = catchUp();
    const slice = (deadline: IdleDeadline) => {
      if (signal.aborted) return;
      const end = performance.now() + SLICE;
      try {
        do busy = !work.next().done;
        while (busy && performance.now() < end);
        report();
      } catch {
        busy = false; // what is left of this work is dropped until the page is read again
      }
      // The browser gives one call for each time of rest, which may be long.
      if (busy) return deadline.timeRemaining() > SLICE ? setTimeout(() => slice(deadline), 0) : whenIdle();
      ended = performance.now();
      schedule();
      if (!resting) setTimeout(readAgain, REST + walked);
      resting = true;
    };
    const whenIdle = () => requestIdleCallback(slice, { timeout: IMPATIENT });
    const gather = performance.now() - ended < SETTLE ? ENDLESS : SETTLE;
    setTimeout(whenIdle, due & AGAIN ? 0 : heard[0]?.[0]?.type === 'characterData' ? IMPATIENT : gather);
  }

  signal.addEventListener('abort', () => observer.disconnect());
  enter(document);
  readWhole();
  return () => {
    due |= AGAIN;
    schedule();
  };
}
