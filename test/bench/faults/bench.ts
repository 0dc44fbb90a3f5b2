import { parseArgs } from 'node:util';
import { holds, print } from './print';
import { runFaults } from './run';

/** What a long run is expected to take at least. */
const KILLS = 1000;

/** `npm run bench -- faults [--seed N] [--kills N] [--lanes N] [--quiet]` */
export async function benchFaults(words: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      seed: { type: 'string' },
      kills: { type: 'string' },
      lanes: { type: 'string' },
      quiet: { type: 'boolean' },
    },
  });
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const kills = Number(values.kills ?? KILLS + 8);
  console.log(`faults with seed ${seed}, ${kills} kills`);
  const report = await runFaults({
    seed,
    kills,
    lanes: Number(values.lanes ?? 2),
    ...(!values.quiet && { progress: (line) => console.log(`  ${line}`) }),
  });
  const fewest = Math.min(kills, KILLS);
  console.log(print(report, fewest));
  return holds(report, fewest);
}
