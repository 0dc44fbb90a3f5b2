import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/build-e2e';
import { HABITS, POLICY, simulateDay, table } from './requests';

const source = (path: string) => readFileSync(join(ROOT, 'entrypoints', path), 'utf8');

/** The number that a source gives a constant. */
function constant(path: string, name: string): number {
  const [, digits = ''] = new RegExp(`\\b${name} = ([\\d_]+);`).exec(source(path)) ?? [];
  return Number(digits.replaceAll('_', '') || Number.NaN);
}

describe('the simulated day', () => {
  it('has the policy of the sources', () => {
    expect(POLICY).toMatchObject({
      freshMs: constant('background/tasks.ts', 'FRESH_MS'),
      youngMs: constant('controls/statuses.ts', 'YOUNG_MS'),
      perSecond: constant('background/limiter.ts', 'PER_SECOND'),
    });
  });

  it('is the same in each run', () => {
    expect(simulateDay(100, 7)).toEqual(simulateDay(100, 7));
    expect(simulateDay(100, 7)).not.toEqual(simulateDay(100, 8));
  });

  it('never starts more than the limiter lets through, and counts all that it starts', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const { seen, starts, reads, changes } = simulateDay(1_000, seed);
      expect(seen).toBe(1_000);
      expect(starts).toHaveLength(reads + changes);
      for (const [index, start] of starts.entries())
        expect(start - (starts[index - POLICY.perSecond] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(1_000);
    }
  });

  it('reads a task at most once a minute, however many links and tabs show it', () => {
    const minutes = HABITS.dayMs / POLICY.freshMs;
    const tasks = Math.round(5_000 * HABITS.tasksPerLink);
    expect(simulateDay(5_000, 1).reads).toBeLessThanOrEqual(minutes * tasks);
    // Three tasks only, on pages that show them all day long.
    expect(simulateDay(10, 1).reads).toBeLessThanOrEqual(10 * Math.ceil(HABITS.stayMs[1] / POLICY.freshMs + 1));
  });

  it('stays within what we say of it: requests of a person, and how many people one app serves', () => {
    const rows = table([10, 100, 1_000], [1, 100]);
    const of = (links: number, users: number) => rows.find((row) => row.links === links && row.users === users);
    expect(of(10, 1)?.perUser).toBeLessThan(15);
    expect(of(100, 1)?.perUser).toBeLessThan(150);
    expect(of(1_000, 1)?.perUser).toBeLessThan(1_500);
    expect(of(100, 100)?.ofLimit).toBeLessThan(0.2);
    expect(of(100, 100)?.ofQuota).toBeLessThan(0.4);
  });
});
