import { invalidParam, notFound } from './api-error';
import { checkMayComplete, checkNotAgain, spawnNext } from './completion';
import type { Call, Endpoint } from './gateway';
import type { Task, TaskRecord } from './model';
import { checkWhole, SETTERS } from './patch-rules';
import { demand, taskRight } from './permissions';
import { showTask } from './task-view';
import { optionalString, requiredList, requiredRecord } from './values';

export const READ_SCOPES = ['task:task:read', 'task:task:write'];
export const WRITE_SCOPES = ['task:task:write', 'task:task:writeonly'];

/**
 * Finds the task of the path. Too long, or no guid at all (a display number `t…`): 1470400. Unknown, deleted, cut
 * short or with hidden characters in it: 1470404. Without the right, also in another tenant (UNCONFIRMED): 1470403.
 */
export function findTask(call: Call, right: 'read' | 'edit'): TaskRecord {
  const { state, brand, id, identity } = call;
  if (id.length > 100) throw invalidParam('task_guid', 'the length must not exceed 100.');
  const visible = id.replace(/[^\x21-\x7e]/g, '');
  if (!/^[0-9a-f-]+$/i.test(visible)) throw invalidParam('task_guid', 'is not a valid guid.');
  const record = state.live(id, brand);
  if (!record) throw notFound();
  demand(taskRight(state, record, identity), right);
  return record;
}

export const getTask: Endpoint = {
  api: 'task.v2.get',
  method: 'GET',
  path: '/open-apis/task/v2/tasks/:id',
  scopes: READ_SCOPES,
  tier: '10/s',
  run: (call) => ({ task: showTask(call, findTask(call, 'read')) }),
};

export const patchTask: Endpoint = {
  api: 'task.v2.patch',
  method: 'PATCH',
  path: '/open-apis/task/v2/tasks/:id',
  scopes: WRITE_SCOPES,
  tier: '10/s',
  run: (call) => {
    const { names, values } = readPatch(call.body);
    const record = findTask(call, 'edit');
    // An empty list reportedly succeeds and changes nothing (UNCONFIRMED).
    if (names.length > 0) applyPatch(call, record, names, values);
    return { task: showTask(call, record) };
  },
};

function readPatch(body: unknown): { names: string[]; values: Record<string, unknown> } {
  const { task, update_fields } = requiredRecord('body', body ?? {});
  const names = requiredList('update_fields', update_fields).map((name) => optionalString('update_fields', name) ?? '');
  for (const name of names) {
    if (!Object.hasOwn(SETTERS, name)) throw invalidParam('update_fields', `field '${name}' cannot be updated.`);
  }
  if (names.includes('repeat_rule') && names.includes('completed_at')) {
    throw invalidParam('repeat_rule', 'cannot update repeat_rule and completed_at at the same time.');
  }
  return {
    names: [...new Set(names)],
    values: task === undefined || task === null ? {} : requiredRecord('task', task),
  };
}

/** All or nothing: works on a draft, and puts it in place when every rule holds. */
function applyPatch(call: Call, record: TaskRecord, names: readonly string[], values: Record<string, unknown>): void {
  const { state, identity, api } = call;
  const before = record.task;
  const draft = structuredClone(before);
  for (const name of names) SETTERS[name]?.(draft, values[name], call);
  checkWhole(draft, names);
  if (names.includes('completed_at')) {
    checkMayComplete(before, identity);
    checkNotAgain(before, draft.completed_at);
  }
  const next = names.includes('completed_at') && draft.status === 'done' ? spawnNext(state, record, draft) : undefined;
  record.task = draft;
  if (next) state.tasks.set(next.task.guid, next);
  const fields = names.map((name) => ({ name, before: before[name as keyof Task], after: draft[name as keyof Task] }));
  state.wrote({ user: identity.name, api }, draft, fields);
}
