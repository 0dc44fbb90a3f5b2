import type { Failure } from '../../lib/failure';
import type { ActionId } from '../../lib/task/actions';
import type { Noticed } from '../../lib/task/noticed';
import type { TaskPatch } from '../../lib/task/patch';
import type { Account } from './store';

/** How an operation ends (safety.md §6). "conflict" and "rejected" only once the user has given a parked one up. */
export type Ending = 'applied' | 'already' | 'conflict' | 'rejected' | 'cancelled';

/** One saved edit among several that go as one operation. */
export interface Part {
  readonly id: string;
  readonly patch: TaskPatch;
  /** What its fields held when the user decided, the parts before it among them. */
  readonly base: TaskPatch;
  readonly createdAt: number;
  /** Taken back before anything was sent. */
  readonly withdrawn?: true;
}

export interface Operation {
  readonly id: string;
  /** Tab and origin of the page that proposed it; absent for what was done in a page of ours. */
  readonly from?: string;
  /** Order of arrival: operations of one task go in this order. */
  readonly seq: number;
  readonly account: Account;
  readonly guid: string;
  /** The title as it was, for lists; the server's is shown where it can be read. */
  readonly summary: string;
  readonly action: ActionId;
  readonly patch: TaskPatch;
  /** What the touched fields held when the user decided. */
  readonly base: TaskPatch;
  /** The edits that were merged into this one, itself the first; absent where there is only one. */
  readonly parts?: readonly Part[];
  readonly state: 'queued' | 'sending' | 'parked' | Ending;
  readonly attempts: number;
  /** Since when each answer has been one that may be a refusal without saying so. */
  readonly doubtedAt?: number;
  /** A write of it was begun and not refused, so it may have arrived, whatever was heard. */
  readonly mayHaveArrived?: true;
  /**
   * The newest write of it that was begun: what its fields held right before, and when; and when its answer was given up, unless
   * the worker died first. Times by the server's clock, ms.
   */
  readonly sent?: { readonly base: TaskPatch; readonly at: number; readonly lostAt?: number };
  /** It ended as "already" because a write of its own had arrived: it can be undone like an applied one. */
  readonly ours?: true;
  readonly createdAt: number;
  /** ms since 1970, as all times here by our own clock. */
  readonly notBefore: number;
  /** Until then the user is told that it can be taken back without a trace; it is not sent before. */
  readonly holdUntil?: number;
  readonly settledAt?: number;
  /** The task is reopened on the way to another completion time: found open, it is so because of us. */
  readonly reopens?: boolean;
  /** What its answer told besides. */
  readonly noticed?: Noticed;
  /** Why it waits or is parked, and of a conflict or a rejected one why it ended so. */
  readonly failure?: Failure;
}
