import { noRight } from './api-error';
import type { Identity } from './gateway';
import type { FieldRecord, TaskRecord } from './model';
import type { State } from './state';

export type Right = 'none' | 'read' | 'edit';

const stronger = (a: Right, b: Right): Right => (a === 'edit' || b === 'edit' ? 'edit' : a === 'read' ? a : b);

/** A viewer reads a list and its tasks, editor and owner edit them. */
export function listRight(state: State, guid: string, who: Identity): Right {
  const list = state.lists.get(guid);
  const role =
    list?.tenant_key === who.tenant_key ? list.members.find((member) => member.id === who.id)?.role : undefined;
  if (role === undefined) return 'none';
  return role === 'viewer' ? 'read' : 'edit';
}

/**
 * The right of a caller on a task: creator and assignees edit, followers read; lists and ancestor tasks hand down
 * what one may do there. Nobody has a right in another company's tenant.
 */
export function taskRight(state: State, record: TaskRecord, who: Identity): Right {
  const { task } = record;
  if (record.tenant_key !== who.tenant_key) return 'none';
  const roles = task.members.filter((member) => member.id === who.id).map((member) => member.role);
  let right: Right = task.creator.id === who.id || roles.includes('assignee') ? 'edit' : 'none';
  if (roles.includes('follower')) right = stronger(right, 'read');
  for (const { tasklist_guid } of task.tasklists) right = stronger(right, listRight(state, tasklist_guid, who));
  const parent = state.live(task.parent_task_guid, record.brand);
  return parent ? stronger(right, taskRight(state, parent, who)) : right;
}

/** The strongest right the caller has on any list that shows the field. */
export function fieldRight(state: State, record: FieldRecord, who: Identity): Right {
  return record.tasklists.map((guid) => listRight(state, guid, who)).reduce(stronger, 'none');
}

/** Throws 403/1470403 unless the caller has at least this right. */
export function demand(right: Right, needed: 'read' | 'edit', what = 'task'): void {
  if (right === 'edit' || right === needed) return;
  throw noRight(needed, what);
}
