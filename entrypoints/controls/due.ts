import type { TaskTime } from '../../lib/task/schema';

const DAY_MS = 86_400_000;

/** Whether the due time has passed: a moment by the instant, a day (midnight UTC) once the local calendar has left it. `now` in ms. */
export function isOverdue({ timestamp, is_all_day }: TaskTime, now: number): boolean {
  const dayEnd = DAY_MS + new Date(now).getTimezoneOffset() * 60_000 - 1;
  return now > Number(timestamp) + (is_all_day ? dayEnd : 0);
}

/** A due time as short as a bar needs it, in the reader's words. */
export function dueWords({ timestamp, is_all_day }: TaskTime, locale: string): string {
  const day = { month: 'numeric', day: 'numeric' } as const;
  const rest = is_all_day ? { timeZone: 'UTC' } : ({ hour: 'numeric', minute: '2-digit' } as const);
  return new Date(Number(timestamp)).toLocaleString(locale, { ...day, ...rest });
}
