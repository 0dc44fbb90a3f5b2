import type { ClosedPlace, NamedLink } from '../../lib/messages/contract';
import type { FoundLink } from '../../lib/page-links';
import { outerElement } from './page-nodes';

/** A node and what its root stands in, the outermost first. */
function chainOf(node: Node): Node[] {
  const outer = outerElement(node);
  return [...(outer ? chainOf(outer) : []), node];
}

/** Whether one node stands before another in the page, also where they stand in different roots or frames. */
function isBefore(a: Node, b: Node): boolean {
  const place = a.compareDocumentPosition(b);
  if (!(place & Node.DOCUMENT_POSITION_DISCONNECTED)) return !!(place & Node.DOCUMENT_POSITION_FOLLOWING);
  const [one, other] = [chainOf(a), chainOf(b)];
  const at = one.findIndex((node, index) => node !== other[index]);
  const [here, there] = [one[at], other[at]];
  return here && there ? !!(here.compareDocumentPosition(there) & Node.DOCUMENT_POSITION_FOLLOWING) : !here;
}

/** Sorts links as the page shows them. */
export function inOrder<Found extends FoundLink>(links: Iterable<Found>): Found[] {
  return [...links].sort((a, b) => (a.node === b.node ? a.start - b.start : isBefore(a.node, b.node) ? -1 : 1));
}

/** The next or previous link in the page's order, round the ends; without a focused one the first of those in view. */
export function neighbour(
  found: Iterable<FoundLink>,
  focused: FoundLink | undefined,
  inView: Iterable<FoundLink>,
  to: 'next' | 'previous',
): FoundLink | undefined {
  const links = inOrder(found);
  const step = to === 'next' ? 1 : -1;
  return focused ? links.at((links.indexOf(focused) + step) % links.length) : (inOrder(inView)[0] ?? links[0]);
}

/**
 * The page's tasks in its own order, each once, with the first words that stand for it; and where it stands, unless a ring
 * stands beside one of its links.
 */
export function listLinks(
  found: Iterable<FoundLink & { readonly closed?: ClosedPlace }>,
  words: (found: FoundLink) => string,
): NamedLink[] {
  const named = new Map<string, NamedLink>();
  for (const each of inOrder(found)) {
    const { brand, guid } = each.link;
    const before = named.get(brand + guid);
    const closed = before ? before.closed && each.closed && before.closed : each.closed;
    named.set(brand + guid, { brand, guid, text: before?.text || words(each), ...(closed && { closed }) });
  }
  return [...named.values()];
}
