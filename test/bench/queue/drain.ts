import { type LimiterDeps, openLimiter } from '../../../entrypoints/background/limiter';
import { openOutbox } from '../../../entrypoints/background/outbox';
import type { Remote } from '../../../entrypoints/background/remote';
import type { Account } from '../../../entrypoints/background/store';
import { toFailure } from '../../../lib/failure';
import type { TaskPatch } from '../../../lib/task/patch';
import type { Task } from '../../../lib/task/schema';
import { memoryStore } from '../../support/memory-store';

/** A Feishu to send changes to, on a clock of its own or of the machine. */
export interface QueueWorld {
  readonly account: Account;
  now(): number;
  sleep(ms: number): Promise<void>;
  get(guid: string): Promise<Task>;
  patch(guid: string, patch: TaskPatch): Promise<Task>;
}

export interface Drained {
  /** From the first change that was taken in to the last that was confirmed, ms. */
  readonly ms: number;
  readonly requests: number;
  /** Answers that said "too many". */
  readonly refused: number;
  readonly applied: number;
}

/** The real outbox and limiter send one change of each task, all taken in at once; over a store in memory. */
export async function drainQueue(world: QueueWorld, tasks: readonly Task[]): Promise<Drained> {
  const { account, now, sleep } = world;
  const store = memoryStore();
  const deps: LimiterDeps = { item: store.limiter, now, server: now, sleep, random: Math.random };
  const limiter = openLimiter(deps);
  let [requests, refused] = [0, 0];
  const call = (work: () => Promise<Task>, urgency: 'asked' | 'waiting') =>
    limiter.run(account.brand, urgency, async () => {
      requests += 1;
      try {
        return await work();
      } catch (error) {
        if (toFailure(error).reason === 'rate_limited') refused += 1;
        throw error;
      }
    });
  const remote: Remote = {
    get: (_, guid) => call(() => world.get(guid), 'waiting'),
    patch: (_, guid, patch) => call(() => world.patch(guid, patch), 'asked'),
  };
  const outbox = openOutbox({
    ...{ store: store.operations, remote, clock: { now, server: (local = now()) => local, observe: () => undefined } },
    canSend: async () => true,
    seen: async () => undefined,
    refused: async () => undefined,
    definitions: async () => [],
    changed: () => undefined,
    wake: (at) => {
      if (at !== undefined) void sleep(Math.max(0, at - now())).then(() => outbox.drain());
    },
  });
  const begin = now();
  const ids = tasks.map(({ guid, summary = '' }, index) => {
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    const patch = { summary: `${summary} (changed)` };
    void outbox.add({ id, account, guid, summary, action: 'edit', patch, base: { summary } });
    return id;
  });
  const counts = async () => (await outbox.counts()).waiting;
  do await sleep(20);
  while ((await counts()) > 0);
  const ended = await Promise.all(ids.map((id) => outbox.get(id)));
  const last = Math.max(...ended.map((one) => one?.settledAt ?? Number.POSITIVE_INFINITY));
  return { ms: last - begin, requests, refused, applied: ended.filter((one) => one?.state === 'applied').length };
}
