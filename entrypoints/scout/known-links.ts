import type { FoundLink } from '../../lib/page-links';
import { locateTaskLinks } from '../../lib/task/applink';
import { mayStandBeside } from './place';
import { isText } from './scan';

export interface KnownLinks {
  readonly found: Set<FoundLink>;
  /** What appeared and what left; whoever reads them empties them. */
  readonly added: FoundLink[];
  readonly gone: FoundLink[];
  /** Reads one link or text again and notes what appeared and left there. */
  look(node: Element | Text): void;
  /** Lets go of what is no longer in the page and, if `all`, reads all the rest again. A step for each node. */
  sweep(all: boolean): Generator<unknown>;
}

/** What a node says: a text itself, a link where it leads. A relative address may be a redirector, whatever its origin. */
function wordsOf(node: Element | Text): string {
  if (isText(node)) return node.data;
  if (!/^(?:a|area)$/.test(node.localName)) return '';
  const href = node.getAttribute('href') ?? node.getAttributeNS('http://www.w3.org/1999/xlink', 'href') ?? '';
  return /^\s*\w+:/.test(href) ? href : `https:${href.startsWith('//') ? '' : '//-/'}${href}`;
}

/** Keeps one `FoundLink` for each place of a task link: the same object while that place names the same task. */
export function knownLinks(customHosts: readonly string[]): KnownLinks {
  const places = new Map<Element | Text, FoundLink[]>();
  const found = new Set<FoundLink>();
  const added: FoundLink[] = [];
  const gone: FoundLink[] = [];

  // The document of a frame that was removed or has navigated keeps its tree, but has no window.
  const isHere = (node: Node) => node.isConnected && node.ownerDocument?.defaultView;

  function look(node: Element | Text): void {
    const before = places.get(node) ?? [];
    let links = locateTaskLinks(wordsOf(node), customHosts).filter(({ kind }) => kind === 'task');
    if (!before[0] && !links[0]) return;
    if (!isHere(node) || !mayStandBeside(node)) links = [];
    if (!isText(node)) links = links.slice(0, 1).map((link) => ({ ...link, start: 0, end: 0 }));
    const now = links.map(({ kind, guid, brand, start, end }) => {
      const same = before.find(({ link, start: at }) => link.guid === guid && link.brand === brand && at === start);
      return same ?? { link: { kind, guid, brand }, node, start, end };
    });
    for (const old of before) if (!now.includes(old) && found.delete(old)) gone.push(old);
    for (const link of now) if (!before.includes(link) && found.add(link)) added.push(link);
    places.set(node, now);
    if (!now[0]) places.delete(node);
  }

  return {
    found,
    added,
    gone,
    look,
    *sweep(all) {
      for (const node of places.keys()) yield (all || !isHere(node)) && look(node);
    },
  };
}
