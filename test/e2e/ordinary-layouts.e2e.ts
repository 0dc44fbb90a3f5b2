import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Arena } from '../attacks/arena';
import { openArena } from '../attacks/arena';
import { LAYOUTS } from '../attacks/layouts/all';
import { type Layouted, measureLayouts, shareOf } from '../attacks/layouts/measure';
import { buildE2e } from '../support/build-e2e';

describe('ordinary layouts', () => {
  let arenas: Arena[] = [];
  let measured: Layouted[] = [];
  beforeAll(async () => {
    const extension = buildE2e('chrome');
    arenas = await Promise.all([openArena(extension), openArena(extension)]);
    measured = await measureLayouts(arenas, LAYOUTS);
  }, 600_000);
  afterAll(() => Promise.all(arenas.map((arena) => arena.close())));

  it.each(LAYOUTS.map(({ name }) => name))('%s', (name) => {
    const { layout, outcome, writes } = measured.find((one) => one.layout.name === name) as Layouted;
    expect([outcome, writes]).toEqual(layout.asks ? ['asked', 0] : ['acted', 1]);
  });

  it('act directly nearly everywhere', () => {
    const share = shareOf(measured);
    console.info(`Direct action on ${(share * 100).toFixed(1)}% of ${measured.length} ordinary layouts`);
    expect(share).toBeGreaterThanOrEqual(0.98);
  });
});
