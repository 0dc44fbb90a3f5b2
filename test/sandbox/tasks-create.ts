import { randomUUID } from 'node:crypto';
import { invalidParam } from './api-error';
import { checkDocxSource, readMembers, readOrigin, readReminders, readTasklists } from './create-rules';
import { setFieldValues } from './custom-fields';
import type { Call, Endpoint } from './gateway';
import type { Task, TaskRecord } from './model';
import { checkWhole, SETTERS } from './patch-rules';
import { emptyTask, setCompleted } from './task-record';
import { showTask } from './task-view';
import { WRITE_SCOPES } from './tasks-v2';
import { optionalString, requiredList, requiredRecord } from './values';

/** How long a success with a `client_token` is remembered, ms. */
const MEMORY = 5 * 60_000;

export const createTask: Endpoint = {
  api: 'task.v2.create',
  method: 'POST',
  path: '/open-apis/task/v2/tasks',
  scopes: WRITE_SCOPES,
  tier: '10/s',
  run: (call) => {
    const { state, brand, api, identity } = call;
    const body = requiredRecord('body', call.body ?? {});
    const memory = readClientToken(call, body.client_token);
    const known = memory === undefined ? undefined : state.clientTokens.get(memory);
    const earlier = known && state.now() < known.until ? state.live(known.guid, brand) : undefined;
    if (earlier) return { task: showTask(call, earlier) };

    const task = buildTask(call, body);
    const record: TaskRecord = { task, brand, tenant_key: identity.tenant_key, deleted: false };
    state.tasks.set(task.guid, record);
    // Only a success is remembered: after a failure the same token is fresh again.
    if (memory !== undefined) state.clientTokens.set(memory, { guid: task.guid, until: state.now() + MEMORY });
    const names = Object.keys(body).filter((name) => name !== 'client_token');
    const fields = names.map((name) => ({ name, before: undefined, after: task[name as keyof Task] }));
    state.wrote({ user: identity.name, api }, task, fields);
    return { task: showTask(call, record) };
  },
};

/** The memory's key: per caller and endpoint, case-sensitive. */
function readClientToken({ api, identity }: Call, value: unknown): string | undefined {
  const token = optionalString('client_token', value);
  if (token === undefined || token === '') return undefined;
  if (token.length < 10 || token.length > 100)
    throw invalidParam('client_token', 'the length must be between 10 and 100.');
  return `${api} ${identity.app.app_id} ${identity.id} ${token}`;
}

function buildTask(call: Call, body: Record<string, unknown>): Task {
  const { state, brand, identity } = call;
  const { kind, id, name } = identity;
  const at = { guid: randomUUID(), taskId: state.nextTaskId(), brand, now: state.now() };
  const task = emptyTask(at, { id, type: kind, role: 'creator', name });
  // Without members nobody is on the task, not even its creator (reference §3.4).
  task.members = readMembers(call, body.members);
  task.source = kind === 'user' ? 7 : 6;
  SETTERS.summary?.(task, body.summary, call);
  for (const [field, set] of Object.entries(SETTERS)) {
    if (field !== 'custom_fields' && body[field] !== undefined && body[field] !== null) set(task, body[field], call);
  }
  task.reminders = readReminders(body.reminders, task.due);
  task.tasklists = readTasklists(call, body.tasklists);
  setFieldValues(call, task, body.custom_fields);
  const origin = readOrigin(body.origin);
  if (origin) task.origin = origin;
  if (body.docx_source !== undefined) {
    checkDocxSource(body);
    task.source = 8;
  }
  if (body.positive_reminders !== undefined) {
    const { length } = requiredList('positive_reminders', body.positive_reminders);
    if (length < 1 || length > 10) throw invalidParam('positive_reminders', 'must have 1 to 10 entries.');
  }
  setCompleted(task, task.completed_at);
  checkWhole(task, ['summary', 'description']);
  return task;
}
