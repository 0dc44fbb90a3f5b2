import type { Failure } from '../../lib/failure';
import type { TaskView } from '../../lib/messages/contract';
import { restorable, touched } from '../../lib/task/patch';
import type { Progress } from '../../lib/task/status';
import { isUnsent, newestPart } from './merge';
import type { Operation } from './operation';

/** How long a change can be taken back, ms (safety.md §3). */
export const UNDO_MS = 10_000;
/** How long a view tells what was noticed in the answer to a change, ms. */
const NEWS_MS = 300_000;

/** How the changes of a task stand, in one word. */
export function progressOf(waiting: readonly Operation[], standstill: Failure | undefined): Progress {
  if (waiting.some(({ state }) => state === 'parked')) return 'parked';
  // The first attempt is a matter of a moment; what was tried and put back, is held or stands still waits for something.
  if (standstill || waiting.some((one) => one.failure || (one.holdUntil && isUnsent(one)))) return 'waiting';
  return waiting.length > 0 ? 'sending' : 'settled';
}

/** Why one of them is parked, or why they wait. */
export function failureOf(waiting: readonly Operation[], standstill: Failure | undefined): Failure | undefined {
  return waiting.find(({ failure }) => failure !== undefined)?.failure ?? standstill;
}

/** What the last change's answer told is news for a while, and until the next change. */
export function noticedOf(
  waiting: readonly Operation[],
  last: Operation | undefined,
  now: number,
): TaskView['noticed'] {
  const isNews = waiting.length === 0 && now - (last?.settledAt ?? 0) < NEWS_MS;
  return isNews ? last?.noticed : undefined;
}

/** Whether it has ended by changing the task: applied, or found there because its own write had arrived. */
export const hasChanged = ({ state, ours }: Operation) => state === 'applied' || ours === true;

/** Whether the last change of the state was found done by somebody else. */
export function wasAlready(waiting: readonly Operation[], last: Operation | undefined): boolean {
  return waiting.length === 0 && last?.state === 'already' && !last.ours && last.action !== 'edit';
}

/** What can still be taken back: the newest change that is unsent or has been applied, for ten seconds. */
export function undoOf(waiting: readonly Operation[], last: Operation | undefined, now: number): TaskView['undo'] {
  const newest = waiting.at(-1) ?? (last && hasChanged(last) ? last : undefined);
  const part = newest && newestPart(newest);
  if (!part || (waiting.length > 0 && !isUnsent(newest))) return undefined;
  // Once it has been sent, what stood before must be put back.
  if (waiting.length === 0 && touched(restorable(part.base)).length < touched(part.base).length) return undefined;
  const until = newest.holdUntil ?? (newest.settledAt ?? part.createdAt) + UNDO_MS;
  return until > now ? { id: part.id, until } : undefined;
}
