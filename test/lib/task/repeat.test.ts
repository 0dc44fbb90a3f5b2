import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAYS, NTHS, type Repeat, repeatOf, ruleOf, startOf } from '../../../lib/task/repeat';

describe('a rule and the choice that says it', () => {
  it.each<[string, Repeat]>([
    ['', { kind: 'none' }],
    ['FREQ=DAILY;INTERVAL=1', { kind: 'daily' }],
    ['FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR', { kind: 'workdays' }],
    ['FREQ=WEEKLY;INTERVAL=1;BYDAY=TU,SA', { kind: 'weekly', days: ['TU', 'SA'] }],
    ['FREQ=WEEKLY;INTERVAL=1', { kind: 'weekly', days: [] }],
    ['FREQ=WEEKLY;INTERVAL=2', { kind: 'biweekly' }],
    ['FREQ=MONTHLY;INTERVAL=1', { kind: 'monthly_day' }],
    ['FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=31', { kind: 'monthly_day', day: 31 }],
    ['FREQ=MONTHLY;INTERVAL=1;WKST=MO;BYDAY=2FR', { kind: 'monthly_weekday', nth: 2, day: 'FR' }],
    ['FREQ=MONTHLY;INTERVAL=1;WKST=MO;BYDAY=-1MO', { kind: 'monthly_weekday', nth: -1, day: 'MO' }],
  ])('%s', (rule, repeat) => {
    expect(repeatOf(rule)).toEqual(repeat);
    expect(ruleOf(repeat)).toBe(rule);
  });

  it.each<[string, Repeat]>([
    ['FREQ=DAILY', { kind: 'daily' }],
    ['INTERVAL=1;FREQ=DAILY;WKST=SU', { kind: 'daily' }],
    ['FREQ=WEEKLY;BYDAY=FR,MO,WE,TH,TU', { kind: 'workdays' }],
    ['FREQ=MONTHLY;BYDAY=+3TH', { kind: 'monthly_weekday', nth: 3, day: 'TH' }],
  ])('another spelling reads alike: %s', (rule, repeat) => {
    expect(repeatOf(rule)).toEqual(repeat);
  });

  it.each([
    'FREQ=YEARLY;INTERVAL=1',
    'FREQ=DAILY;INTERVAL=3',
    'FREQ=DAILY;COUNT=5',
    'FREQ=DAILY;UNTIL=20270101',
    'FREQ=DAILY;BYDAY=MO',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO',
    'FREQ=WEEKLY;BYDAY=MO,MO',
    'FREQ=WEEKLY;BYDAY=1MO',
    'FREQ=WEEKLY;BYMONTHDAY=3',
    'FREQ=MONTHLY;BYDAY=MO,TU',
    'FREQ=MONTHLY;BYDAY=2FR;BYMONTHDAY=3',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=DAILY;FREQ=WEEKLY',
    'RRULE:FREQ=DAILY',
    'freq=daily',
    'FREQ=DAILY;',
    ' ',
    'every full moon',
  ])('what no choice says stays word for word: %s', (rule) => {
    expect(repeatOf(rule)).toEqual({ kind: 'other', rule });
    expect(ruleOf(repeatOf(rule))).toBe(rule);
  });

  it('every choice is read back as itself', () => {
    const day = fc.constantFrom(...DAYS);
    const choice: fc.Arbitrary<Repeat> = fc.oneof(
      fc.constantFrom<Repeat>({ kind: 'none' }, { kind: 'daily' }, { kind: 'workdays' }, { kind: 'biweekly' }),
      fc
        .subarray([...DAYS])
        .filter((days) => days.join() !== 'MO,TU,WE,TH,FR')
        .map((days): Repeat => ({ kind: 'weekly', days })),
      fc.integer({ min: 1, max: 31 }).map((day): Repeat => ({ kind: 'monthly_day', day })),
      fc.tuple(fc.constantFrom(...NTHS), day).map(([nth, day]): Repeat => ({ kind: 'monthly_weekday', nth, day })),
    );
    fc.assert(
      fc.property(choice, (repeat) => {
        expect(repeatOf(ruleOf(repeat))).toEqual(repeat);
      }),
    );
  });

  it('never throws and never loses a text', () => {
    const part = fc.constantFrom(
      'FREQ=',
      'DAILY',
      'WEEKLY',
      ';',
      'BYDAY=',
      'MO',
      ',',
      'INTERVAL=1',
      '=',
      'é',
      ' ',
      '-1',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(part).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (rule) => {
        const repeat = repeatOf(rule);
        // Reading what was written says the same again.
        expect(repeatOf(ruleOf(repeat))).toEqual(repeat);
        if (repeat.kind === 'other') expect(ruleOf(repeat)).toBe(rule);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('where a choice starts', () => {
  it.each([
    ['weekly', '2026-11-24', 'FREQ=WEEKLY;INTERVAL=1;BYDAY=TU'],
    ['monthly_day', '2026-11-24', 'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=24'],
    ['monthly_weekday', '2026-11-24', 'FREQ=MONTHLY;INTERVAL=1;WKST=MO;BYDAY=4TU'],
    ['monthly_weekday', '2026-11-30', 'FREQ=MONTHLY;INTERVAL=1;WKST=MO;BYDAY=4MO'],
    ['monthly_weekday', '2026-11-01', 'FREQ=MONTHLY;INTERVAL=1;WKST=MO;BYDAY=1SU'],
    ['weekly', '', 'FREQ=WEEKLY;INTERVAL=1;BYDAY=MO'],
    ['daily', '', 'FREQ=DAILY;INTERVAL=1'],
  ] as const)('%s on %s', (kind, date, rule) => {
    expect(ruleOf(startOf(kind, date))).toBe(rule);
  });
});
