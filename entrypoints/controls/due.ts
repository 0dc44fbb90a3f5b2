import type { TaskTime } from '../../lib/task/schema';

/** Whether the due time has passed: a moment by the instant, a day (midnight UTC) once the local calendar has left it. `now` in ms. */
export function isOverdue(due: TaskTime | undefined, now: number): boolean {
  const zone = new Date(now).getTimezoneOffset() * 60_000;
  return !!due && now > Number(due.timestamp) + (due.is_all_day ? zone + 86_400_000 - 1 : 0);
}

/** A due time as short as a bar needs it, in the reader's words. */
export function dueWords({ timestamp, is_all_day }: TaskTime, locale: string): string {
  const day = { weekday: 'short', month: 'short', day: 'numeric' } as const;
  const options = is_all_day ? { timeZone: 'UTC' } : ({ hour: '2-digit', minute: '2-digit' } as const);
  return new Intl.DateTimeFormat(locale, { ...day, ...options }).format(Number(timestamp));
}
