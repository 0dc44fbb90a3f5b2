import type { LocatedLink, TaskLink, Unwrap } from './task/applink';

/**
 * What scout finds and what controls make of it. Both run in the same isolated world, so scout hangs on that world's global
 * under `SCOUT`, where the page can neither see nor forge it. Two constants and types only: scout stays as small as it is.
 */
export interface Scout {
  /** Links, texts and small elements in which a task's address may be written, where a control may stand: found by a glance, not read. */
  readonly nodes: ReadonlySet<Node>;
  /** Who reads them now. */
  readonly reader?: LinkReader | undefined;
  /** Shows all of them to this reader, in slices, and from then on each that came, changed or left. */
  show(reader: LinkReader): void;
  /** Stops watching and forgets everything: the extension was reloaded, or a newer copy took over. */
  stop(): void;
}

export interface LinkReader {
  /** The task links that stand in the page now (kind "task" only), in no particular order. */
  readonly found: ReadonlySet<FoundLink>;
  /** Reads a node, new or known; or forgets it, where it has left the page or no control may stand beside it any more. */
  look(node: Node, isThere: boolean): void;
  /** A slice of looks is over. */
  settle(): void;
  /** What deals with texts, once somebody needed it. */
  torn?: Torn;
  /** What reads the links that gateways and redirectors carry, once there seemed to be one. */
  unwrap?: Unwrap;
}

/** What torn does for controls. */
export interface Torn {
  readonly addressesAt: ReadTorn;
  /** What holds all that can change how a text of the page is read. */
  linesOf(text: Text): readonly Node[];
  /**
   * `follows` tells whether only hosts of ours stand between a node and one before it; `moved` hears that what stood at the end
   * of one node now stands at the end of another.
   */
  anchors(follows: (node: Node, before: Node) => boolean, moved: (from: Text, to: Text) => void): TextAnchors;
}

/**
 * A bare URL stands in the middle of a text node. To let a host stand right after it the page's node is cut in two, and
 * this module owns the cut: frameworks keep a reference to their node (the head), so the rest must never stay behind.
 */
export interface TextAnchors {
  /** Cuts the node at `end` (UTF-16 units); nothing to do when the URL ends the node. */
  cut(head: Text, end: number): void;
  /** Puts the rest back into the head, once our host is no longer between. */
  heal(head: Text): void;
  /** Looks at every cut again after the page changed something. */
  check(): void;
}

/**
 * Reads the task addresses that are written in texts and whose path stands at this node: a text, or the smallest element that
 * has the path across its children's borders. `locate` finds addresses in words, `hosts` are nodes of ours among the page's.
 */
export type ReadTorn = (
  node: Node,
  locate: (words: string) => readonly LocatedLink[],
  hosts: Pick<WeakSet<Node>, 'has'>,
) => readonly Address[];

/** A place of a task link; one that is new is not known to be a `FoundLink` yet. */
export type Address = Omit<FoundLink, 'node' | 'owner'> & { readonly node: Node };

export interface FoundLink {
  readonly link: TaskLink;
  /** The node that scout found it by. */
  readonly owner: Node;
  /** The anchor, area or SVG link; or the text node that carries a bare URL. */
  readonly node: Element | Text;
  /** Texts in which the URL begins, where it is written across borders of inline elements; `node` is where it ends. */
  readonly parts?: readonly Text[] | undefined;
  /** For a text node: where the URL begins in the first of its texts, and ends in `node.data` (UTF-16 units), as it was when found. */
  readonly start: number;
  readonly end: number;
}

/** A symbol: under a string a page's element of that id would answer, in our world as well. */
export const SCOUT = Symbol.for('tasklark');

/**
 * The path of a task's address as it is, percent-encoded, escaped for JSON, or as gateways for mail write it; at the end of a
 * text its beginning, which may go on in the next. It is case-sensitive.
 */
export const PATH = /todo(?:[/%*\\][/u0x]*(?:2[fF])?(?:detail|task|d?e?t?a?s?i?$)|_(?:detail|task)-3F)/;

export type ScoutHolder = { [SCOUT]?: Scout };
