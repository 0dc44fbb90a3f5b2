import { fail } from '../../lib/failure';
import type { TaskView } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import { completionOf, partsOf } from '../../lib/task/completion';
import type { Task } from '../../lib/task/schema';
import type { Reach } from '../../lib/task/scopes';
import { statusOf, type TaskStatus, verdicts } from '../../lib/task/status';
import type { LearntRights } from './learnt';
import { isUnsent } from './merge';
import { type Outbox, withWaiting } from './outbox';
import { reachOfSession } from './reach';
import type { Remote } from './remote';
import { isUsable, type Sessions } from './session';
import { failureOf, noticedOf, progressOf, undoOf, wasAlready } from './standing';
import { type Account, accountKey, type CachedTask, type Collection, type Session } from './store';
import { openTaskCache, type TaskCache } from './task-cache';
import type { Urgency } from './turns';

/** A task that was read this recently is shown without asking again, ms (feishu-task-api §6.3: cache at least 60 s). */
const FRESH_MS = 60_000;
/** Whether that is so is looked at when a worker reads for the first time, and once in so many readings. */
const PRUNE_EVERY = 50;

/**
 * How old an answer may be: none kept, at most a minute, the same or whatever is there while a change of ours is on its way, or
 * whatever is there, so that nobody waits for a network.
 */
type Age = 'fresh' | 'young' | 'shown' | 'any';

/** A task as we know it: the cached answer with waiting operations applied. Views show what they are told here. */
export interface Tasks extends Pick<TaskCache, 'seen' | 'keep'> {
  /** For who is signed in to a brand, or for this account. */
  view(of: Brand | Account, guid: string, age?: Age): Promise<TaskView>;
  /** As it was last seen, however long ago; nothing when it has not been seen by who is signed in. */
  lastSeen(brand: Brand, guid: string): Promise<TaskView | undefined>;
  /** What is known of a task without asking for it. */
  peek(account: Account, guid: string): Promise<Task | undefined>;
  /** As `view`. */
  status(of: Brand | Account, guid: string, age?: Age): Promise<TaskStatus>;
  /** The task as every view shows it, however long ago it was seen; read where it never was. */
  shown(account: Account, guid: string): Promise<Task>;
  /** Whether its status can be told without asking Feishu; nothing when nothing is known of it. */
  isYoung(account: Account, guid: string): Promise<boolean | undefined>;
}

export function openTasks(deps: {
  store: Collection<CachedTask>;
  learnt: LearntRights;
  sessions: Sessions;
  remote: Remote;
  outbox(): Outbox;
  now(): number;
}): Tasks {
  const { learnt, sessions, remote, now } = deps;
  const cache = openTaskCache(deps);
  const reading = new Map<string, Promise<CachedTask>>();
  let readings = 0;

  /** Whose task it is to be, and their sign-in where it was looked up for that. */
  async function whose(of: Brand | Account): Promise<{ account: Account; session?: Session }> {
    if (typeof of !== 'string') return { account: of };
    const session = await sessions.current(of);
    if (!session) fail('signed-out', 'no_account');
    return { account: session.account, session };
  }

  /** What their sign-in may do. */
  async function reach(account: Account): Promise<Reach> {
    const session = await sessions.current(account.brand).catch(() => undefined);
    return session && accountKey(session.account) === accountKey(account) ? reachOfSession(session) : 'all';
  }

  const isFresh = ({ readAt }: CachedTask) => now() - readAt < FRESH_MS;

  /** While a change of ours is on its way the outbox reads the task; until then every tab shows what the user did. */
  async function isYoung(account: Account, guid: string): Promise<boolean | undefined> {
    const cached = await cache.get(account, guid);
    if (!cached || isFresh(cached)) return cached && true;
    return isOnItsWay(account, guid);
  }

  async function isOnItsWay(account: Account, guid: string): Promise<boolean> {
    return (await deps.outbox().of(account, guid)).waiting.some(({ state }) => state !== 'parked');
  }

  async function known(account: Account, guid: string, age: Age, urgency: Urgency): Promise<CachedTask> {
    const key = `${accountKey(account)}/${guid}`;
    const cached = await cache.get(account, guid);
    if (cached && (age === 'any' || (age !== 'fresh' && isFresh(cached)))) return cached;
    if (cached && age === 'shown' && (await isOnItsWay(account, guid))) return cached;
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
    const asked = now();
    const kept = await cache.keep(account, await remote.get(account, guid, urgency), asked);
    if (readings++ % PRUNE_EVERY === 0) void cache.prune();
    return kept;
  }

  /** What hangs on the task's id alone is looked up while the task is read. */
  async function gather(account: Account, guid: string, found: Promise<CachedTask>) {
    const told = learnt.of(
      account,
      guid,
      found.then(({ task }) => task),
    );
    const [{ task, readAt }, lesson] = await Promise.all([found, told]);
    const { waiting, last } = await deps.outbox().of(account, guid);
    const standstill = waiting.length > 0 ? await deps.outbox().standstill(account) : undefined;
    const heldUntil = waiting.find((one) => one.holdUntil && isUnsent(one))?.holdUntil;
    return {
      ...{ account, task: withWaiting(task, waiting), readAt, waiting, last, heldUntil },
      progress: progressOf(waiting, standstill),
      failure: failureOf(waiting, standstill),
      lesson,
    };
  }

  async function viewOf(account: Account, guid: string, found: Promise<CachedTask>): Promise<TaskView> {
    const [all, reached] = await Promise.all([gather(account, guid, found), reach(account)]);
    const { task, readAt, waiting, last, lesson, progress, failure, heldUntil } = all;
    const undo = undoOf(waiting, last, now());
    const [parts, completion] = [partsOf(task), completionOf(task)];
    const told = noticedOf(waiting, last, now());
    return {
      brand: account.brand,
      guid,
      task,
      me: { open_id: account.open_id, name: account.name },
      verdicts: verdicts(task, account, lesson, reached),
      progress,
      ...(failure && { failure }),
      ...(heldUntil && { heldUntil }),
      readAt,
      ...(parts && { parts }),
      ...(completion && { completion }),
      ...(told && { noticed: told }),
      ...(undo && { undo }),
      ...(wasAlready(waiting, last) && { already: true }),
    };
  }

  return {
    seen: cache.seen,
    keep: cache.keep,
    isYoung,
    peek: async (account, guid) => (await cache.get(account, guid))?.task,
    async view(of, guid, age = 'young') {
      const { account } = await whose(of);
      return viewOf(account, guid, known(account, guid, age, 'asked'));
    },
    async shown(account, guid) {
      const { task } = await known(account, guid, 'any', 'asked');
      return withWaiting(task, (await deps.outbox().of(account, guid)).waiting);
    },
    async lastSeen(brand, guid) {
      const session = await sessions.current(brand);
      const cached = isUsable(session) ? await cache.get(session.account, guid) : undefined;
      return session && cached && viewOf(session.account, guid, Promise.resolve(cached));
    },
    async status(of, guid, age = 'shown') {
      const { account, session } = await whose(of);
      const all = await gather(account, guid, known(account, guid, age, 'glance'));
      const { task, progress, failure, lesson, heldUntil } = all;
      // After a change of theirs nobody waits for another look at their sign-in: it has just shown what it may do.
      const reached = session && reachOfSession(session);
      const status = statusOf(account.brand, task, account, now(), progress, failure, lesson, reached);
      return { ...status, ...(heldUntil && { heldUntil }) };
    },
  };
}
