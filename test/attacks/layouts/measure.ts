import type { Arena } from '../arena';
import type { Hands, PoolTask } from '../attack';
import { type Outcome, runAttack } from '../run';
import type { Layout } from './layout';

/** What an honest click on one layout came to. */
export interface Layouted {
  readonly layout: Layout;
  readonly outcome: Outcome;
  readonly writes: number;
  /** How many clicks it took: a machine that is too busy to look asks, whatever the layout. */
  readonly attempts: number;
}

/** So often a layout that asked is tried again. */
const ATTEMPTS = 5;

/** Rests on the ring and clicks it, on each layout, shared out among the arenas. */
export async function measureLayouts(arenas: readonly Arena[], layouts: readonly Layout[]): Promise<Layouted[]> {
  const open = [...layouts];
  const measured: Layouted[] = [];
  await Promise.all(
    arenas.map(async (arena) => {
      for (let turn = 0, layout = open.shift(); layout; layout = open.shift(), turn += 1) {
        const task = arena.tasks[1 + (turn % (arena.tasks.length - 1))] as PoolTask;
        const attack = { ...layout, rule: 'site mode', patience: 10_000, gesture: clickOnceStill } as const;
        let attempts = 1;
        let { outcome, writes } = await runAttack(arena, attack, task, task);
        for (; outcome === 'asked' && !layout.asks && attempts < ATTEMPTS; attempts += 1)
          ({ outcome, writes } = await runAttack(arena, attack, task, task));
        measured.push({ layout, outcome, writes: writes.length, attempts });
      }
    }),
  );
  return measured;
}

/** Nobody clicks what is still moving. */
async function clickOnceStill(hands: Hands): Promise<void> {
  let at = await hands.at();
  for (;;) {
    await hands.rest(200);
    const { x, y } = await hands.at();
    if (x === at.x && y === at.y) break;
    at = { x, y };
  }
  await hands.click(at);
}

/** The part of the layouts on which the click acted at once, 0 to 1. */
export function shareOf(measured: readonly Layouted[]): number {
  return measured.filter(({ outcome }) => outcome === 'acted').length / measured.length;
}
