import { describe, expect, it } from 'vitest';
import { PER_HOUR } from '../../entrypoints/background/glance-budget';
import { table } from './requests';
import { HABITS, simulateDay } from './requests-day';

/** A task is read again after this at the earliest, ms (background/tasks.ts). */
const FRESH_MS = 60_000;

describe('the simulated day', () => {
  it('is the same in each run', async () => {
    expect(await simulateDay(60, 7)).toEqual(await simulateDay(60, 7));
    expect(await simulateDay(60, 7)).not.toEqual(await simulateDay(60, 8));
  });

  it('never starts more than five in a second, and counts all that it starts', async () => {
    for (let seed = 0; seed < 3; seed += 1) {
      const { seen, starts, reads, lists, changes } = await simulateDay(400, seed);
      expect(seen).toBe(400);
      expect(starts).toHaveLength(reads + lists + changes);
      for (const [index, start] of starts.entries())
        expect(start - (starts[index - 5] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(1_000);
    }
  });

  it('reads a task at most once a minute, however many links and tabs show it', async () => {
    // Three tasks only, on pages that show them all day long.
    const { reads } = await simulateDay(10, 1, { list: false });
    expect(reads).toBeLessThanOrEqual(10 * Math.ceil(HABITS.stayMs[1] / FRESH_MS + 1));
  });

  it('costs less with the list, and hardly more where nothing in it is one’s own', async () => {
    const requests = async (mine: number, list: boolean) => (await simulateDay(200, 3, { mine, list })).starts.length;
    expect(await requests(0.8, true)).toBeLessThan(0.7 * (await requests(0.8, false)));
    expect(await requests(0, true)).toBeLessThan(1.05 * (await requests(0, false)));
  });

  it('stays within the budget, whatever comes into view', async () => {
    const { starts, changes, untold } = await simulateDay(4_000, 5);
    const hours = HABITS.dayMs / 3_600_000;
    // What is pointed at and changed is no glance: three links in ten on half of the pages.
    const asked = changes + 4_000 * HABITS.pointedAt;
    expect(starts.length).toBeLessThanOrEqual(PER_HOUR * (hours + 1) + asked);
    expect(untold).toBeGreaterThan(0);
  });

  it('stays within what we say of it: requests of a person, and how many people one app serves', async () => {
    const rows = await table([10, 100, 1_000], [1, 100], 2);
    const of = (links: number, users: number) => rows.find((row) => row.links === links && row.users === users);
    expect(of(10, 1)?.perUser).toBeLessThan(15);
    expect(of(100, 1)?.perUser).toBeLessThan(120);
    expect(of(1_000, 1)?.perUser).toBeLessThan(1_150);
    expect(of(1_000, 1)?.untold).toBeLessThan(20);
    expect(of(100, 100)?.ofLimit).toBeLessThan(0.15);
    expect(of(100, 100)?.ofQuota).toBeLessThan(0.3);
  });
});
