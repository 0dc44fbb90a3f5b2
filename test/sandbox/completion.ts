import { randomUUID } from 'node:crypto';
import { invalidParam, serverError } from './api-error';
import type { Identity } from './gateway';
import type { Task, TaskRecord, TaskTime } from './model';
import { nextDue } from './repeat';
import type { State } from './state';
import { setCompleted, shareLink } from './task-record';

/** 1470500: in a mode-1 task only the creator may touch completion through the API. */
export function checkMayComplete(task: Task, who: Identity): void {
  if (task.mode === 1 && task.creator.id !== who.id) throw serverError();
}

/** 1470400: a completed task cannot be completed again; a later time needs a reopen first. */
export function checkNotAgain(before: Task, completedAt: string): void {
  if (before.status === 'done' && completedAt !== '0') {
    throw invalidParam('task.completed_at', 'cannot set non-zero completed_at for a completed task');
  }
}

/**
 * What completing does to a repeating task: the rule moves to a fresh copy with the next due. Answers the copy.
 * Reopening leaves that copy alone, so two open tasks remain.
 */
export function spawnNext(state: State, record: TaskRecord, draft: Task): TaskRecord | undefined {
  const { repeat_rule: rule, due } = draft;
  if (rule === '' || !due) return undefined;
  const shift = nextDue(rule, Number(due.timestamp)) - Number(due.timestamp);
  const moved = (time: TaskTime): TaskTime => ({ ...time, timestamp: String(Number(time.timestamp) + shift) });
  const guid = randomUUID();
  const taskId = state.nextTaskId();
  const now = String(state.now());
  const copy: Task = {
    ...structuredClone(draft),
    guid,
    task_id: taskId,
    url: shareLink(record.brand, guid, taskId),
    due: moved(due),
    ...(draft.start ? { start: moved(draft.start) } : {}),
    created_at: now,
    updated_at: now,
  };
  setCompleted(copy, '0');
  draft.repeat_rule = '';
  draft.next_task_guid = guid;
  return { ...record, task: copy };
}
