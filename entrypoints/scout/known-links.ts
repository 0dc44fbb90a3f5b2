import type { FoundLink } from '../../lib/page-links';
import { type LocatedLink, locateTaskLinks } from '../../lib/task/applink';
import { mayStandBeside } from './place';
import { holdsOver, isText, NEEDLE } from './scan';

export interface KnownLinks {
  /** The links that stand at each node. */
  readonly places: ReadonlyMap<Node, unknown>;
  readonly found: Set<FoundLink>;
  /** What appeared and what left; whoever reads them empties them. */
  readonly added: FoundLink[];
  readonly gone: FoundLink[];
  /** Reads a link or text, new or known, and notes what appeared and left there. */
  look(node: Node): void;
}

/** What a node says: a text itself, a link where it leads, as it is written where that is an absolute address. */
function wordsOf(node: Node): string {
  if (isText(node)) return node.data;
  if (!(node as Partial<Element>).matches?.('a,area')) return '';
  const link = node as Omit<HTMLAnchorElement, 'href'> & { readonly href?: string & Partial<SVGAnimatedString> };
  const written = `${link.getAttribute('href')}`;
  // In a drawing the address stands in either of two namespaces.
  return /^\w+:/.test(written) ? written : `${link.href?.baseVal ?? link.href}`;
}

/** Keeps one `FoundLink` for each place of a task link: the same object while that place names the same task. */
export function knownLinks(customHosts: readonly string[]): KnownLinks {
  const places = new Map<Node, Map<string, FoundLink>>();
  const found = new Set<FoundLink>();
  const added: FoundLink[] = [];
  const gone: FoundLink[] = [];

  const tasksIn = (words: string) => locateTaskLinks(words, customHosts).filter(({ kind }) => kind === 'task');

  function look(node: Node): void {
    const own = tasksIn(wordsOf(node));
    if (own[0] || !isText(node) || !lookAround(node)) note(node, own);
  }

  /** Looks for addresses that are written across the borders of elements; answers whether one ends in this text. */
  function lookAround(node: Node): boolean {
    let [around, up, endsHere] = [node.parentElement, 0, false];
    while (around && up++ < 3 && !holdsOver(99, around)) {
      const words = `${around.textContent}`;
      const links = NEEDLE.test(words) ? tasksIn(words) : [];
      for (const link of links) {
        const walker = document.createTreeWalker(around, 12);
        const parts: Text[] = [];
        let [first, from] = [0, 0];
        let text = walker.nextNode() as Text;
        for (let to = text.length; to < link.end; to += text.length) {
          if (to > link.start) parts.push(text);
          else first = to;
          from = to;
          text = walker.nextNode() as Text;
        }
        // A text that holds a whole address has been looked at alone.
        if (!parts[0] || tasksIn(text.data)[0]) continue;
        note(text, [{ ...link, start: link.start - first, end: link.end - from }], parts);
        endsHere ||= text === node;
      }
      around = links[0] ? null : around.parentElement;
    }
    return endsHere;
  }

  function note(node: Node, links: readonly LocatedLink[], parts?: readonly Text[]): void {
    const before = places.get(node);
    const now: typeof before = new Map();
    for (const { kind, guid, brand, start, end } of links) {
      if (!mayStandBeside(node)) break;
      const key = brand + guid + start;
      const old = before?.get(key);
      const isSame = old && !parts?.some((part, index) => part !== old.parts?.[index]);
      const link = isSame ? old : { link: { kind, guid, brand }, node: node as Text, parts, start, end };
      if (!found.has(link)) added.push(link);
      found.add(link);
      now.set(key, link);
      if (!isText(node)) break;
    }
    for (const [key, link] of before ?? []) if (now.get(key) !== link && found.delete(link)) gone.push(link);
    if (now.size) places.set(node, now);
    else places.delete(node);
  }

  return { places, found, added, gone, look };
}
