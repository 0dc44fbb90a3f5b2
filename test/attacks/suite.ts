import type { Arena } from './arena';
import { type Attack, LINE, type PoolTask } from './attack';
import { type Outcome, runAttack, TooLate } from './run';

/** So many attacks come between two honest clicks. */
const GROUP = 12;

/** How often a run that came too late is tried again. */
const MOST_LATE = 10;

/** What all runs of one attack came to. */
export interface Tally {
  readonly theme: string;
  readonly attack: Attack;
  readonly outcomes: Record<Outcome, number>;
  /** Why runs were lost: writes, leaks, or an attack that could not be staged and so proves nothing. */
  readonly failures: string[];
}

/** An honest click on a plain page: it must act, else the gate simply refuses everything and the suite proves nothing. */
const HONEST: Attack = { name: 'honest', rule: 'site mode', body: LINE, patience: 10_000 };

/**
 * Runs every attack so many times, shared out among the arenas, and puts an honest click after each group: it must make
 * exactly one write, so it also catches what a group wrote late.
 */
export async function runSuite(
  arenas: readonly Arena[],
  themes: Readonly<Record<string, readonly Attack[]>>,
  times: number,
  done: (tally: Tally) => void = () => undefined,
): Promise<Tally[]> {
  const tallies = Object.entries(themes).flatMap(([theme, attacks]) =>
    attacks.map((attack): Tally => ({ theme, attack, outcomes: { acted: 0, asked: 0, nothing: 0 }, failures: [] })),
  );
  const open = [...tallies];
  await Promise.all(
    arenas.map(async (arena) => {
      let turn = 0;
      const nextTask = () => arena.tasks[1 + (turn++ % (arena.tasks.length - 1))] as PoolTask;
      for (;;) {
        const group = open.splice(0, GROUP);
        if (group.length === 0) return;
        const before = arena.sandbox.writes.length;
        let seen = 0;
        for (const tally of group) {
          for (let run = 0; run < times; run += 1) seen += await runOnce(arena, tally, nextTask(), nextTask());
          done(tally);
        }
        // A machine that is too busy to look may make the gate ask; it is tried again.
        let honest = await runAttack(arena, HONEST, nextTask(), nextTask());
        for (let again = 0; honest.outcome === 'asked' && again < 3; again += 1)
          honest = await runAttack(arena, HONEST, nextTask(), nextTask());
        const writes = arena.sandbox.writes.length - before - seen;
        if (honest.outcome !== 'acted' || writes !== 1)
          for (const tally of group) tally.failures.push(`control: ${honest.outcome}, ${writes} writes`);
      }
    }),
  );
  return tallies;
}

/** One run; what could not be staged is tried once more. Answers how many writes were expected or counted already. */
async function runOnce(
  arena: Arena,
  { attack, outcomes, failures }: Tally,
  task: PoolTask,
  other: PoolTask,
): Promise<number> {
  const before = arena.sandbox.writes.length;
  for (let attempt = 0; ; attempt += 1) {
    try {
      const { outcome, writes, leaks } = await runAttack(arena, attack, task, other);
      outcomes[outcome] += 1;
      if (writes.length > 0) failures.push(`${writes.length} writes`);
      if (leaks.length > 0) failures.push(`leaked ${leaks.join(', ')}`);
      break;
    } catch (error) {
      if (attempt < (error instanceof TooLate ? MOST_LATE : 1)) continue;
      failures.push(`${error}`);
      break;
    }
  }
  return arena.sandbox.writes.length - before;
}

/** A table of themes for people: how many attacks, runs, what they came to. */
export function scoreOf(tallies: readonly Tally[]): string {
  const themes = [...new Set(tallies.map(({ theme }) => theme))];
  const row = (name: string, of: readonly Tally[]) => {
    const sum = (outcome: Outcome) => of.reduce((total, { outcomes }) => total + outcomes[outcome], 0);
    const lost = of.filter(({ failures }) => failures.length > 0).length;
    const runs = sum('acted') + sum('asked') + sum('nothing');
    return `| ${name} | ${of.length} | ${runs} | ${sum('asked')} | ${sum('nothing')} | ${sum('acted')} | ${lost} |`;
  };
  return [
    '| theme | attacks | runs | asked | nothing happened | wrote | attacks that won |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...themes.map((theme) =>
      row(
        theme,
        tallies.filter((tally) => tally.theme === theme),
      ),
    ),
    row('**all**', tallies),
  ].join('\n');
}
