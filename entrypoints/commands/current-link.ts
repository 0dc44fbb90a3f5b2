import type { NamedLink } from '../../lib/messages/contract';
import type { FoundLink } from '../../lib/page-links';

/** Sorts links as the page shows them; those of different roots or frames stay apart. */
export function inOrder(links: Iterable<FoundLink>): FoundLink[] {
  return [...links].sort((a, b) =>
    a.node === b.node ? a.start - b.start : a.node.compareDocumentPosition(b.node) & 4 ? -1 : 1,
  );
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

/** The page's tasks in its own order, each once, with the first words that stand for it. */
export function listLinks(found: Iterable<FoundLink>, words: (found: FoundLink) => string): NamedLink[] {
  const named = new Map<string, NamedLink>();
  for (const each of inOrder(found)) {
    const { brand, guid } = each.link;
    if (!named.get(brand + guid)?.text) named.set(brand + guid, { brand, guid, text: words(each) });
  }
  return [...named.values()];
}
