import { describe, expect, it } from 'vitest';
import { checkRule, nextDue } from './repeat';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);

describe('repeat rules', () => {
  it.each([
    ['FREQ=DAILY;INTERVAL=1', '2026-02-28', '2026-03-01'],
    ['FREQ=WEEKLY;INTERVAL=2', '2026-11-20', '2026-12-04'],
    ['FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR', '2026-11-19', '2026-11-20'],
    ['FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR', '2026-11-20', '2026-11-23'],
    ['FREQ=MONTHLY;INTERVAL=1', '2026-01-31', '2026-02-28'],
    ['FREQ=MONTHLY;INTERVAL=1;WKST=MO;BYDAY=2FR', '2026-11-13', '2026-12-11'],
    ['FREQ=YEARLY;INTERVAL=1', '2028-02-29', '2029-02-28'],
  ])('%s after %s is %s', (rule, due, next) => {
    expect(() => checkRule(rule)).not.toThrow();
    expect(nextDue(rule, day(due))).toBe(day(next));
  });

  it.each([
    'RRULE:FREQ=DAILY',
    'DAILY',
    'FREQ=HOURLY',
    'FREQ=DAILY;INTERVAL=0',
    'INTERVAL=1',
    'FREQ=WEEKLY;BYDAY=XX',
    `FREQ=DAILY;${'X'.repeat(1_000)}`,
  ])('refuses %s', (rule) => {
    expect(() => checkRule(rule)).toThrow("Invalid Param 'repeat_rule'");
  });
});
