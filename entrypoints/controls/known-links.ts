import { type Address, type FoundLink, type LinkReader, PATH } from '../../lib/page-links';
import { type LocatedLink, locateUrls } from '../../lib/task/applink';
import { hrefOf } from './link-words';
import { isText } from './place';

export interface KnownLinks extends LinkReader {
  /** Calls back with what appeared and what left since; a changed link is one that left and one that appeared. At most one taker. */
  take(changed: (added: readonly FoundLink[], gone: readonly FoundLink[]) => void): void;
}

/**
 * Reads the task links at the nodes that scout found: one `FoundLink` for each place, the same object while that place names
 * the same task. `needTorn` is called where an address may go over the borders of elements, which few pages have: reading
 * those comes in a script of its own.
 */
export function knownLinks(customHosts: readonly string[], needTorn: () => void): KnownLinks {
  const places = new Map<Node, readonly FoundLink[]>();
  const found = new Set<FoundLink>();
  const added: FoundLink[] = [];
  const gone: FoundLink[] = [];
  let changed: Parameters<KnownLinks['take']>[0] = () => {};

  const locate = (words: string) => locateUrls(words, customHosts, reader.unwrap);
  const isTask = ({ kind }: LocatedLink) => kind === 'task';

  /** What stands at a node that scout found: a link's address, a text's own, or those written across borders of elements. */
  function addressesAt(node: Node): readonly Address[] {
    const at = (links: readonly LocatedLink[]) =>
      links.filter(isTask).map(({ start, end, ...link }) => ({ link, node, start, end }));
    if ((node as Partial<Element>).matches?.('a,area')) {
      const [first] = at(locate(hrefOf(node as Element)));
      if (!first) needTorn();
      return first ? [first] : [];
    }
    const own = isText(node) ? locate(node.data) : [];
    // As many as there are paths.
    if (isText(node) && node.data.split(PATH).length <= own.length + 1) return at(own);
    needTorn();
    return [...at(own), ...(reader.torn?.(node, own, locate).filter(({ link }) => link.kind === 'task') ?? [])];
  }

  const isSame = (one: Address, other: Address) =>
    one.node === other.node &&
    one.start === other.start &&
    one.link.guid === other.link.guid &&
    one.link.brand === other.link.brand &&
    !one.parts?.some((part, index) => part !== other.parts?.[index]);

  const reader: KnownLinks = {
    found,
    look(node, isThere) {
      const before = places.get(node) ?? [];
      const now: FoundLink[] = [];
      for (const address of isThere ? addressesAt(node) : []) {
        const link = before.find((old) => isSame(old, address)) ?? (address as FoundLink);
        if (!found.has(link)) added.push(link);
        found.add(link);
        now.push(link);
      }
      for (const link of before) if (!now.includes(link) && found.delete(link)) gone.push(link);
      if (now[0]) places.set(node, now);
      else places.delete(node);
    },
    settle() {
      changed(added.splice(0), gone.splice(0));
    },
    take(taker) {
      changed = taker;
    },
  };
  return reader;
}
