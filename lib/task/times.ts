import type { TaskTime } from './schema';

/**
 * A date and a time as the browser's native inputs hold them: "YYYY-MM-DD", and "HH:MM" with ":SS" and ".mmm" where they are
 * not zero. `time` is "" for an all-day value.
 */
export interface FormTime {
  readonly date: string;
  readonly time: string;
}

const DAY_MS = 86_400_000;
const two = (value: number) => String(value).padStart(2, '0');
const three = (value: number) => String(value).padStart(3, '0');
const four = (value: number) => String(value).padStart(4, '0');

/** The last moment that a `Date` can hold, ms since 1970 (ECMA-262 §21.4.1.1). */
const LAST_MS = 8.64e15;

/**
 * The moment that a timestamp names, ms since 1970; nothing where it names none: text, a negative number (the API has none), or
 * more than a `Date` can hold, such as nanoseconds. Whatever formats a date asks here first, since `Intl` throws.
 */
export function momentOf(timestamp: string): number | undefined {
  const ms = /^\d+(\.\d+)?$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  return ms <= LAST_MS ? ms : undefined;
}

/** Whether two times mean the same to a person: all-day ones by UTC day, moments to the second, which is what Feishu keeps; what is no date letter by letter. */
export function sameTime(a: TaskTime, b: TaskTime): boolean {
  if ((a.is_all_day ?? false) !== (b.is_all_day ?? false)) return false;
  const unit = a.is_all_day ? DAY_MS : 1000;
  const [left, right] = [a, b].map(({ timestamp }) => {
    const ms = momentOf(timestamp);
    return ms === undefined ? timestamp : Math.floor(ms / unit);
  });
  return left === right;
}

/** Form values of a task's time: an all-day one by its UTC day (the same date for everybody), a moment in the local zone. Empty for what is no date. */
export function toForm(value: TaskTime | undefined): FormTime {
  const ms = value && momentOf(value.timestamp);
  if (ms === undefined) return { date: '', time: '' };
  const at = new Date(ms);
  if (value?.is_all_day)
    return { date: `${four(at.getUTCFullYear())}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`, time: '' };
  return {
    date: `${four(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}${finer(at)}`,
  };
}

/** Seconds and milliseconds, as far as there are any: `completed_at` may have both, start and due lose the latter (§4.2). */
function finer(at: Date): string {
  const [seconds, ms] = [at.getSeconds(), at.getMilliseconds()];
  if (ms > 0) return `:${two(seconds)}.${three(ms)}`;
  return seconds > 0 ? `:${two(seconds)}` : '';
}

/** What a time input shows of a form time: to the second, which is all that Feishu keeps of a moment (feishu-task-api §1). */
export const shownTime = (time: string) => time.slice(0, 'HH:MM:SS'.length);

/**
 * The time that form values mean, or `undefined` while they are incomplete. A moment without a time of day is not complete.
 * A local time that a clock change skips moves forward with the clock, and of one that it repeats the first is meant, as
 * `Date` does. Years before 1000 are half-typed ones.
 */
export function fromFormTime(form: FormTime, allDay: boolean): TaskTime | undefined {
  const date = /^(\d{4,6})-(\d{2})-(\d{2})$/.exec(form.date);
  if (!date) return undefined;
  const [year, month, day] = [Number(date[1]), Number(date[2]) - 1, Number(date[3])];
  // `Date` takes 99 for 1999.
  if (year < 1000) return undefined;
  if (allDay) return checked(Date.UTC(year, month, day), true);
  const time = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/.exec(form.time);
  if (!time) return undefined;
  const [, hours, minutes, seconds = '0', ms = '0'] = time;
  const clock = [Number(hours), Number(minutes), Number(seconds), Number(ms.padEnd(3, '0'))] as const;
  return checked(new Date(year, month, day, ...clock).getTime(), false);
}

function checked(ms: number, is_all_day: boolean): TaskTime | undefined {
  // The API takes no negative time, and "0" would clear the field (feishu-task-api §4.2).
  return Number.isFinite(ms) && ms > 0 ? { timestamp: String(ms), is_all_day } : undefined;
}

/** Whether a due time has passed: a moment by the instant, a day once the local calendar has left that UTC day. `now` in ms. What is no date never has. */
export function isOverdue(due: TaskTime | undefined, now: number): boolean {
  const ms = due && momentOf(due.timestamp);
  if (ms === undefined) return false;
  if (!due?.is_all_day) return now > ms;
  const today = new Date(now);
  return Date.UTC(today.getFullYear(), today.getMonth(), today.getDate()) > ms;
}

/**
 * A time in the reader's words: weekday and date, with the year only when it is not this one, and the clock for a moment;
 * `exact` shows its seconds where there are any. `now` in ms. Nothing for what is no date.
 */
export function timeWords(value: TaskTime, now: number, locale?: string, exact = false): string | undefined {
  const ms = momentOf(value.timestamp);
  if (ms === undefined) return undefined;
  const at = new Date(ms);
  const zone = value.is_all_day ? 'UTC' : undefined;
  const year = value.is_all_day ? at.getUTCFullYear() : at.getFullYear();
  const options: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' };
  if (year !== new Date(now).getFullYear()) options.year = 'numeric';
  if (zone) options.timeZone = zone;
  else Object.assign(options, { hour: '2-digit', minute: '2-digit' });
  if (!value.is_all_day && exact && at.getSeconds() > 0) options.second = '2-digit';
  return new Intl.DateTimeFormat(locale, options).format(at);
}
