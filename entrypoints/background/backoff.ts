import { type Failure, isOutage, isStorageMatter } from '../../lib/failure';
import { saysAlreadyCompleted } from '../../lib/feishu/errors';
import type { Operation } from './operation';

/** How often a task that Feishu calls completed already is read again before that is taken for a refusal. */
const MOST_ATTEMPTS = 4;
/** An answer that may be a refusal without saying so is taken for one when it has been the answer for this long, ms. */
const DOUBT_MS = 12_000;
/** Bound of the wait between two tries meanwhile, ms. */
const DOUBT_WAIT_MS = 3000;
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
  return kind === 'offline' || kind === 'signed-out' || kind === 'server' || reason === 'quota_used_up';
}

/**
 * How long to wait after a failure, ms: as the server says, else with full jitter between nothing and a bound that grows
 * by half with each try, so that many clients do not come back as one (safety.md §6).
 */
export function waitAfter(failure: Failure, tries: number, now: number, random: () => number): number {
  if (failure.reason === 'quota_used_up') return QUOTA_MS;
  if (failure.retryAt !== undefined) return Math.min(Math.max(0, failure.retryAt - now), QUOTA_MS);
  const longest = failure.kind === 'offline' ? LONGEST_OFFLINE_MS : LONGEST_MS;
  return 300 + random() * Math.min(longest, 1000 * 1.5 ** Math.min(tries, 12));
}

/**
 * An operation after an attempt that failed. Parked is what Feishu refused; what it never refused goes on being tried, however
 * long that takes, unless the user ends it.
 */
export function afterFailure(
  { doubtedAt, ...operation }: Operation,
  failure: Failure,
  now: number,
  random: () => number,
): Operation {
  const later = (ms: number): Operation => ({ ...operation, state: 'queued', failure, notBefore: now + ms });
  const wait = () => waitAfter(failure, operation.attempts, now, random);
  // The database's trouble is not the task's: it waits until that is over.
  if (isStorageMatter(failure)) return later(wait());
  switch (failure.kind) {
    case 'offline':
    case 'signed-out':
      // The account waits as a whole, see `concernsAll`.
      return later(0);
    case 'limited':
      return later(wait());
    case 'server':
      if (!isDoubtful(operation.patch, failure)) return later(wait());
      if (doubtedAt === undefined || (failure.reason !== 'completion_failed' && now - doubtedAt < DOUBT_MS))
        return { ...later(300 + random() * DOUBT_WAIT_MS), doubtedAt: doubtedAt ?? now };
      break;
    default:
      if (saysAlreadyCompleted(failure) && operation.attempts < MOST_ATTEMPTS) return later(0);
  }
  const kind = failure.reason === 'content_refused' ? 'invalid' : failure.kind;
  return { ...operation, state: 'parked', failure: { ...failure, kind } };
}

/**
 * Whether it may mean no: a code that nobody knows, v1's 1470604, for which one more try may help, and 1470500 on a text, which
 * content review gives as well (feishu-task-api §1, §3.12). The reading before the write was answered, so the server is there.
 */
function isDoubtful(patch: Operation['patch'], failure: Failure): boolean {
  return !isOutage(failure) || mayBeReview(patch, failure);
}

export function mayBeReview({ summary, description }: Operation['patch'], { code, status = 500 }: Failure): boolean {
  return code === 1470500 && status === 500 && Boolean(summary || description);
}

/**
 * The reading before it showed that nothing had arrived until then; a refusal says so of this write too. `now` is the server's
 * time, ms.
 */
export function afterWrite(
  { mayHaveArrived: _, sent, ...operation }: Operation,
  failure: Failure,
  now: number,
): Operation {
  const { kind, reason } = failure;
  const isUnknown = kind === 'offline' || (kind === 'server' && reason !== 'content_refused');
  return isUnknown
    ? { ...operation, ...(sent && { sent: { ...sent, lostAt: now } }), mayHaveArrived: true }
    : operation;
}
