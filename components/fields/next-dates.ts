import type { TaskTime } from '../../lib/task/schema';

/** How far ahead dates are looked for, in ms: thirty years. */
const FAR_MS = 30 * 366 * 86_400_000;
const two = (value: number) => String(value).padStart(2, '0');

/**
 * The next dates of a rule after the due, at most `count`; nothing where the rule cannot be read. The library is loaded at the
 * first rule that is shown. It counts in UTC, so a moment goes in and comes out as its local clock reads: "18:00 every day"
 * stays 18:00 over a clock change.
 */
export async function nextDates(rule: string, due: TaskTime, count: number): Promise<TaskTime[] | undefined> {
  const { RRule } = await import('rrule');
  const at = new Date(Number(due.timestamp));
  const start = due.is_all_day ? at : asUtc(at);
  try {
    const options = RRule.parseString(rule);
    const { freq, interval = 1, count: times, until, dtstart } = options;
    // No step, a start of its own, or a step below a day: no rule of a task, and the first would never end.
    if (freq === undefined || freq > RRule.DAILY || interval < 1 || dtstart) return undefined;
    // A rule that no date fulfils would be followed through eight thousand years.
    const end = new Date(start.getTime() + FAR_MS);
    const dates: TaskTime[] = [];
    new RRule({ ...options, dtstart: start, until: until && until < end ? until : end }).all((date) => {
      if (date.getTime() > start.getTime()) dates.push(asDue(date, due));
      return dates.length < count;
    });
    return dates.length > 0 || times || until ? dates : undefined;
  } catch {
    return undefined;
  }
}

/** The local clock's reading as if it were UTC. */
function asUtc(at: Date): Date {
  const local = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return new Date(`${local}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}Z`);
}

function asDue(utc: Date, { is_all_day = false }: TaskTime): TaskTime {
  const ms = is_all_day
    ? utc.getTime()
    : new Date(
        utc.getUTCFullYear(),
        utc.getUTCMonth(),
        utc.getUTCDate(),
        utc.getUTCHours(),
        utc.getUTCMinutes(),
        utc.getUTCSeconds(),
      ).getTime();
  return { timestamp: String(ms), is_all_day };
}
