import { invalidParam } from './api-error';

const DAY = 86_400_000;
const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const PARTS: Record<string, RegExp> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,3}$/,
  BYDAY: /^[+-]?\d?(SU|MO|TU|WE|TH|FR|SA)(,[+-]?\d?(SU|MO|TU|WE|TH|FR|SA))*$/,
  BYMONTHDAY: /^-?\d{1,2}(,-?\d{1,2})*$/,
  WKST: /^(SU|MO|TU|WE|TH|FR|SA)$/,
  COUNT: /^[1-9]\d{0,5}$/,
  UNTIL: /^\d{8}(T\d{6}Z)?$/,
};

/**
 * Checks a repeat rule: an RRULE value without prefix, at most 1000 characters. The exact subset is not published
 * (UNCONFIRMED); any well-formed rule of these parts is taken. Throws 1470400.
 */
export function checkRule(rule: string): void {
  if (rule.length > 1_000) throw invalidParam('repeat_rule', 'the length must not exceed 1000.');
  const parts = parse(rule);
  const good = [...parts].every(([name, value]) => PARTS[name]?.test(value) ?? false);
  if (!good || !parts.has('FREQ')) throw invalidParam('repeat_rule', 'is not a valid repeat rule.');
}

/** When the next occurrence after `due` (ms, read in UTC) is due. */
export function nextDue(rule: string, due: number): number {
  const parts = parse(rule);
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const days = (parts.get('BYDAY') ?? '').split(',').filter((day) => day !== '');
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return due + interval * DAY;
    case 'WEEKLY':
      return days.length === 0 ? due + interval * 7 * DAY : nextWeekday(due, interval, days);
    case 'YEARLY':
      return addMonths(due, interval * 12);
    default:
      return days[0] === undefined ? addMonths(due, interval) : nthWeekday(addMonths(due, interval), days[0]);
  }
}

function parse(rule: string): Map<string, string> {
  return new Map(
    rule.split(';').map((part) => {
      const [name = '', value = ''] = part.split('=', 2);
      return [name, value];
    }),
  );
}

/** The next chosen weekday of this week, else the first one of the week `interval` weeks on. Weeks start on Monday. */
function nextWeekday(due: number, interval: number, days: readonly string[]): number {
  const position = (ms: number) => (new Date(ms).getUTCDay() + 6) % 7;
  const chosen = days.map((day) => (DAYS.indexOf(day.slice(-2)) + 6) % 7).sort((a, b) => a - b);
  const today = position(due);
  const later = chosen.find((day) => day > today);
  if (later !== undefined) return due + (later - today) * DAY;
  return due + (interval * 7 - today + (chosen[0] ?? 0)) * DAY;
}

/** Same day and time some months on; the last day where the month is shorter. */
function addMonths(ms: number, months: number): number {
  const date = new Date(ms);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}

/** The n-th such weekday (for example `2FR`) of the month in which `ms` lies. */
function nthWeekday(ms: number, day: string): number {
  const date = new Date(ms);
  date.setUTCDate(1);
  const shift = (DAYS.indexOf(day.slice(-2)) - date.getUTCDay() + 7) % 7;
  const nth = Math.max(1, Number.parseInt(day, 10) || 1);
  date.setUTCDate(1 + shift + (nth - 1) * 7);
  return date.getTime();
}
