import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/build-e2e';
import { HABITS, POLICY, simulateDay, table } from './requests';

/** The numbers that a folder's sources give a constant of that name. */
function constants(folder: string, name: string): number[] {
  const path = join(ROOT, 'entrypoints', folder);
  const sources = readdirSync(path).map((file) => readFileSync(join(path, file), 'utf8'));
  const given = sources.join('\n').matchAll(new RegExp(`^const ${name} = ([\\d_]+);`, 'gm'));
  return [...given].map(([, digits = '']) => Number(digits.replaceAll('_', '')));
}

describe('the simulated day', () => {
  it('has the policy of the sources', () => {
    // Definitions of fields are fresh for longer, under the same name.
    expect(constants('background', 'FRESH_MS')).toContain(POLICY.freshMs);
    expect(constants('controls', 'YOUNG_MS')).toEqual([POLICY.youngMs]);
    expect(constants('background', 'PER_SECOND')).toEqual([POLICY.perSecond]);
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
