import { describe, expect, it } from 'vitest';
import { Rates, type Tier } from './rates';

describe('rates', () => {
  it.each<[Tier, number, number]>([
    ['10/s', 10, 1_000],
    ['100/min', 100, 60_000],
    ['1000/min and 50/s', 50, 1_000],
  ])('%s takes %i calls, and again after %i ms', (tier, cap, ms) => {
    const rates = new Rates();
    for (let call = 0; call < cap; call += 1) expect(rates.count('a', tier, 5_000)).toBeUndefined();
    expect(rates.count('a', tier, 5_000)).toEqual({ limit: cap, reset: ms / 1_000 });
    expect(rates.count('a', tier, 5_000 + ms - 1)).toEqual({ limit: cap, reset: 1 });
    expect(rates.count('a', tier, 5_000 + ms)).toBeUndefined();
  });

  it('trips the minute of a double tier too, and tells the wait in whole seconds', () => {
    const rates = new Rates();
    for (let call = 0; call < 1_000; call += 1) rates.count('a', '1000/min and 50/s', Math.floor(call / 50) * 1_000);
    expect(rates.count('a', '1000/min and 50/s', 20_500)).toEqual({ limit: 1_000, reset: 40 });
  });

  it('counts each API, app and tenant by itself', () => {
    const rates = new Rates();
    for (let call = 0; call < 11; call += 1) rates.count('get app tenant', '10/s', 0);
    expect(rates.count('get app tenant', '10/s', 0)).toBeDefined();
    expect(rates.count('get app other', '10/s', 0)).toBeUndefined();
  });
});
