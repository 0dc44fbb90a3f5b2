import type { Task } from '../../lib/task/schema';
import { behindOthers } from './database';
import type { LearntRights } from './learnt';
import { type Account, accountKey, type CachedTask, type Collection } from './store';

/** Tasks kept at most; the oldest leave first. */
const MOST_CACHED = 500;

/** Tasks as they were last seen. It may be lost without harm, so trouble with it never stands in an action's way. */
export interface TaskCache {
  get(account: Account, guid: string): Promise<CachedTask | undefined>;
  /** The server has just shown this, in answer to a change of ours where `changed` says so. Found at once, kept soon. */
  seen(account: Account, task: Task, changed?: boolean): Promise<void>;
  /** A reading that began at `asked` (ms) brought this. What was seen since is newer and stays. */
  keep(account: Account, task: Task, asked: number): Promise<CachedTask>;
  prune(): Promise<void>;
}

export function openTaskCache(deps: { store: Collection<CachedTask>; learnt: LearntRights; now(): number }): TaskCache {
  const { store, learnt, now } = deps;
  /** What is on its way to the disk: as good as there, so that nobody waits for it. */
  const writing = new Map<string, CachedTask>();

  const keyOf = (account: Account, guid: string) => `${accountKey(account)}/${guid}`;

  async function seen(account: Account, task: Task, changed = false): Promise<void> {
    const key = keyOf(account, task.guid);
    const fresh = { task, readAt: now() };
    writing.set(key, fresh);
    if (!changed) await behindOthers();
    if (writing.get(key) !== fresh) return;
    const written = store
      .item(key)
      .set(fresh)
      .catch(() => undefined)
      .then(() => void (writing.get(key) === fresh && writing.delete(key)));
    await Promise.all([written, learnt.answered(account, task.guid, changed)]);
  }

  async function keep(account: Account, task: Task, asked: number): Promise<CachedTask> {
    const answered = learnt.answered(account, task.guid, false);
    const fresh = { task, readAt: now() };
    // A clock that was set back makes nothing newer.
    const isNewer = (old: CachedTask) => old.readAt > asked && old.readAt <= fresh.readAt;
    const kept = await store
      .item(keyOf(account, task.guid))
      .update((old) => (old && isNewer(old) ? old : fresh))
      .catch(() => fresh);
    await answered;
    return kept;
  }

  async function get(account: Account, guid: string): Promise<CachedTask | undefined> {
    const key = keyOf(account, guid);
    const known = writing.get(key);
    if (known) return known;
    const found = await store
      .item(key)
      .get()
      .catch(() => undefined);
    // What was seen while this was looked up is newer.
    return writing.get(key) ?? found;
  }

  async function prune(): Promise<void> {
    const all = await store.entries().catch(() => []);
    const oldest = all.sort(([, a], [, b]) => a.readAt - b.readAt).slice(0, Math.max(0, all.length - MOST_CACHED));
    for (const [key] of oldest) await store.item(key).remove();
  }

  return { get, seen, keep, prune };
}
