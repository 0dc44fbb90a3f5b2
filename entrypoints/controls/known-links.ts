import { builtIn } from '../../lib/built-in';
import type { Address, FoundLink, LinkReader } from '../../lib/page-links';
import { locateUrls } from '../../lib/task/applink';
import { hrefOf } from './link-words';
import { isText } from './place';
import { keyOf } from './statuses';

export interface KnownLinks extends LinkReader {
  /** Calls back with what appeared and what left since; a changed link is one that left and one that appeared. At most one taker. */
  take(changed: (added: readonly FoundLink[], gone: readonly FoundLink[]) => void): void;
  /**
   * Whether a person reads this link's task there now. In a text its address ends at `end` (UTF-16 units) of `at`, the text that
   * the link was found in or what a cut made of that.
   */
  holds(found: FoundLink, at: Node, end: number): boolean;
}

/** Nodes of ours among the page's. */
export const hosts = new WeakSet<Node>();

/**
 * Reads the task links at the nodes that scout found: one `FoundLink` for each place, the same object while that place names
 * the same task. `needTorn` is called where an address is written in a text: reading those comes in a script of its own.
 */
export function knownLinks(customHosts: readonly string[], needTorn: () => void): KnownLinks {
  const places = new Map<Node, readonly FoundLink[]>();
  const found = new Set<FoundLink>();
  const added: FoundLink[] = [];
  const gone: FoundLink[] = [];
  let changed: Parameters<KnownLinks['take']>[0] = () => {};

  const locate = (words: string) => locateUrls(words, customHosts, reader.unwrap).filter(({ kind }) => kind === 'task');

  const isSameTask = (one: Address, other: Address) => keyOf(one.link) === keyOf(other.link);

  /** What stands at a node that scout found: a link's address, or those that are written in texts. */
  function addressesAt(node: Node): readonly Address[] {
    const href = builtIn(node, 'matches')?.call(node, 'a,area') && hrefOf(node as Element);
    if (href) {
      const [link] = locate(href);
      // A gateway may carry one.
      if (!link) needTorn();
      // A link that leads to one task and shows the address of another is for neither.
      const shown = locate(`${node.textContent}`).map(keyOf);
      return link && (!shown[0] || shown.includes(keyOf(link))) ? [{ link, node, start: 0, end: 0 }] : [];
    }
    needTorn();
    return reader.torn?.addressesAt(node, locate, hosts) ?? [];
  }

  const isSame = (one: Address, other: Address) =>
    one.node === other.node &&
    one.start === other.start &&
    one.end === other.end &&
    isSameTask(one, other) &&
    !one.parts?.some((part, index) => part !== other.parts?.[index]);

  const reader: KnownLinks = {
    found,
    look(owner, isThere) {
      const before = places.get(owner) ?? [];
      const now: FoundLink[] = [];
      for (const address of isThere ? addressesAt(owner) : []) {
        const link = before.find((old) => isSame(old, address)) ?? ({ ...address, owner } as FoundLink);
        if (!found.has(link)) added.push(link);
        found.add(link);
        now.push(link);
      }
      for (const link of before) if (!now.includes(link) && found.delete(link)) gone.push(link);
      if (now[0]) places.set(owner, now);
      else places.delete(owner);
    },
    holds(found, at, end) {
      const owner = isText(at) && found.owner === found.node ? at : found.owner;
      const isThere = (now: Address) => !isText(at) || (now.node === at && now.end === end);
      return addressesAt(owner).some((now) => isSameTask(found, now) && isThere(now));
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
