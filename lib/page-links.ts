import type { TaskLink } from './task/applink';

/**
 * How scout hands its task links to controls. Both run in the same isolated world, so the feed hangs on that world's global
 * under `FEED`, where the page can neither see nor forge it. Types and one name only: scout stays as small as it is.
 */
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

export interface LinkFeed {
  /** The task links that stand in the page now (kind "task" only), in no particular order. */
  readonly found: ReadonlySet<FoundLink>;
  /** Calls back with what appeared and what left since; a changed link is one that left and one that appeared. At most one taker. */
  take(changed: (added: readonly FoundLink[], gone: readonly FoundLink[]) => void): void;
  /** Stops watching and forgets everything: the extension was reloaded, or a newer copy took over. */
  stop(): void;
}

export const FEED = '__tasklark';

export type FeedHolder = { [FEED]?: LinkFeed };
