import type { TaskTime } from '../../lib/task/schema';
import { fromFormTime, toForm } from '../../lib/task/times';

/** How far ahead dates are looked for, in ms: thirty years. */
const FAR_MS = 30 * 366 * 86_400_000;

/**
 * The next dates of a rule after the due, at most `count`; nothing where the rule cannot be read. They are days: a repeat keeps
 * the due's time of day, also over a clock change, so it counts from the day that the due has where the reader is. The library
 * is loaded at the first rule that is shown.
 */
export async function nextDates(rule: string, due: TaskTime, count: number): Promise<TaskTime[] | undefined> {
  const { RRule } = await import('rrule');
  const day = fromFormTime(toForm(due), true);
  if (!day) return undefined;
  const start = new Date(Number(day.timestamp));
  try {
    const options = RRule.parseString(rule);
    // No step, a start of its own, or a step below a day: no rule of a task, and the first would never end.
    if (options.freq === undefined || options.freq > RRule.DAILY || options.dtstart) return undefined;
    if ((options.interval ?? 1) < 1) return undefined;
    // A rule that no date fulfils would be followed through eight thousand years.
    const end = new Date(start.getTime() + FAR_MS);
    const until = options.until && options.until < end ? options.until : end;
    const dates: TaskTime[] = [];
    new RRule({ ...options, dtstart: start, until }).all((date) => {
      if (date.getTime() > start.getTime()) dates.push({ timestamp: String(date.getTime()), is_all_day: true });
      return dates.length < count;
    });
    return dates.length > 0 || options.count || options.until ? dates : undefined;
  } catch {
    return undefined;
  }
}
