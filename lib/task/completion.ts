import { fieldValue, isUnset } from './fields';
import type { Task } from './schema';

/** One assignee's part of a task. */
export interface Part {
  readonly id: string;
  readonly name?: string;
  /** ms since 1970; absent while this part is open. */
  readonly completed_at?: string;
}

/** How far the assignees have come, for a task that everyone must finish (mode 1, 会签). */
export interface Parts {
  readonly done: number;
  readonly parts: readonly Part[];
}

const timeOf = (value: string | undefined) => (isUnset(value) ? {} : { completed_at: value as string });

/** Each assignee's progress as `assignee_related` tells it (T2/task/get), in the order of the assignees; nothing in mode 2. */
export function partsOf(task: Task): Parts | undefined {
  const assignees = (task.members ?? []).filter((member) => member.role === 'assignee');
  if (task.mode !== 1 || assignees.length < 2) return undefined;
  const parts = assignees.map(({ id, name }): Part => {
    const own = id === '' ? undefined : task.assignee_related?.find((entry) => entry.id === id);
    return { id, ...(name && { name }), ...timeOf(own?.completed_at) };
  });
  return { done: parts.filter((part) => part.completed_at).length, parts };
}

/** When a task was completed, and by whom as far as the data tells. */
export interface Completion {
  /** ms since 1970. */
  readonly at: string;
  /** Known only where exactly one assignee’s own completion is told. */
  readonly by?: Part;
}

/** Feishu keeps no "completed by": one assignee's own time is the only trace (feishu-task-api §2). */
export function completionOf(task: Task): Completion | undefined {
  const at = fieldValue(task, 'completed_at');
  if (at === undefined) return undefined;
  const done = (task.assignee_related ?? []).filter((entry) => !isUnset(entry.completed_at));
  const [only] = done;
  if (!only?.id || done.length > 1) return { at };
  const name = (task.members ?? []).find((member) => member.id === only.id && member.name)?.name;
  return { at, by: { id: only.id, ...(name && { name }), ...timeOf(only.completed_at) } };
}
