/** What a ring tells, by its shape first and its colour second. */
export type RingState =
  | 'todo'
  | 'done'
  | 'overdue'
  | 'waiting'
  | 'busy'
  | 'failed'
  | 'locked'
  | 'unread'
  | 'signed_out';

/** The outlines of what no script has read yet: rings are drawn with these alone until somebody comes near one. */
export const CIRCLE = 'M8 1.75a6.25 6.25 0 1 0 .01 0';
export const KEY = 'M5.2 7.4a2.8 2.8 0 1 0 .1 0M7.3 8.4 13.5 2.5M11 5l2 2';

/**
 * The drawing of each state, for rings in pages and in our own views: an outline and the mark in it, as path data on a field
 * of 16 × 16. The sheets only colour them, and dot the outline of what is unread.
 */
export const RING_SHAPES: Readonly<Record<RingState, readonly [outline: string, mark: string]>> = {
  todo: [CIRCLE, ''],
  done: [CIRCLE, 'M5 8.2l2.1 2.1L11 6'],
  overdue: [CIRCLE, 'M8 4.9v3.7M8 11v.1'],
  waiting: [CIRCLE, 'M8 4.8V8l2.2 1.5'],
  busy: [CIRCLE, 'M8 1.75A6.25 6.25 0 0 1 14.25 8'],
  failed: ['M8 2 1.6 13.4h12.8Z', 'M8 6.4v3.2M8 11.5v.1'],
  locked: ['M3.5 7.2h9v6.3h-9zM5.4 7.2V5.2a2.6 2.6 0 0 1 5.2 0v2', ''],
  unread: [CIRCLE, ''],
  signed_out: [KEY, ''],
};
