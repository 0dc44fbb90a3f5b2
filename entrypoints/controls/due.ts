import type { TaskTime } from '../../lib/task/schema';

const DAY_MS = 86_400_000;

/** Days from today to a due time on the reader's calendar; an all-day one is midnight UTC of its day for everybody. */
function daysAhead(due: TaskTime, now: number): number {
  const today = new Date(now);
  const at = new Date(Number(due.timestamp));
  const day = due.is_all_day ? at.getTime() : Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
  return Math.floor((day - Date.UTC(today.getFullYear(), today.getMonth(), today.getDate())) / DAY_MS);
}

/** Whether the due time has passed: a moment by the instant, a day once the local calendar has left it. `now` in ms. */
export function isOverdue(due: TaskTime | undefined, now: number): boolean {
  if (!due) return false;
  return due.is_all_day ? daysAhead(due, now) < 0 : now > Number(due.timestamp);
}

/** A due time as short as a bar needs it: the weekday within a week, else day and month, and the year if it is another one. */
export function dueWords(due: TaskTime, now: number, locale: string): string {
  const at = new Date(Number(due.timestamp));
  const days = daysAhead(due, now);
  const options: Intl.DateTimeFormatOptions =
    days >= 0 && days < 7 ? { weekday: 'short' } : { day: 'numeric', month: 'short' };
  const year = due.is_all_day ? at.getUTCFullYear() : at.getFullYear();
  if (year !== new Date(now).getFullYear()) options.year = 'numeric';
  if (due.is_all_day) options.timeZone = 'UTC';
  else Object.assign(options, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return new Intl.DateTimeFormat(locale, options).format(at);
}
