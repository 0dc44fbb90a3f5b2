import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseNumber } from './number-value';

describe('number values', () => {
  it.each([
    ['1.200', 2, '1.2'],
    ['+6', 0, '6'],
    ['-0', 0, '0'],
    ['-0.004', 2, '0'],
    ['007', 0, '7'],
    ['0.24555', 4, '0.2456'],
    ['9.995', 2, '10'],
    ['-1.5', 0, '-2'],
    ['2.5', 0, '3'],
    ['12345678901234567890', 6, '12345678901234567890'],
  ])('%s with %i digits is stored as %s', (text, digits, stored) => {
    expect(normaliseNumber(text, digits)).toBe(stored);
  });

  it.each(['', '1e3', '0x10', ' 1', '1 ', '10%', '1,000', '1.', '.5', '--1', '１'])('refuses %j', (text) => {
    expect(normaliseNumber(text, 2)).toBeUndefined();
  });

  it('never changes a value that is stored already', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(999_999), fc.nat(6), (whole, part, digits) => {
        const once = normaliseNumber(`${whole}.${part}`, digits);
        expect(once).toBeDefined();
        expect(normaliseNumber(once ?? '', digits)).toBe(once);
      }),
    );
  });
});
