import { builtIn } from '../../lib/built-in';
import type { FoundLink } from '../../lib/page-links';
import type { Desk, Pointing } from '../controls/desk';
import { later } from '../controls/later';
import { isText, parentOf } from '../controls/place';

/** How often it is looked where pointer and focus are, while anything moves, in ms. */
const LOOK_MS = 100;
/** How long a link still counts after it was left, in ms: time to go from it to its control and back. */
const GRACE_MS = 500;

/** Where the pointer or the focus is: the innermost element, and the point in the window (px) of a pointer. */
interface Spot {
  readonly inner: Node | null | undefined;
  readonly x?: number;
  readonly y?: number;
  /** What was found there, unless links came since. */
  found?: FoundLink | undefined;
  isKnown?: boolean;
}

/** What a link covers: the content of its element, or the address in its texts. */
function rangeOf({ node, parts, start, end }: FoundLink): Range {
  const range = new Range();
  const first = parts?.[0] ?? node;
  if (!isText(node) || !isText(first)) range.selectNodeContents(node);
  else {
    // The page may have shortened them meanwhile.
    range.setStart(first, Math.min(start, first.length));
    range.setEnd(node, Math.min(end, node.length));
  }
  return range;
}

const isIn = ({ left, right, top, bottom }: DOMRect, x: number, y: number) =>
  left <= x && x <= right && top <= y && y <= bottom;

/** The link whose element or address is there. Browsers that cannot say which text is at a point see elements alone. */
function linkAt({ inner, x = -1, y = -1 }: Spot, all: readonly FoundLink[]): FoundLink | undefined {
  for (let up = inner as Element | null | undefined; up; up = parentOf(up)) {
    const link = /^a(rea)?$/i.test(up.nodeName) && all.find(({ node }) => node === up);
    if (link) return link;
  }
  if (!inner || x < 0) return undefined;
  const root = (builtIn(inner, 'getRootNode') as Node['getRootNode']).call(inner) as ShadowRoot;
  const caret = (builtIn(inner, 'ownerDocument') as Document).caretPositionFromPoint?.(x, y, {
    shadowRoots: builtIn(root, 'host') ? [root] : [],
  });
  if (!caret) return undefined;
  const { offsetNode: text, offset } = caret;
  return all.find((found) => {
    const { node, parts, start, end } = found;
    const isThere = parts?.includes(text as Text) || (node === text && (parts || start <= offset) && offset <= end);
    // The nearest text is told as well where there is none.
    return isThere && [...rangeOf(found).getClientRects()].some((box) => isIn(box, x, y));
  });
}

/**
 * Which links the user means, on a page with too many for a ring beside each: by one set of ears for each document, and
 * nothing for each link.
 */
export function watchPointing({ links, isCrowded, settle, signal }: Desk): Pointing {
  /** Until when these count though nobody is there any more, ms since 1970. */
  const kept = new Map<FoundLink, number>();
  const documents = new WeakSet<Node>();
  // Nobody tells where pointer and focus were before we came.
  let pointer: Spot | undefined = { inner: [...document.querySelectorAll(':hover')].at(-1) };
  let focus: Spot | undefined = { inner: document.activeElement };
  const soon = later(settle, LOOK_MS);

  function hear(event: Event): void {
    if (!isCrowded() || !event.isTrusted) return;
    const { type, clientX: x, clientY: y } = event as PointerEvent;
    const spot = /out$/.test(type) ? undefined : { inner: event.composedPath()[0] as Node, x, y };
    if (/^f/.test(type)) focus = spot;
    else pointer = spot;
    // The next Tab must find the control.
    if (type === 'focusin') settle();
    else soon();
  }

  function keep(found: FoundLink | undefined, ms = GRACE_MS): void {
    if (found) kept.set(found, Math.max(Date.now() + ms, kept.get(found) ?? 0));
    soon();
  }

  function open({ node }: FoundLink): void {
    // It may be the one that the pointer rests on, in the place of another.
    for (const spot of [pointer, focus]) if (spot) spot.isKnown = false;
    soon();
    const doc = node.ownerDocument as Document;
    if (documents.has(doc)) return;
    documents.add(doc);
    for (const type of ['pointerover', 'pointerout', 'pointermove', 'focusin', 'focusout'])
      doc.addEventListener(type, hear, { capture: true, passive: true, signal });
  }

  links.forEach(open);
  return {
    open,
    keep,
    meant() {
      for (const spot of [pointer, focus]) {
        if (!spot) continue;
        if (!spot.isKnown) Object.assign(spot, { isKnown: true, found: linkAt(spot, [...links]) });
        if (spot.found) keep(spot.found);
      }
      for (const [found, end] of kept) if (end < Date.now() || !links.has(found)) kept.delete(found);
      if (kept.size) soon();
      return [...kept.keys()];
    },
  };
}
