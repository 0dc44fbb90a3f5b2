import { afterEach, describe, expect, it } from 'vitest';
import { nextDates } from '../../../components/fields/next-dates';
import { toForm } from '../../../lib/task/times';

const day = (date: string) => ({ timestamp: String(Date.parse(date)), is_all_day: true });
const days = async (rule: string, from: string) =>
  (await nextDates(rule, day(from), 3))?.map((date) => toForm(date).date);
const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe('the next dates of a rule', () => {
  it.each([
    ['FREQ=DAILY;INTERVAL=1', '2026-11-24', ['2026-11-25', '2026-11-26', '2026-11-27']],
    ['FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR', '2026-11-26', ['2026-11-27', '2026-11-30', '2026-12-01']],
    ['FREQ=WEEKLY;INTERVAL=2', '2026-11-24', ['2026-12-08', '2026-12-22', '2027-01-05']],
    ['FREQ=MONTHLY;INTERVAL=1;WKST=MO;BYDAY=2FR', '2026-11-24', ['2026-12-11', '2027-01-08', '2027-02-12']],
    ['FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=31', '2026-11-24', ['2026-12-31', '2027-01-31', '2027-03-31']],
    ['FREQ=YEARLY;INTERVAL=1', '2024-02-29', ['2028-02-29', '2032-02-29', '2036-02-29']],
    ['FREQ=DAILY;COUNT=2', '2026-11-24', ['2026-11-25']],
    ['FREQ=DAILY;UNTIL=20261124', '2026-11-24', []],
  ])('%s from %s', async (rule, from, expected) => {
    expect(await days(rule, from)).toEqual(expected);
  });

  it.each([
    'every full moon',
    '',
    'FREQ=HOURLY',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;INTERVAL=-1',
    'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;DTSTART=19970714T133000Z',
  ])('are not known for %s', async (rule) => {
    expect(await days(rule, '2026-11-24')).toBeUndefined();
  });

  it.each(['Europe/Berlin', 'America/New_York', 'Asia/Shanghai', 'Pacific/Apia', 'Pacific/Niue'])(
    'are the days of the reader in %s, over a clock change too',
    async (timeZone) => {
      process.env.TZ = timeZone;
      for (const hour of [0, 23]) {
        const due = { timestamp: String(new Date(2026, 9, 24, hour, 30).getTime()), is_all_day: false };
        const dates = await nextDates('FREQ=WEEKLY;INTERVAL=1', due, 3);
        expect(dates?.map((date) => toForm(date).date)).toEqual(['2026-10-31', '2026-11-07', '2026-11-14']);
      }
    },
  );
});
