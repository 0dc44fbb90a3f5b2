import type { TaskTime } from '../../lib/task/schema';

const DAY_MS = 86_400_000;

/** Whether the due time has passed: a moment by the instant, a day (midnight UTC) once the local calendar has left it. `now` in ms. */
export function isOverdue({ timestamp, is_all_day }: TaskTime, now: number): boolean {
  const dayEnd = DAY_MS + new Date(now).getTimezoneOffset() * 60_000 - 1;
  return now > Number(timestamp) + (is_all_day ? dayEnd : 0);
}

/** A due time as short as a bar needs it, in the reader's words: the weekday when it is near, else the date. */
export function dueWords({ timestamp, is_all_day }: TaskTime, now: number, locale: string): string {
  const at = Number(timestamp);
  return new Date(at).toLocaleString(locale, {
    ...(Math.abs(at - now) < 6 * DAY_MS ? { weekday: 'short' } : { month: 'short', day: 'numeric' }),
    ...(is_all_day ? { timeZone: 'UTC' } : { hour: 'numeric', minute: '2-digit' }),
  });
}
