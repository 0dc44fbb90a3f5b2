import type { Failure } from '../failure';
import { type ActionId, judge, type Learnt, type Note, nextAction, type Verdict, type WhyNot } from './actions';
import type { Brand } from './brand';
import { fieldValue } from './fields';
import type { Person, Task, TaskTime } from './schema';
import type { Reach } from './scopes';
import { isOverdue } from './times';

/** How far a change of this task has come. */
export type Progress = 'settled' | 'waiting' | 'sending' | 'parked';

/** What a control beside a link is told: enough to draw one ring and one line, nothing more. */
export interface TaskStatus {
  readonly brand: Brand;
  readonly guid: string;
  readonly summary: string;
  readonly status: 'todo' | 'done';
  readonly due?: TaskTime;
  /** Whether the due time had passed when this was said; a done task is never overdue. */
  readonly overdue: boolean;
  /** The action that applies now. */
  readonly next: 'complete' | 'reopen';
  readonly may: boolean;
  readonly why?: WhyNot;
  readonly notes: readonly Note[];
  readonly progress: Progress;
  /** Why the last change is parked, or why it waits. */
  readonly failure?: Failure;
  /** A completion is held until then (ms since 1970), so that undoing it leaves no trace; `progress` is "waiting". */
  readonly heldUntil?: number;
}

/** No moment has more characters; what is no date may have any number. */
const LONGEST = 40;

/** A task's status for a control at `now` (ms); `progress` tells of operations that are not settled yet. */
export function statusOf(
  brand: Brand,
  task: Task,
  me: Person | undefined,
  now: number,
  progress: Progress,
  failure?: Failure,
  learnt?: Learnt,
  reach?: Reach,
): TaskStatus {
  const next = nextAction(task);
  const verdict = judge(next, task, me, learnt, reach);
  const due = fieldValue(task, 'due');
  return {
    brand,
    guid: task.guid,
    summary: task.summary ?? '',
    status: next === 'reopen' ? 'done' : 'todo',
    ...(due && { due: { timestamp: due.timestamp.slice(0, LONGEST), is_all_day: due.is_all_day ?? false } }),
    overdue: next === 'complete' && isOverdue(due, now),
    next,
    may: verdict.may,
    ...(verdict.why && { why: verdict.why }),
    notes: verdict.notes,
    progress,
    ...(failure && { failure }),
  };
}

/** Every action's verdict at once, for a view that offers them all. */
export function verdicts(
  task: Task,
  me: Person | undefined,
  learnt?: Learnt,
  reach?: Reach,
): Record<ActionId, Verdict> {
  const of = (id: ActionId) => judge(id, task, me, learnt, reach);
  return { complete: of('complete'), reopen: of('reopen'), edit: of('edit') };
}
