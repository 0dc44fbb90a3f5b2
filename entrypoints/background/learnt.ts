import type { Failure } from '../../lib/failure';
import type { Learnt } from '../../lib/task/actions';
import { type TaskPatch, touched } from '../../lib/task/patch';
import type { Task } from '../../lib/task/schema';
import { type Account, accountKey, type Collection, type LearntRow } from './store';

/** A refusal is believed this long, ms: rights that a list gives may change without a trace in the task. */
const BELIEVED_MS = 600_000;

/** What refusals taught about one person and one task: there is no "can I edit" to read (feishu-task-api §4.8). */
export interface LearntRights {
  /**
   * Nothing once it is old, or the task shows that somebody's part in it has changed. Looked up while the task is read; where
   * that fails, this fails with it.
   */
  of(account: Account, guid: string, task: Task | Promise<Task>): Promise<Learnt | undefined>;
  /** A change was refused. */
  refused(account: Account, task: Task, patch: TaskPatch, failure: Failure): Promise<void>;
  /** The task answers: it is not deleted; `changed` when a change of ours went through as well. */
  answered(account: Account, guid: string, changed: boolean): Promise<void>;
}

export function openLearnt(store: Collection<LearntRow>, now: () => number): LearntRights {
  /** Whose lesson is just being forgotten: as good as forgotten. */
  const leaving = new Set<string>();
  const keyOf = (account: Account, guid: string) => `${accountKey(account)}/${guid}`;
  const row = (account: Account, guid: string) => store.item(keyOf(account, guid));
  // A hint only: trouble with it never stands in the way of a change.
  const quietly = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      () => undefined,
    );

  return {
    async of(account, guid, reading) {
      const item = row(account, guid);
      const isLeaving = leaving.has(keyOf(account, guid));
      const look = () => item.get().catch(() => undefined);
      const [before, task] = await Promise.all([isLeaving ? undefined : look(), reading]);
      // The task's answer may have ended it.
      const found = before && (await look());
      if (!found) return undefined;
      if (now() - found.at < BELIEVED_MS && found.rights === rightsOf(account, task)) return found.learnt;
      await quietly(item.remove());
      return undefined;
    },
    async refused(account, task, patch, failure) {
      const learnt = lessonOf(patch, failure);
      if (!learnt) return;
      await quietly(row(account, task.guid).set({ learnt, rights: rightsOf(account, task), at: now() }));
    },
    async answered(account, guid, changed) {
      const [key, item] = [keyOf(account, guid), row(account, guid)];
      if (changed) leaving.add(key);
      const found = await item.get().catch(() => undefined);
      if (found && (changed || found.learnt === 'deleted')) await quietly(item.remove());
      leaving.delete(key);
    },
  };
}

/** A refusal of custom fields may be about the field alone (feishu-task-api §3.9): it teaches nothing about the task. */
function lessonOf(patch: TaskPatch, { reason }: Failure): Learnt | undefined {
  if (reason === 'task_gone') return 'deleted';
  return reason === 'no_edit_right' && !touched(patch).includes('custom_fields') ? 'no_edit_right' : undefined;
}

/** Everything in a task that gives this person a right to it, as far as the task shows it. */
function rightsOf({ open_id }: Account, task: Task): string {
  const mine = (task.members ?? []).filter((member) => member.id === open_id).map((member) => member.role);
  const lists = (task.tasklists ?? []).map((list) => list.tasklist_guid);
  return JSON.stringify([task.creator?.id === open_id, mine.sort(), lists.sort(), task.parent_task_guid ?? '']);
}
