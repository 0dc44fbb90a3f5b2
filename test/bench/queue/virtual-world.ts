import type { Account } from '../../../entrypoints/background/store';
import { FailureError } from '../../../lib/failure';
import { apply, type TaskPatch } from '../../../lib/task/patch';
import type { Task } from '../../../lib/task/schema';
import { Rates } from '../../sandbox/rates';
import { VirtualWorld } from '../../support/virtual';
import { type Drained, drainQueue } from './drain';

const account: Account = { brand: 'feishu', tenant_key: 't', open_id: 'ou_anna', name: 'Anna' };

export interface VirtualQueue {
  /** Changes, each of its own task. */
  readonly patches: number;
  /** How long an answer takes, ms. */
  readonly latency: number;
  /** Colleagues who use the same app at the same time, each reading so many tasks a second. */
  readonly others?: number;
}

/** Sends a queue on a clock of its own to a server that counts as the sandbox does: ten a second for each API. */
export async function drainVirtually({ patches, latency, others = 0 }: VirtualQueue): Promise<Drained> {
  const clock = new VirtualWorld();
  const rates = new Rates();
  const tasks = new Map<string, Task>(
    Array.from({ length: patches }, (_, index) => [`task-${index}`, { guid: `task-${index}`, summary: 'Old' }]),
  );

  async function answer(api: string, guid: string, patch: TaskPatch): Promise<Task> {
    await clock.sleep(latency / 2);
    const tripped = rates.count(api, '10/s', clock.now);
    const after = apply(tasks.get(guid) ?? { guid }, patch);
    if (!tripped) tasks.set(guid, after);
    await clock.sleep(latency / 2);
    if (tripped)
      throw new FailureError({
        ...{ kind: 'limited', reason: 'rate_limited', code: 99991400 },
        retryAt: clock.now + tripped.reset * 1000,
      });
    return after;
  }

  let over = false;
  const drained = drainQueue(
    {
      account,
      now: () => clock.now,
      sleep: (ms) => clock.sleep(ms),
      get: (guid) => answer('get', guid, {}),
      patch: (guid, patch) => answer('patch', guid, patch),
    },
    [...tasks.values()],
  ).finally(() => {
    over = true;
  });
  const colleague = () => {
    if (over) return;
    rates.count('get', '10/s', clock.now);
    clock.at(1000, colleague);
  };
  for (let index = 0; index < others; index += 1) clock.at((index * 1000) / others, colleague);
  while (!over) await clock.pass(200);
  return drained;
}
