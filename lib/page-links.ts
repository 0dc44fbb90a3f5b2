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
  /** What can read more than a node's own text, once somebody needed it. */
  torn?: ReadTorn;
  /** What reads the links that gateways and redirectors carry, once there seemed to be one. */
  unwrap?: Unwrap;
}

/**
 * Reads the addresses that are written across borders of elements and whose path stands at this node. `own` are those that
 * stand whole in its text, `locate` finds some in words.
 */
export type ReadTorn = (
  node: Node,
  own: readonly LocatedLink[],
  locate: (words: string) => readonly LocatedLink[],
) => readonly Address[];

/** A place of a task link; one that is new is not known to be a `FoundLink` yet. */
export type Address = Omit<FoundLink, 'node'> & { readonly node: Node };

export interface FoundLink {
  readonly link: TaskLink;
  /** The anchor, area or SVG link; or the text node that carries a bare URL. */
  readonly node: Element | Text;
  /** Texts in which the URL begins, where it is written across borders of inline elements; `node` is where it ends. */
  readonly parts?: readonly Text[] | undefined;
  /** For a text node: where the URL begins in all of its text, and ends in `node.data` (UTF-16 units), as it was when found. */
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
