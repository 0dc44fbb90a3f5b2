import { afterEach, describe, expect, it, vi } from 'vitest';
import { failedRow, isMet, median, printRow, report, rowOf } from './rows';

afterEach(() => vi.restoreAllMocks());

describe('a row', () => {
  it('is the median of its repetitions, with their range', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(rowOf('scan', [2, 1, 4])).toMatchObject({ ratio: 2, min: 1, max: 4, unit: '×' });
  });

  it.each([
    ['without a goal', rowOf('scan', [9]), true, 'scan 9.00 × [9.00–9.00]'],
    ['at its goal', rowOf('scan', [1.5], { goal: 1.5 }), true, 'scan 1.50 × [1.50–1.50] ≤ 1.5 ok'],
    ['over it', rowOf('scan', [1.6], { goal: 1.5 }), false, 'scan 1.60 × [1.60–1.60] ≤ 1.5 FAIL'],
    [
      'under what it should be',
      rowOf('scan', [2], { goal: 3, atLeast: true }),
      false,
      'scan 2.00 × [2.00–2.00] ≥ 3 FAIL',
    ],
    ['with a note', rowOf('scan', [120], { unit: 'ms', note: 'a 1 ms' }), true, 'scan 120 ms [120–120]  (a 1 ms)'],
    ['that was not measured', rowOf('scan', []), false, 'scan NaN × [Infinity–-Infinity]'],
    ['that failed', failedRow('scan', new Error('found 9 of 10')), false, 'scan FAIL  (found 9 of 10)'],
  ])('%s', (_, row, met, printed) => {
    expect(isMet(row)).toBe(met);
    expect(printRow(row).replace(/ +/, ' ')).toBe(printed);
  });
});

describe('a bench', () => {
  const said = () => vi.spyOn(console, 'log').mockImplementation(() => {});

  it('prints its rows as they come', async () => {
    const log = said();
    const met = await report([], async (tell) => {
      tell([rowOf('one', [1])]);
      expect(log).toHaveBeenCalledTimes(1);
      tell([rowOf('two', [2], { goal: 1 })]);
    });
    expect(met).toBe(false);
    expect(log.mock.calls.map(([line]) => (line as string).split(' ')[0])).toEqual(['one', 'two']);
  });

  it('prints one array, with what it had when it threw', async () => {
    const log = said();
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const met = await report(['--json'], async (tell) => {
      tell([rowOf('one', [1], { goal: 2 })]);
      throw new Error('no browser');
    });
    expect(met).toBe(false);
    expect(log).toHaveBeenCalledTimes(1);
    expect(JSON.parse(log.mock.calls[0]?.[0] as string)).toMatchObject([
      { name: 'one', ratio: 1, goal: 2, ok: true },
      { name: 'ended early', ok: false, failure: 'no browser' },
    ]);
  });
});
