import type { NamedLink } from '../../lib/messages/contract';
import type { FoundLink } from '../../lib/page-links';
import { isText } from './place';

/** Sorts links as the page shows them; a link inside a root or frame stands where that root's host or frame stands. */
export function inOrder(links: Iterable<FoundLink>): FoundLink[] {
  return [...links].sort((a, b) => {
    if (a.node === b.node) return a.start - b.start;
    const [one, two] = siblings(pathOf(a.node), pathOf(b.node));
    return one.compareDocumentPosition(two) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  });
}

/** From the page's own tree down to the node: what stands for it in each tree. */
function pathOf(node: Node): Node[] {
  const root = node.getRootNode();
  const host = (root as Partial<ShadowRoot>).host ?? (root as Partial<Document>).defaultView?.frameElement;
  return host ? [...pathOf(host), node] : [node];
}

/** The first two that differ: they are in one tree. */
function siblings(one: Node[], two: Node[]): [Node, Node] {
  let depth = 0;
  while (one[depth] === two[depth] && depth < one.length - 1 && depth < two.length - 1) depth += 1;
  return [one[depth] as Node, two[depth] as Node];
}

export interface Pointing {
  /** Whether the link's control has focus, or is under the pointer. */
  hasFocus(found: FoundLink): boolean;
  isHovered(found: FoundLink): boolean;
}

/** The link a shortcut means: focused, else under the pointer, else the first of those in view; nothing if there is none. */
export function currentLink(
  found: Iterable<FoundLink>,
  inView: Iterable<FoundLink>,
  { hasFocus, isHovered }: Pointing,
): FoundLink | undefined {
  const links = [...found];
  return links.find(hasFocus) ?? links.find(isHovered) ?? inOrder(inView)[0];
}

/** The next or previous link in the page's order, round the ends; without a current one the nearest end of those in view. */
export function neighbour(
  found: Iterable<FoundLink>,
  from: FoundLink | undefined,
  inView: Iterable<FoundLink>,
  to: 'next' | 'previous',
): FoundLink | undefined {
  const links = inOrder(found);
  if (from) {
    const step = to === 'next' ? 1 : -1;
    return links[(links.indexOf(from) + step + links.length) % links.length];
  }
  const visible = inOrder(inView);
  return to === 'next' ? (visible[0] ?? links[0]) : (visible.at(-1) ?? links.at(-1));
}

/** Whether the link itself, not its control, has focus. */
export function isFocused({ node }: FoundLink): boolean {
  const root = node.getRootNode() as Document | ShadowRoot;
  return !isText(node) && root.activeElement === node;
}

/** Whether the pointer is over the link; a bare URL counts when it is the only text there. */
export function isUnderPointer({ node }: FoundLink): boolean {
  if (!isText(node)) return node.matches(':hover');
  const parent = node.parentElement;
  return parent?.matches(':hover') === true && (parent.textContent ?? '').trim().length <= node.data.trim().length;
}

/** The page's tasks in its own order, each once, with the words that stand for it. */
export function listLinks(found: Iterable<FoundLink>, words: (found: FoundLink) => string): NamedLink[] {
  const named = new Map<string, NamedLink>();
  for (const each of inOrder(found)) {
    const { brand, guid } = each.link;
    const key = `${brand}/${guid}`;
    if (!named.get(key)?.text) named.set(key, { brand, guid, text: words(each) });
  }
  return [...named.values()];
}
