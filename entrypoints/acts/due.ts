import type { TaskTime } from '../../lib/task/schema';

/** A due time as short as a bar needs it, in the reader's words. */
export function dueWords({ timestamp, is_all_day }: TaskTime, locale: string): string {
  const day = { month: 'numeric', day: 'numeric' } as const;
  const rest = is_all_day ? { timeZone: 'UTC' } : ({ hour: 'numeric', minute: '2-digit' } as const);
  return new Date(Number(timestamp)).toLocaleString(locale, { ...day, ...rest });
}
