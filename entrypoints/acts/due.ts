import type { TaskTime } from '../../lib/task/schema';

/** A due time as short as a bar needs it, in the reader's words; nothing for what is no date. */
export function dueWords({ timestamp, is_all_day }: TaskTime, locale: string): string | undefined {
  const at = new Date(/^[\d.]+$/.test(timestamp) ? Number(timestamp) : Number.NaN);
  if (Number.isNaN(at.getTime())) return undefined;
  const day = { month: 'numeric', day: 'numeric' } as const;
  const rest = is_all_day ? { timeZone: 'UTC' } : ({ hour: 'numeric', minute: '2-digit' } as const);
  return at.toLocaleString(locale, { ...day, ...rest });
}
