import { ApiError } from './api-error';
import { spawnNext } from './completion';
import type { Call, Endpoint } from './gateway';
import type { Task, TaskRecord } from './model';
import { taskRight } from './permissions';
import { setCompleted } from './task-record';
import { showId } from './task-view';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** v1's codes mean other things than v2's (reference §3.12): 1470404 is "refused", 1470432 is "cannot read". */
const invalidId = () => new ApiError(400, 1470602, 'Invalid task id.');
const cannotRead = () => new ApiError(400, 1470432, 'have no permission to get task');
const refused = () => new ApiError(400, 1470404, 'be refused to create or update task');
const failed = (status: number) => new ApiError(status, 1470604, 'Failed to update task completion status.');

/** A missing task is answered like an unreadable one: v1 documents no code of its own for it (UNCONFIRMED). */
function findTask({ state, id, brand, identity }: Call, right: 'read' | 'edit'): TaskRecord {
  if (!UUID.test(id)) throw invalidId();
  const record = state.live(id, brand);
  if (!record) throw cannotRead();
  const has = taskRight(state, record, identity);
  if (has === 'none') throw cannotRead();
  if (right === 'edit' && has !== 'edit') throw refused();
  return record;
}

export const getTaskV1: Endpoint = {
  api: 'task.v1.get',
  method: 'GET',
  path: '/open-apis/task/v1/tasks/:id',
  scopes: ['task:task', 'task:task:readonly'],
  tier: '1000/min and 50/s',
  run: (call) => {
    const record = findTask(call, 'read');
    return { task: showTaskV1(call, record) };
  },
};

export const completeTaskV1 = statusEndpoint('complete', 500);
export const uncompleteTaskV1 = statusEndpoint('uncomplete', 400);

/**
 * @param failure HTTP status of 1470604 at this endpoint. That it is the answer for completing twice and for a
 * mode-1 task of somebody else is our choice (UNCONFIRMED); reopening an open task is taken as harmless.
 */
function statusEndpoint(name: 'complete' | 'uncomplete', failure: number): Endpoint {
  return {
    api: `task.v1.${name}`,
    method: 'POST',
    path: `/open-apis/task/v1/tasks/:id/${name}`,
    scopes: ['task:task'],
    tier: '1000/min and 50/s',
    run: (call) => {
      const { state, identity, api } = call;
      const record = findTask(call, 'edit');
      const before = record.task;
      if (before.mode === 1 && before.creator.id !== identity.id) throw failed(failure);
      if (name === 'complete' && before.status === 'done') throw failed(failure);
      const draft = structuredClone(before);
      // v1 counts in seconds.
      setCompleted(draft, name === 'complete' ? `${Math.floor(state.now() / 1_000)}000` : '0');
      const next = name === 'complete' ? spawnNext(state, record, draft) : undefined;
      record.task = draft;
      if (next) state.tasks.set(next.task.guid, next);
      const field = { name: 'completed_at', before: before.completed_at, after: draft.completed_at };
      state.wrote({ user: identity.name, api }, draft, [field]);
      return {};
    },
  };
}

const seconds = (ms: string): string => String(Math.floor(Number(ms) / 1_000));

function showTaskV1(call: Call, record: TaskRecord): Record<string, unknown> {
  const { task } = record;
  const people = (role: string) =>
    task.members.filter((member) => member.role === role).map(({ id }) => ({ id: showId(call, id) }));
  return {
    id: task.guid,
    summary: task.summary,
    description: task.description,
    rich_summary: task.summary,
    rich_description: task.description,
    complete_time: seconds(task.completed_at),
    ...(task.due && { due: { time: seconds(task.due.timestamp), timezone: '', is_all_day: task.due.is_all_day } }),
    create_time: seconds(task.created_at),
    update_time: seconds(task.updated_at),
    creator_id: showId(call, task.creator.id),
    collaborators: people('assignee'),
    followers: people('follower'),
    ...(task.origin && { origin: showOrigin(task.origin) }),
    custom: task.custom_complete ? JSON.stringify({ custom_complete: task.custom_complete }) : '',
    extra: task.extra,
    source: task.source,
    can_edit: taskRight(call.state, record, call.identity) === 'edit',
    repeat_rule: task.repeat_rule,
  };
}

/** v1 writes the platform's names as a JSON string. */
function showOrigin({ platform_i18n_name, href }: NonNullable<Task['origin']>): Record<string, unknown> {
  return { platform_i18n_name: JSON.stringify(platform_i18n_name), ...(href && { href }) };
}
