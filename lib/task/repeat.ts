/** The days of a week as RFC 5545 writes them, Monday first. */
export const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Day = (typeof DAYS)[number];
/** Which weekday of a month: the first to the fifth, or the last (-1). */
export const NTHS = [1, 2, 3, 4, 5, -1] as const;
export type Nth = (typeof NTHS)[number];

/** A repeat rule as the form offers it; what it cannot say stays `other`, word for word. */
export type Repeat =
  | { readonly kind: 'none' }
  | { readonly kind: 'daily' }
  | { readonly kind: 'workdays' }
  /** No day named: the weekday of the due. */
  | { readonly kind: 'weekly'; readonly days: readonly Day[] }
  | { readonly kind: 'biweekly' }
  /** No day named: the day of the due. */
  | { readonly kind: 'monthly_day'; readonly day?: number }
  | { readonly kind: 'monthly_weekday'; readonly nth: Nth; readonly day: Day }
  | { readonly kind: 'other'; readonly rule: string };

export type RepeatKind = Repeat['kind'];

const WORKDAYS = DAYS.slice(0, 5);
const isDay = (text: string): text is Day => (DAYS as readonly string[]).includes(text);

/**
 * The rule that a choice writes, spelled as in the platform's documented examples (feishu-task-api §4.5); "" for none.
 * Its exact subset is not published: a day of the month is the one part that no example shows.
 */
export function ruleOf(repeat: Repeat): string {
  switch (repeat.kind) {
    case 'none':
      return '';
    case 'daily':
      return 'FREQ=DAILY;INTERVAL=1';
    case 'workdays':
      return ruleOf({ kind: 'weekly', days: WORKDAYS });
    case 'weekly': {
      const days = DAYS.filter((day) => repeat.days.includes(day));
      return `FREQ=WEEKLY;INTERVAL=1${days.length > 0 ? `;BYDAY=${days.join(',')}` : ''}`;
    }
    case 'biweekly':
      return 'FREQ=WEEKLY;INTERVAL=2';
    case 'monthly_day':
      return `FREQ=MONTHLY;INTERVAL=1${repeat.day === undefined ? '' : `;BYMONTHDAY=${repeat.day}`}`;
    case 'monthly_weekday':
      return `FREQ=MONTHLY;INTERVAL=1;WKST=MO;BYDAY=${repeat.nth}${repeat.day}`;
    case 'other':
      return repeat.rule;
  }
}

/**
 * What a rule says, when one of the offered choices says exactly the same; else `other`. Reading never changes it: spellings
 * that mean the same (parts in another order, no INTERVAL, a WKST, which moves none of these dates) read alike.
 */
export function repeatOf(rule: string): Repeat {
  if (rule === '') return { kind: 'none' };
  return (known(rule) ?? { kind: 'other', rule }) satisfies Repeat;
}

function known(rule: string): Repeat | undefined {
  const parts = partsOf(rule);
  if (!parts) return undefined;
  const { FREQ, INTERVAL = '1', BYDAY, BYMONTHDAY, WKST: _, ...rest } = parts;
  if (Object.keys(rest).length > 0) return undefined;
  if (BYDAY === undefined && BYMONTHDAY === undefined) return plain(FREQ, INTERVAL);
  if (INTERVAL !== '1') return undefined;
  if (FREQ === 'WEEKLY' && BYDAY && BYMONTHDAY === undefined) return weekly(BYDAY.split(','));
  if (FREQ !== 'MONTHLY') return undefined;
  return BYDAY === undefined ? monthlyDay(BYMONTHDAY) : BYMONTHDAY === undefined ? monthlyWeekday(BYDAY) : undefined;
}

/** The parts by name; nothing where one is not NAME=VALUE or comes twice. */
function partsOf(rule: string): Record<string, string> | undefined {
  const pairs = rule.split(';').map((part) => /^([A-Z]+)=([^=\s]+)$/.exec(part));
  const parts = Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']));
  return pairs.every(Boolean) && Object.keys(parts).length === pairs.length ? parts : undefined;
}

function plain(frequency: string | undefined, interval: string): Repeat | undefined {
  if (frequency === 'WEEKLY' && interval === '2') return { kind: 'biweekly' };
  if (interval !== '1') return undefined;
  if (frequency === 'DAILY') return { kind: 'daily' };
  if (frequency === 'WEEKLY') return { kind: 'weekly', days: [] };
  return frequency === 'MONTHLY' ? { kind: 'monthly_day' } : undefined;
}

function weekly(names: readonly string[]): Repeat | undefined {
  const days = DAYS.filter((day) => names.includes(day));
  if (!names.every(isDay) || new Set(names).size !== names.length) return undefined;
  const isWorkdays = days.length === 5 && days.every((day) => WORKDAYS.includes(day));
  return isWorkdays ? { kind: 'workdays' } : { kind: 'weekly', days };
}

function monthlyDay(text = ''): Repeat | undefined {
  const day = /^[1-9]\d?$/.test(text) ? Number(text) : 0;
  return day >= 1 && day <= 31 ? { kind: 'monthly_day', day } : undefined;
}

function monthlyWeekday(text: string): Repeat | undefined {
  const [, count = '', day = ''] = /^\+?(-?\d)([A-Z]{2})$/.exec(text) ?? [];
  const nth = NTHS.find((one) => String(one) === count);
  return nth !== undefined && isDay(day) ? { kind: 'monthly_weekday', nth, day } : undefined;
}

/** Where a chosen kind starts: the weekday, or the place in its month, of the first day. `date` is "YYYY-MM-DD". */
export function startOf(kind: Exclude<RepeatKind, 'other'>, date: string): Repeat {
  const at = new Date(`${date}T00:00Z`);
  const isDate = !Number.isNaN(at.getTime());
  const weekday = (isDate && DAYS[(at.getUTCDay() + 6) % 7]) || 'MO';
  const day = isDate ? at.getUTCDate() : 1;
  if (kind === 'weekly') return { kind, days: [weekday] };
  if (kind === 'monthly_day') return { kind, day };
  if (kind === 'monthly_weekday') return { kind, nth: Math.min(4, Math.ceil(day / 7)) as Nth, day: weekday };
  return { kind };
}

/**
 * Whether two rules repeat a task on the same dates, however they are spelled: order of the parts and of their lists, case,
 * "RRULE:", what RFC 5545 §3.3.10 takes for granted (INTERVAL=1, WKST=MO and a WKST that moves nothing). An end without a
 * time of day is the same as one on that day.
 */
export function sameRule(a: string, b: string): boolean {
  const [left, right] = [plainParts(a), plainParts(b)];
  if (!left || !right) return a.trim() === b.trim();
  const [first = '', second = ''] = [left.get('UNTIL'), right.get('UNTIL')];
  if (first.length !== second.length && Math.min(first.length, second.length) === DAY_LENGTH)
    for (const parts of [left, right]) parts.set('UNTIL', parts.get('UNTIL')?.slice(0, DAY_LENGTH) ?? '');
  return left.size === right.size && [...left].every(([name, value]) => right.get(name) === value);
}

/** "YYYYMMDD" */
const DAY_LENGTH = 8;

/** The parts of a rule in one spelling each, without those that say nothing; nothing where it is no rule. */
function plainParts(rule: string): Map<string, string> | undefined {
  const pairs = rule
    .trim()
    .replace(/^RRULE:/i, '')
    .split(';')
    .filter((part) => part.trim() !== '')
    .map((part) => /^\s*([A-Z-]+)\s*=\s*(\S+)\s*$/.exec(part.toUpperCase()));
  const parts = new Map(pairs.map((pair) => [pair?.[1] ?? '', plainValue(pair?.[1], pair?.[2])]));
  if (!pairs.every(Boolean) || parts.size !== pairs.length) return undefined;
  if (parts.get('INTERVAL') === '1') parts.delete('INTERVAL');
  const moves =
    (parts.get('FREQ') === 'WEEKLY' && parts.has('INTERVAL') && parts.has('BYDAY')) ||
    (parts.get('FREQ') === 'YEARLY' && parts.has('BYWEEKNO'));
  if (!moves || parts.get('WKST') === 'MO') parts.delete('WKST');
  return parts;
}

function plainValue(name = '', value = ''): string {
  // "20270101T000000" is a moment of the zone, and Feishu has none for a rule: the same as with the Z.
  if (name === 'UNTIL') return value.replace(/[-:Z]/g, '');
  const items = value.split(',').map((item) => item.replace(/^([+-]?)0*(?=\d)/, '$1').replace(/^\+/, ''));
  return [...new Set(items)].sort().join(',');
}
