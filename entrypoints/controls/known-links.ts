import type { FoundLink, LinkReader } from '../../lib/page-links';
import { type LocatedLink, locateTaskLinks } from '../../lib/task/applink';
import { hrefOf } from './link-words';
import { isText } from './place';
import { type Address, tornAddresses } from './torn-addresses';

export interface KnownLinks extends LinkReader {
  /** Calls back with what appeared and what left since; a changed link is one that left and one that appeared. At most one taker. */
  take(changed: (added: readonly FoundLink[], gone: readonly FoundLink[]) => void): void;
}

/**
 * Reads the task links at the nodes that scout found: one `FoundLink` for each place, the same object while that place names
 * the same task.
 */
export function knownLinks(customHosts: readonly string[]): KnownLinks {
  const places = new Map<Node, readonly FoundLink[]>();
  const found = new Set<FoundLink>();
  let added: FoundLink[] = [];
  let gone: FoundLink[] = [];
  let changed: Parameters<KnownLinks['take']>[0] = () => {};

  const tasksIn = (words: string) => locateTaskLinks(words, customHosts).filter(({ kind }) => kind === 'task');

  /** What stands at a node that scout found: a link's address, a text's own, or those written across borders of elements. */
  function addressesAt(node: Node): readonly Address[] {
    const at = (links: readonly LocatedLink[]) => links.map(({ start, end, ...link }) => ({ link, node, start, end }));
    if ((node as Partial<Element>).matches?.('a,area')) return at(tasksIn(hrefOf(node as Element)).slice(0, 1));
    const own = isText(node) ? tasksIn(node.data) : [];
    return [...at(own), ...tornAddresses(node, own, tasksIn)];
  }

  const isSame = (one: Address, other: Address) =>
    one.node === other.node &&
    one.start === other.start &&
    one.link.guid === other.link.guid &&
    one.link.brand === other.link.brand &&
    !one.parts?.some((part, index) => part !== other.parts?.[index]);

  return {
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
      const news = [added, gone] as const;
      [added, gone] = [[], []];
      if (news.some(([first]) => first)) changed(...news);
    },
    take(taker) {
      changed = taker;
    },
  };
}
