import { afterEach, describe, expect, it } from 'vitest';
import type { TaskTime } from '../../../lib/task/schema';
import { fromFormTime, isOverdue, sameTime, toForm } from '../../../lib/task/times';

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
});

describe('form times', () => {
  it.each([
    [{ date: '', time: '' }, true],
    [{ date: '2026-11-21', time: '' }, false],
    [{ date: 'tomorrow', time: '12:00' }, false],
  ])('%j is not complete', (form, allDay) => {
    expect(fromFormTime(form, allDay)).toBeUndefined();
  });

  it('never makes a zero or a negative time, which would clear the field or be refused', () => {
    expect(fromFormTime({ date: '1970-01-01', time: '' }, true)).toBeUndefined();
    expect(fromFormTime({ date: '1969-12-31', time: '' }, true)).toBeUndefined();
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
