import { type Failure, fail } from '../../lib/failure';
import type { TaskView } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import { completionOf, partsOf } from '../../lib/task/completion';
import type { Task } from '../../lib/task/schema';
import { type Progress, statusOf, type TaskStatus, verdicts } from '../../lib/task/status';
import type { LearntRights } from './learnt';
import type { Urgency } from './limiter';
import { isUnsent, newestPart } from './merge';
import type { Operation } from './operation';
import { type Outbox, withWaiting } from './outbox';
import type { Remote } from './remote';
import type { Sessions } from './session';
import { type Account, accountKey, type CachedTask, type Collection } from './store';

/** A task that was read this recently is shown without asking again, ms (feishu-task-api §6.3: cache at least 60 s). */
const FRESH_MS = 60_000;
/** How long a change can be taken back, ms (safety.md §3). */
export const UNDO_MS = 10_000;
/** How long a view tells what was noticed in the answer to a change, ms. */
const NEWS_MS = 300_000;
/** Tasks kept at most; the oldest leave first. */
const MOST_CACHED = 500;

/** How old an answer may be: none kept, at most a minute, or whatever is there, so that nobody waits for a network. */
type Age = 'fresh' | 'young' | 'any';

/** A task as we know it: the cached answer with waiting operations applied. Views show what they are told here. */
export interface Tasks {
  view(brand: Brand, guid: string, age?: Age): Promise<TaskView>;
  /** What is known of a task without asking for it. */
  peek(account: Account, guid: string): Promise<Task | undefined>;
  status(brand: Brand, guid: string): Promise<TaskStatus>;
  /** The server has just shown this, in answer to a change of ours where `changed` says so. */
  seen(account: Account, task: Task, changed?: boolean): Promise<void>;
}

export function openTasks(deps: {
  store: Collection<CachedTask>;
  learnt: LearntRights;
  sessions: Sessions;
  remote: Remote;
  outbox(): Outbox;
  now(): number;
}): Tasks {
  const { store, learnt, sessions, remote, now } = deps;
  const reading = new Map<string, Promise<CachedTask>>();

  const keyOf = (account: Account, guid: string) => `${accountKey(account)}/${guid}`;

  async function accountOf(brand: Brand): Promise<Account> {
    const session = await sessions.current(brand);
    if (!session) fail('signed-out', 'no_account');
    return session.account;
  }

  async function seen(account: Account, task: Task, changed = false): Promise<void> {
    await learnt.answered(account, task.guid, changed);
    // The cache may be lost without harm, so trouble with it never stands in an action's way.
    await store
      .item(keyOf(account, task.guid))
      .set({ task, readAt: now() })
      .catch(() => undefined);
  }

  const cachedOf = (account: Account, guid: string) =>
    store
      .item(keyOf(account, guid))
      .get()
      .catch(() => undefined);

  async function known(account: Account, guid: string, age: Age, urgency: Urgency): Promise<CachedTask> {
    const key = keyOf(account, guid);
    const cached = await cachedOf(account, guid);
    if (cached && (age === 'any' || (age === 'young' && now() - cached.readAt < FRESH_MS))) return cached;
    // One question however many views ask.
    const running = reading.get(key) ?? read(account, guid, urgency).finally(() => reading.delete(key));
    reading.set(key, running);
    try {
      return await running;
    } catch (error) {
      const { waiting } = await deps.outbox().of(account, guid);
      // With a change waiting the last known state is worth more than an error: it shows what the user did.
      if (cached && waiting.length > 0) return cached;
      throw error;
    }
  }

  async function read(account: Account, guid: string, urgency: Urgency): Promise<CachedTask> {
    const task = await remote.get(account, guid, urgency);
    await seen(account, task);
    void prune();
    return { task, readAt: now() };
  }

  async function prune(): Promise<void> {
    const all = await store.entries().catch(() => []);
    const oldest = all.sort(([, a], [, b]) => a.readAt - b.readAt).slice(0, Math.max(0, all.length - MOST_CACHED));
    for (const [key] of oldest) await store.item(key).remove();
  }

  async function gather(brand: Brand, guid: string, age: Age, urgency: Urgency) {
    const account = await accountOf(brand);
    const { task, readAt } = await known(account, guid, age, urgency);
    const { waiting, last } = await deps.outbox().of(account, guid);
    const standstill = waiting.length > 0 ? await deps.outbox().standstill(account) : undefined;
    const heldUntil = waiting.find((one) => one.holdUntil && isUnsent(one))?.holdUntil;
    return {
      ...{ account, task: withWaiting(task, waiting), readAt, waiting, last, heldUntil },
      progress: progressOf(waiting, standstill),
      failure: failureOf(waiting, standstill),
      lesson: await learnt.of(account, task),
    };
  }

  return {
    seen,
    peek: async (account, guid) => (await cachedOf(account, guid))?.task,
    async view(brand, guid, age = 'young') {
      const gathered = await gather(brand, guid, age, 'asked');
      const { account, task, readAt, waiting, last, lesson, progress, failure, heldUntil } = gathered;
      const undo = undoOf(waiting, last, now());
      const [parts, completion] = [partsOf(task), completionOf(task)];
      const told = noticedOf(waiting, last, now());
      return {
        brand,
        guid,
        task,
        me: { open_id: account.open_id, name: account.name },
        verdicts: verdicts(task, account, lesson),
        progress,
        ...(failure && { failure }),
        ...(heldUntil && { heldUntil }),
        readAt,
        ...(parts && { parts }),
        ...(completion && { completion }),
        ...(told && { noticed: told }),
        ...(undo && { undo }),
      };
    },
    async status(brand, guid) {
      const { account, task, progress, failure, lesson, heldUntil } = await gather(brand, guid, 'young', 'glance');
      const status = statusOf(brand, task, account, now(), progress, failure, lesson);
      return { ...status, ...(heldUntil && { heldUntil }) };
    },
  };
}

function progressOf(waiting: readonly Operation[], standstill: Failure | undefined): Progress {
  if (waiting.some(({ state }) => state === 'parked')) return 'parked';
  // The first attempt is a matter of a moment; what was tried and put back, is held or stands still waits for something.
  if (standstill || waiting.some((one) => one.failure || (one.holdUntil && isUnsent(one)))) return 'waiting';
  return waiting.length > 0 ? 'sending' : 'settled';
}

function failureOf(waiting: readonly Operation[], standstill: Failure | undefined): Failure | undefined {
  return waiting.find(({ failure }) => failure !== undefined)?.failure ?? standstill;
}

/** What the last change's answer told is news for a while, and until the next change. */
function noticedOf(waiting: readonly Operation[], last: Operation | undefined, now: number): TaskView['noticed'] {
  const isNews = waiting.length === 0 && now - (last?.settledAt ?? 0) < NEWS_MS;
  return isNews ? last?.noticed : undefined;
}

function undoOf(waiting: readonly Operation[], last: Operation | undefined, now: number): TaskView['undo'] {
  const newest = waiting.at(-1) ?? (last?.state === 'applied' ? last : undefined);
  const part = newest && newestPart(newest);
  if (!part || (waiting.length > 0 && !isUnsent(newest))) return undefined;
  const until = newest.holdUntil ?? (newest.settledAt ?? part.createdAt) + UNDO_MS;
  return until > now ? { id: part.id, until } : undefined;
}
