import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { TaskTime } from '../../../lib/task/schema';
import { fromFormTime, isOverdue, momentOf, sameTime, shownTime, timeWords, toForm } from '../../../lib/task/times';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const ZONES = [
  'UTC',
  'Asia/Shanghai',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Australia/Lord_Howe',
  'Europe/Berlin',
];
const DATES = [
  '1970-01-02',
  '2026-03-08',
  '2026-03-29',
  '2026-10-25',
  '2026-11-01',
  '2026-11-21',
  '2100-02-28',
  '2100-12-31',
];

describe.each(ZONES)('in %s', (tz) => {
  it.each(DATES)('the day %s is the same date for everybody', (date) => {
    process.env.TZ = tz;
    const day = fromFormTime({ date, time: '' }, true) as TaskTime;
    expect(day.timestamp).toBe(String(Date.parse(`${date}T00:00:00Z`)));
    expect(toForm(day)).toEqual({ date, time: '' });
  });

  it.each(DATES)('noon of %s comes back as it was typed', (date) => {
    process.env.TZ = tz;
    const moment = fromFormTime({ date, time: '12:30' }, false) as TaskTime;
    expect(moment.is_all_day).toBe(false);
    expect(toForm(moment)).toEqual({ date, time: '12:30' });
  });

  it('any moment comes back from its form value, to the millisecond', () => {
    process.env.TZ = tz;
    fc.assert(fc.property(instant, comesBack), { numRuns: 300 });
  });

  it.each(DATES)('each second around the clock change of %s comes back, or is the first of a repeated hour', (date) => {
    process.env.TZ = tz;
    const seconds = fc.integer({ min: -26 * 3600, max: 50 * 3600 }).map((s) => Date.parse(date) + s * 1000);
    fc.assert(
      fc.property(
        seconds.filter((at) => at > 0),
        comesBack,
      ),
      { numRuns: 200 },
    );
  });
});

/** 1970 to 2100, whole seconds and parts of them. */
const instant = fc.oneof(
  fc.integer({ min: 1, max: 4_133_980_799 }).map((seconds) => seconds * 1000),
  fc.integer({ min: 1, max: 4_133_980_799_999 }),
);

function comesBack(at: number): void {
  const form = toForm({ timestamp: String(at) });
  const back = Number(fromFormTime(form, false)?.timestamp);
  // An hour that the clock repeats has one name for two moments: the first is meant, and shows the same.
  const repeated = new Date(at).getTimezoneOffset() - new Date(back).getTimezoneOffset();
  expect(at - back).toBe(repeated * 60_000);
  expect(repeated).toBeGreaterThanOrEqual(0);
  expect(toForm({ timestamp: String(back) })).toEqual(form);
}

describe('form times', () => {
  it.each([
    [{ date: '', time: '' }, true],
    [{ date: '2026-11-21', time: '' }, false],
    [{ date: 'tomorrow', time: '12:00' }, false],
    [{ date: '2026-11-21', time: '12:00:' }, false],
    [{ date: '2026-11-21', time: '12:00:7' }, false],
    // On the way to 1999, key by key.
    [{ date: '0099-11-21', time: '12:00' }, false],
    [{ date: '0099-11-21', time: '' }, true],
  ])('%j is not complete', (form, allDay) => {
    expect(fromFormTime(form, allDay)).toBeUndefined();
  });

  it('never makes a zero or a negative time, which would clear the field or be refused', () => {
    expect(fromFormTime({ date: '1970-01-01', time: '' }, true)).toBeUndefined();
    expect(fromFormTime({ date: '1969-12-31', time: '' }, true)).toBeUndefined();
  });

  it('have seconds, and parts of them, only where there are any; an input shows whole ones', () => {
    const form = (time: string) => toForm({ timestamp: String(new Date(`2026-11-21T${time}`).getTime()) }).time;
    expect(['18:30:00', '18:30:05', '18:30:05.007', '18:30:00.470'].map(form)).toEqual([
      '18:30',
      '18:30:05',
      '18:30:05.007',
      '18:30:00.470',
    ]);
    expect(['18:30', '18:30:05', '18:30:05.007'].map(shownTime)).toEqual(['18:30', '18:30:05', '18:30:05']);
  });

  it('tell seconds in words where the exact time is asked for', () => {
    const at = (time: string) => ({ timestamp: String(new Date(`2026-11-21T${time}`).getTime()) });
    const words = (time: string, exact: boolean) => timeWords(at(time), 0, 'en-GB', exact);
    expect(words('18:30:05', true)).toContain('18:30:05');
    expect(words('18:30:05', false)).not.toContain(':05');
    expect(words('18:30:00', true)).not.toContain(':00');
  });

  it('moves a time that a clock change skips forward with the clock', () => {
    process.env.TZ = 'America/New_York';
    const skipped = fromFormTime({ date: '2026-03-08', time: '02:30' }, false) as TaskTime;
    expect(toForm(skipped).time).toBe('03:30');
  });

  it('compares moments to the second and days by day', () => {
    expect(sameTime({ timestamp: '215956' }, { timestamp: '215000' })).toBe(true);
    expect(sameTime({ timestamp: '86400000', is_all_day: true }, { timestamp: '86460000', is_all_day: true })).toBe(
      true,
    );
    expect(sameTime({ timestamp: '86400000', is_all_day: true }, { timestamp: '86400000' })).toBe(false);
  });
});

describe('overdue', () => {
  it('is a moment that has passed', () => {
    expect(isOverdue({ timestamp: '1000' }, 1000)).toBe(false);
    expect(isOverdue({ timestamp: '1000' }, 1001)).toBe(true);
    expect(isOverdue(undefined, 1001)).toBe(false);
  });

  it('is a day once the local calendar has left it', () => {
    process.env.TZ = 'America/New_York';
    const day: TaskTime = { timestamp: String(Date.UTC(2026, 10, 21)), is_all_day: true };
    expect(isOverdue(day, Date.parse('2026-11-21T23:30:00-05:00'))).toBe(false);
    expect(isOverdue(day, Date.parse('2026-11-22T00:30:00-05:00'))).toBe(true);
  });
});

/** What tools write in the place of a moment: other units, signs and spellings, and what is no number at all. */
const anyTimestamp = fc.oneof(
  fc.constantFrom('', '0', '-0', '00', '-5', '1e99', '1775174400', '1775174400123000', '1775174400123000000', '1.5'),
  fc.constantFrom('abc', '2026-03-01', '2026-03-01T00:00:00Z', 'NaN', 'Infinity', '0x1f', '9'.repeat(400), ' 5', '5 '),
  fc.constantFrom('8640000000000000', '8640000000000001', '8639999999999999', '1675742789470.5'),
  fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }).map(String),
  fc.double().map(String),
  fc.string(),
);

describe.each(['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
  'whatever stands in the place of a moment, in %s',
  (tz) => {
    it('never throws, and is a date for all or for none', () => {
      process.env.TZ = tz;
      fc.assert(
        fc.property(anyTimestamp, fc.boolean(), fc.constantFrom('en', 'zh-CN'), (timestamp, is_all_day, tag) => {
          const value = { timestamp, is_all_day };
          const isDate = momentOf(timestamp) !== undefined;
          expect(timeWords(value, 0, tag, true) !== undefined).toBe(isDate);
          expect(toForm(value).date !== '').toBe(isDate);
          if (!isDate) expect(isOverdue(value, Number.MAX_SAFE_INTEGER)).toBe(false);
          expect(sameTime(value, { ...value })).toBe(true);
          expect(sameTime(value, { timestamp: `${timestamp}?`, is_all_day })).toBe(false);
        }),
        { numRuns: 4_000 },
      );
    });
  },
);
