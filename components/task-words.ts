import { locale, t } from '../lib/i18n';
import { nextAction } from '../lib/task/actions';
import { fieldValue } from '../lib/task/fields';
import type { Person, Task, TaskTime } from '../lib/task/schema';
import { isOverdue, timeWords } from '../lib/task/times';

export const isDone = (task: Task) => nextAction(task) === 'reopen';

/** A time in words to the second, with "all day" where it is a date; `now` in ms. */
export function momentWords(value: TaskTime, now: number): string {
  const words = timeWords(value, now, locale(), true);
  return value.is_all_day ? t('all_day_words', words) : words;
}

/** When a task is due or was done, as a person says it; nothing when it has no due. `now` in ms. */
export function dueWords(task: Task, now: number): { words: string; overdue: boolean } | undefined {
  const doneAt = fieldValue(task, 'completed_at');
  if (isDone(task))
    return doneAt
      ? { words: t('done_at', timeWords({ timestamp: doneAt }, now, locale())), overdue: false }
      : undefined;
  const due = fieldValue(task, 'due');
  if (!due) return undefined;
  const words = timeWords(due, now, locale());
  if (isOverdue(due, now)) return { words: t('overdue_at', words), overdue: true };
  return { words: due.is_all_day ? t('due_all_day', words) : t('due_at', words), overdue: false };
}

/** The exact time of `dueWords`, for a tooltip. */
export function exactDue(task: Task): string | undefined {
  const doneAt = fieldValue(task, 'completed_at');
  const time = isDone(task) && doneAt ? { timestamp: doneAt } : fieldValue(task, 'due');
  if (!time) return undefined;
  const form = time.is_all_day
    ? { dateStyle: 'full' as const, timeZone: 'UTC' }
    : { dateStyle: 'full' as const, timeStyle: 'long' as const };
  return new Intl.DateTimeFormat(locale(), form).format(new Date(Number(time.timestamp)));
}

/** Who is to do it, the reader as "you"; people without a known name are left out. */
export function assigneeNames(task: Task, me: Person | undefined): string[] {
  return (task.members ?? [])
    .filter(({ role }) => role === 'assignee')
    .map(({ id, name }) => (id === me?.open_id ? t('you') : (name ?? '')))
    .filter((name) => name !== '');
}

/** How many of all have finished a task that everyone must finish; nothing for other tasks (feishu-task-api §4.4). */
export function finishedOfAll(task: Task): { finished: number; all: number } | undefined {
  const all = (task.members ?? []).filter(({ role }) => role === 'assignee').length;
  if (task.mode !== 1 || all < 2) return undefined;
  const finished = (task.assignee_related ?? []).filter(({ completed_at }) => (completed_at || '0') !== '0').length;
  return { finished, all };
}
