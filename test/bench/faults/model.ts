import type { Task } from '../../sandbox/model';

/** One thing that a user wanted, as the user knows it. */
export interface Wish {
  readonly number: number;
  readonly id: string;
  /** Name of the user whose account it is for. */
  readonly user: string;
  readonly guid: string;
  readonly kind: 'edit' | 'complete' | 'reopen';
  readonly field?: 'summary' | 'description';
  /** Unlike any other's, so that its write is known by it. */
  readonly value?: string;
  /** Another change of this task had not ended when this one was made: the two may have become one. */
  readonly behind: boolean;
  /** Takes back the wish with this id. */
  readonly undoes?: string;
  /** Somebody else changed the same field between the look and the wish. */
  readonly contested: boolean;
  /** "acknowledged" only by an answer that says so; no answer at all leaves it unknown. */
  answer: 'acknowledged' | 'refused' | 'unknown';
  /** When it was acknowledged, ms since 1970. */
  answeredAt?: number;
  /** The user was told that until then, ms since 1970, it can be taken back without a trace. */
  heldUntil?: number;
  /** How the user ended its conflict. */
  settled?: 'mine' | 'theirs' | 'left';
  /** When, ms since 1970: "mine" is said of the task as it is by then, later changes of the user's own included. */
  settledAt?: number;
}

/** A wish whose operation still waits, or is parked, when everything has come to rest. */
export interface Left {
  readonly id: string;
  /** All wishes that its row carries, itself among them: they wait together. */
  readonly together: readonly string[];
  readonly state: string;
  /** Why. */
  readonly reason: string;
}

export type FinalTask = Pick<Task, 'summary' | 'description' | 'status'>;
