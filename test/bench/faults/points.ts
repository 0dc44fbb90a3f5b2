/** Where the worker dies (safety.md §6), in the order of an operation's life. */
export const POINTS = [
  'before receipt',
  'inside the commit',
  'between commit and acknowledgement',
  'before the token',
  'during refresh',
  'after the new pair',
  'in flight, not applied',
  'applied, answer lost',
  'answer read but not recorded',
  'recorded but not told',
  'during compaction',
  'holding an undo',
] as const;
export type Point = (typeof POINTS)[number];

/** A refresh has three instants worth dying at: before the request, while the server has answered already, and with the pair in hand. */
export const REFRESH_VARIANTS = ['before it is sent', 'answer under way', 'answered'] as const;
export type RefreshVariant = (typeof REFRESH_VARIANTS)[number];

/** What the worker, or the watch over the sandbox, is to stop at. */
export interface Armed {
  readonly point: Point;
  readonly variant?: RefreshVariant;
  /** The operation that is meant, where it must be a certain one. */
  readonly id?: string;
}

/** What was found at the point. */
export interface Reached extends Armed {
  /** State of the row that was being written. */
  readonly state?: string;
}

/** Those that the sandbox sees, not the worker. */
export const AT_THE_SERVER: readonly Point[] = ['in flight, not applied', 'applied, answer lost'];
/** Those that need an answer from the server. */
export const NEEDS_SERVER: readonly Point[] = [
  'during refresh',
  'after the new pair',
  'in flight, not applied',
  'applied, answer lost',
  'answer read but not recorded',
  'recorded but not told',
];
/** Those that are about one new operation. */
export const NEEDS_NEW: readonly Point[] = [
  'before receipt',
  'inside the commit',
  'between commit and acknowledgement',
];
