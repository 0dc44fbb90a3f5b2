import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineThrough } from './slope';

describe('a line through points', () => {
  it('is the line that they lie on', () => {
    const number = fc.integer({ min: -1_000, max: 1_000 });
    fc.assert(
      fc.property(number, number, fc.uniqueArray(number, { minLength: 3, maxLength: 12 }), (slope, start, xs) => {
        const line = lineThrough(xs.map((x) => [x, start + slope * x]));
        expect(line.slope).toBeCloseTo(slope, 6);
        expect(line.error).toBeCloseTo(0, 3);
      }),
    );
  });

  it('says how far off they lie', () => {
    // By hand: slope 0, residuals ±1 about 0.5 … with four points at 0, 1, 2, 3.
    const { slope, error } = lineThrough([
      [0, 1],
      [1, -1],
      [2, -1],
      [3, 1],
    ]);
    expect(slope).toBe(0);
    expect(error).toBeCloseTo(Math.sqrt(4 / 2 / 5), 12);
  });

  it('needs three of them', () => {
    const two = [
      [0, 1],
      [1, 2],
    ] as const;
    expect(() => lineThrough(two)).toThrow('three');
  });
});
