import { touched } from '../../lib/task/patch';
import type { Ending, Operation } from './operation';

/** An operation that is over, `now` in ms. */
export const ended = (operation: Operation, ending: Ending, now: number): Operation => ({
  ...operation,
  state: ending,
  settledAt: now,
});

/** How a change ends that the user gives up. */
export function givenUp({ state, failure }: Operation): Ending {
  if (state !== 'parked') return 'cancelled';
  return failure?.reason === 'conflict' ? 'conflict' : 'rejected';
}

/** Whether one operation says everything anew that another said: the same fields, or the state whichever way. */
export function saysAnew(fresh: Pick<Operation, 'action' | 'patch'>, old: Operation): boolean {
  if (fresh.action !== 'edit' || old.action !== 'edit') return fresh.action !== 'edit' && old.action !== 'edit';
  const names = touched(fresh.patch);
  return touched(old.patch).every((name) => names.includes(name));
}

/** Whether one completes what the other reopens. */
export const turnsRound = (older: Operation, { action }: Pick<Operation, 'action'>): boolean =>
  older.action !== 'edit' && action !== 'edit' && older.action !== action;
