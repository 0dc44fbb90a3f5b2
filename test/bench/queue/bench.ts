import { type Row, report, rowOf } from '../rows';
import type { Drained } from './drain';
import { drainReally } from './real-world';
import { drainVirtually } from './virtual-world';

/** Requests a second that one user's limiter starts. */
export const RATE = 5;
export const LATENCIES = [0, 80, 300] as const;
const PATCHES = 100;

/** How long a queue took over what its requests need at the pacer's rate: (N − r) / r s. Each change is read before it is written. */
export const overLimit = ({ ms, requests }: Drained) => ms / (((requests - RATE) / RATE) * 1000);

function rowsOf(name: string, drained: readonly Drained[], patches: number): Row[] {
  for (const { applied, requests } of drained)
    if (applied !== patches || requests < 2 * patches) throw new Error(`${name}: ${applied} of ${patches} applied`);
  return [
    rowOf(name, drained.map(overLimit), {
      ...{ unit: '× (N − r)/r s', goal: 1.04 },
      note: `${patches} patches, ${drained[0]?.requests} requests, ${((drained[0]?.ms ?? 0) / 1000).toFixed(1)} s`,
    }),
    rowOf(
      '  answers "too many"',
      drained.map(({ refused, requests }) => (100 * refused) / requests),
      { unit: '%', goal: 1 },
    ),
  ];
}

/**
 * A queue at the limit: the real outbox and limiter, on a clock of its own, and with `real` over HTTP to the sandbox in real time.
 */
export async function benchQueue(args: readonly string[]): Promise<boolean> {
  return report(args, async (tell) => {
    for (const latency of LATENCIES)
      tell(
        rowsOf(`queue on its own clock, ${latency} ms`, [await drainVirtually({ patches: PATCHES, latency })], PATCHES),
      );
    if (!args.includes('real')) return;
    for (const latency of LATENCIES)
      tell(rowsOf(`queue in real time, ${latency} ms`, [await drainReally(PATCHES, latency)], PATCHES));
  });
}
