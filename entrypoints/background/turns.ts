import { FailureError } from '../../lib/failure';
import { isShut, type LimiterState } from './pace';
import type { Session } from './store';

/**
 * Who wants it: a person who looks at it or has just acted, a change that waits in the outbox, or a control that may be
 * glanced at.
 */
export type Urgency = 'asked' | 'waiting' | 'glance';
/** In this order they go when calls wait. */
const ORDER: readonly Urgency[] = ['asked', 'waiting', 'glance'];
/** Whoever has waited this long, ms, goes one class up, so that nobody waits for ever. */
const PROMOTED_AFTER_MS = 1500;
/** A view is told rather than left waiting longer than this, ms: while calls are refused, and while there are many of them. */
const PATIENCE_MS = { shut: 10_000, open: 60_000 };

/** The call has not begun: the session is not one that it can be made with. */
export const UNREADY = new FailureError({ kind: 'offline', reason: 'timeout' });

/** What is special about a call. */
export interface Manner {
  /** Its limit is its own: reaching it holds up nothing else. */
  readonly apart?: boolean;
  /** Whether it may begin with this session; where not it fails as `UNREADY`, and no turn is taken. */
  isReady?(session: Session | undefined): boolean;
}

/** A call may begin. */
export interface Turn {
  /** How often the line had been shut when it began: a refusal is news only if it has not been shut since. */
  readonly epoch: number;
  /** The one call that asks, while shut, whether that is over. */
  readonly probes: boolean;
  /** As it was when the turn was taken, where the store could tell. */
  readonly session: Session | undefined;
}

/** A call in the line. */
export interface Waiter extends Pick<Manner, 'isReady'> {
  readonly urgency: Urgency;
  readonly since: number;
  go(turn: Turn): void;
  giveUp(reason: unknown): void;
}

/** How long somebody waits for a turn, ms. */
export const patience = (state: LimiterState) => (isShut(state) ? PATIENCE_MS.shut : PATIENCE_MS.open);

/** Whose turn is next, `at` in ms. */
export const firstOf = (waiters: readonly Waiter[], at: number): Waiter | undefined =>
  [...waiters].sort((a, b) => rank(a, at) - rank(b, at))[0];

const rank = ({ urgency, since }: Waiter, at: number) =>
  ORDER.indexOf(urgency) - Math.floor(Math.max(0, at - since) / PROMOTED_AFTER_MS);

/** What who cannot wait so long is told; `retryAt` in ms. */
export const refusal = ({ quota }: LimiterState, retryAt: number) =>
  new FailureError({ kind: 'limited', reason: quota ? 'quota_used_up' : 'rate_limited', retryAt });
