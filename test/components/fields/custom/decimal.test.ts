import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDecimal, movePoint, rounded, spelled } from '../../../../components/fields/custom/decimal';
import { normaliseNumber } from '../../../sandbox/number-value';

const decimal = fc
  .tuple(fc.constantFrom('', '-', '+'), fc.stringMatching(/^\d{1,12}$/), fc.stringMatching(/^\d{0,7}$/))
  .map(([sign, whole, fraction]) => sign + whole + (fraction && `.${fraction}`));

describe('decimals as texts', () => {
  it.each([
    ['0.2', 2, '20'],
    ['12.5', -2, '0.125'],
    ['0.2456', 2, '24.56'],
    ['7', -2, '0.07'],
    ['-0.5', 2, '-50'],
    ['12345678901234567.8', 2, '1234567890123456780'],
    ['.5', -2, '0.005'],
    ['1e3', 2, '1e3'],
  ])('move the point of %s by %i: %s', (text, places, moved) => expect(movePoint(text, places)).toBe(moved));

  it.each([
    ['1.235', 2, '1.24'],
    ['-1.235', 2, '-1.24'],
    ['0.995', 2, '1'],
    ['1.200', 2, '1.2'],
    ['+6', 0, '6'],
    ['-0.4', 0, '0'],
    ['9.5', 0, '10'],
    ['1.', 2, '1'],
    ['1,5', 2, '1,5'],
  ])('round %s to %i places: %s', (text, places, expected) => expect(rounded(text, places)).toBe(expected));

  it('come back from being moved there and back', () => {
    fc.assert(
      fc.property(decimal, fc.integer({ min: 0, max: 6 }), (text, places) => {
        const plain = movePoint(text, 0);
        expect(movePoint(movePoint(text, places), -places)).toBe(plain);
        expect(
          Math.abs(Number(movePoint(text, places)) / (Number(text) * 10 ** places || 1) - (Number(text) ? 1 : 0)),
        ).toBeLessThan(1e-9);
      }),
      { numRuns: 2000 },
    );
  });

  it('are rounded as the sandbox rounds them, and once only', () => {
    fc.assert(
      fc.property(decimal, fc.integer({ min: 0, max: 6 }), (text, places) => {
        expect(rounded(text, places)).toBe(normaliseNumber(text, places));
        expect(rounded(rounded(text, places), places)).toBe(rounded(text, places));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['', '.', '-', '1 000', '1,000', '0x1', '1e5', '5%', '١'])('are not: %s', (text) =>
    expect(isDecimal(text)).toBe(false),
  );

  it('are read with their thousands parted and their digits filled up', () => {
    expect(spelled('1250.5', 2, true)).toBe('1,250.50');
    expect(spelled('-1234567', 0, true)).toBe('-1,234,567');
    expect(spelled('999', 0, true)).toBe('999');
    expect(spelled('1250.5', 0, false)).toBe('1250.5');
  });
});
