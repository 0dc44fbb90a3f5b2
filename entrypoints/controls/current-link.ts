import type { NamedLink } from '../../lib/messages/contract';
import type { FoundLink } from '../../lib/page-links';

/** What stands for a node in the page's own tree: the outermost host or frame around it. */
function outermost(node: Node): Node {
  const tree = node.getRootNode() as Document & { host?: Element };
  const around = tree.host ?? tree.defaultView?.frameElement;
  return around ? outermost(around) : node;
}

/** Sorts links as the page shows them. */
export function inOrder(links: Iterable<FoundLink>): FoundLink[] {
  return [...links].sort((a, b) => {
    if (a.node === b.node) return a.start - b.start;
    const [one, two] = [outermost(a.node), outermost(b.node)];
    const place = one === two ? a.node.compareDocumentPosition(b.node) : one.compareDocumentPosition(two);
    return place & 4 ? -1 : 1;
  });
}

/** The next or previous link in the page's order, round the ends; without a focused one the first or last of those in view. */
export function neighbour(
  found: readonly FoundLink[],
  from: FoundLink | undefined,
  inView: readonly FoundLink[],
  to: 'next' | 'previous',
): FoundLink | undefined {
  const links = inOrder(from || !inView[0] ? found : inView);
  const step = to === 'next' ? 1 : -1;
  const start = from ? links.indexOf(from) : Math.min(0, -step);
  return links.at((start + step) % links.length);
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
