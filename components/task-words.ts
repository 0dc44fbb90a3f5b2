import { locale, t } from '../lib/i18n';
import { nextAction } from '../lib/task/actions';
import { fieldValue, isUnset } from '../lib/task/fields';
import type { Person, Task, TaskTime } from '../lib/task/schema';
import { isOverdue, momentOf, timeWords } from '../lib/task/times';
import { plainText } from '../lib/text/visible-text';

export const isDone = (task: Task) => nextAction(task) === 'reopen';

/** So much of a value that is no date is shown, in characters. */
const LONGEST_ODD = 40;

/** A timestamp that names no moment, as it stands in the task. */
export const oddDate = (timestamp: string) => t('not_a_date', plainText(timestamp, LONGEST_ODD));

/** A moment of a clock (ms since 1970) in the reader's form; what comes from a disk or a server may be no date. */
export function formatTime(ms: number, form: Intl.DateTimeFormatOptions): string {
  if (momentOf(String(ms)) === undefined) return oddDate(String(ms));
  return new Intl.DateTimeFormat(locale(), form).format(ms);
}

/** A time in words, or that it is no date; `exact` as in `timeWords`, `now` in ms. */
export function timeText(value: TaskTime, now: number, exact = false): string {
  return timeWords(value, now, locale(), exact) ?? oddDate(value.timestamp);
}

/** A time in words to the second, with "all day" where it is a date; `now` in ms. */
export function momentWords(value: TaskTime, now: number): string {
  const words = timeText(value, now, true);
  return value.is_all_day && momentOf(value.timestamp) !== undefined ? t('all_day_words', words) : words;
}

/** When a task is due or was done, as a person says it; nothing when it has no due. `now` in ms. */
export function dueWords(task: Task, now: number): { words: string; overdue: boolean } | undefined {
  const doneAt = fieldValue(task, 'completed_at');
  const [name, time] = isDone(task)
    ? (['completed_at', doneAt === undefined ? undefined : { timestamp: doneAt }] as const)
    : (['due', fieldValue(task, 'due')] as const);
  if (!time) return undefined;
  const words = timeWords(time, now, locale());
  if (words === undefined)
    return { words: t('copied_line', t(`field_${name}`), oddDate(time.timestamp)), overdue: false };
  if (name === 'completed_at') return { words: t('done_at', words), overdue: false };
  return openDueWords(time, words, now);
}

function openDueWords(due: TaskTime, words: string, now: number): { words: string; overdue: boolean } {
  if (isOverdue(due, now)) return { words: t('overdue_at', words), overdue: true };
  return { words: due.is_all_day ? t('due_all_day', words) : t('due_at', words), overdue: false };
}

/** The exact time of `dueWords`, for a tooltip. */
export function exactDue(task: Task): string | undefined {
  const doneAt = fieldValue(task, 'completed_at');
  const time = isDone(task) && doneAt ? { timestamp: doneAt } : fieldValue(task, 'due');
  const at = time && momentOf(time.timestamp);
  if (!time || at === undefined) return undefined;
  const form = time.is_all_day
    ? { dateStyle: 'full' as const, timeZone: 'UTC' }
    : { dateStyle: 'full' as const, timeStyle: 'long' as const };
  return new Intl.DateTimeFormat(locale(), form).format(at);
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
  const finished = (task.assignee_related ?? []).filter(({ completed_at }) => !isUnset(completed_at)).length;
  return { finished, all };
}
