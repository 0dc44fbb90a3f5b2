import { type Failure, isStorageMatter } from '../../lib/failure';
import { saysAlreadyCompleted } from '../../lib/feishu/errors';
import type { Operation } from './operation';

/** An answer that makes no sense is tried this often, then parked and shown. */
const MOST_ATTEMPTS = 4;
/** Longest wait of our own choosing, ms. Without a network one small request finds out whether it is back. */
const LONGEST_MS = 60_000;
const LONGEST_OFFLINE_MS = 30_000;
/** The month's quota does not come back by the minute, ms. */
const QUOTA_MS = 3_600_000;
/** No wait is meant to be longer, ms: what lies further ahead was written before the clock was set back. */
const LONGEST_PLAUSIBLE_MS = QUOTA_MS + 60_000;
/** While something is under way the worker is woken after this in case it dies, ms; no hold is longer either. */
export const WATCH_MS = 30_000;

/** When an operation may go, ms. */
export function dueAt({ notBefore, holdUntil }: Operation, now: number): number {
  return notBefore - now > (holdUntil ? WATCH_MS : LONGEST_PLAUSIBLE_MS) ? 0 : notBefore;
}

/** Whether a failure is about the line or the account rather than about one operation: all of that account wait with it. */
export function concernsAll({ kind, reason }: Failure): boolean {
  return kind === 'offline' || kind === 'signed-out' || (kind === 'limited' && reason !== 'task_busy');
}

/**
 * Whether a wait is of our own choosing, so that somebody who looks, or the network's return, may cut it short. The month's
 * quota is guarded by the limiter as well, which lets a call through only when the user asks for one.
 */
export function mayHurry({ kind, reason }: Failure): boolean {
  return kind === 'offline' || kind === 'signed-out' || reason === 'quota_used_up';
}

/**
 * How long to wait after a failure, ms: as the server says, else with full jitter between nothing and a bound that doubles
 * with each try, so that many clients do not come back as one (safety.md §6).
 */
export function waitAfter(failure: Failure, tries: number, now: number, random: () => number): number {
  if (failure.reason === 'quota_used_up') return QUOTA_MS;
  if (failure.retryAt !== undefined) return Math.min(Math.max(0, failure.retryAt - now), QUOTA_MS);
  const longest = failure.kind === 'offline' ? LONGEST_OFFLINE_MS : LONGEST_MS;
  return 300 + random() * Math.min(longest, 1000 * 2 ** Math.min(tries, 10));
}

/** An operation after an attempt that failed: back in the line, or parked where trying again would not help. */
export function afterFailure(operation: Operation, failure: Failure, now: number, random: () => number): Operation {
  const later = (ms: number): Operation => ({ ...operation, state: 'queued', failure, notBefore: now + ms });
  // The database's trouble is not the task's: it waits until that is over.
  if (isStorageMatter(failure)) return later(waitAfter(failure, operation.attempts, now, random));
  switch (failure.kind) {
    case 'offline':
    case 'signed-out':
      // The account waits as a whole, see `concernsAll`.
      return later(0);
    case 'limited':
      return later(waitAfter(failure, operation.attempts, now, random));
    case 'server':
      if (operation.attempts < mostAttempts(failure)) return later(waitAfter(failure, operation.attempts, now, random));
      break;
    default:
      if (saysAlreadyCompleted(failure) && operation.attempts < MOST_ATTEMPTS) return later(0);
  }
  return { ...operation, state: 'parked', failure };
}

/** v1 says of 1470604 that one more try may help (v1 uncomplete); for anything else that makes no sense a few. */
const mostAttempts = ({ reason }: Failure) => (reason === 'completion_failed' ? 2 : MOST_ATTEMPTS);

/** The reading before it showed that nothing had arrived until then; a refusal says so of this write too. */
export function afterWrite({ mayHaveArrived: _, ...operation }: Operation, { kind }: Failure): Operation {
  return kind === 'offline' || kind === 'server' ? { ...operation, mayHaveArrived: true } : operation;
}
