import { customCompleteSchema, type Task, type TaskMember } from '../task/schema';
import { apiUrl, send, type Transport } from './request';
import type { Access } from './tasks';

/**
 * Task v1, for apps that hold only the old scope `task:task` (feishu-task-api §3.12). The v2 guid is v1's task id.
 * v1 counts in seconds and has other field names; a task leaves here in v2's shape.
 */
export async function getLegacyTask(transport: Transport, { api, token }: Access, guid: string): Promise<Task> {
  const url = legacyUrl(api, [guid], { user_id_type: 'open_id' });
  const body = await send(transport, { endpoint: 'v1.get', method: 'GET', url, token });
  return fromLegacy(guid, ((body.data as { task?: LegacyTask } | undefined)?.task ?? {}) as LegacyTask);
}

/** The document has no body; the official SDK sends an empty object, and so do we. */
const EMPTY = {};

/** POST /task/v1/tasks/:task_id/complete; the answer is empty. */
export async function completeLegacy(transport: Transport, { api, token }: Access, guid: string): Promise<void> {
  await send(transport, {
    endpoint: 'v1.complete',
    method: 'POST',
    url: legacyUrl(api, [guid, 'complete']),
    token,
    json: EMPTY,
  });
}

/** POST /task/v1/tasks/:task_id/uncomplete; the answer is empty. */
export async function uncompleteLegacy(transport: Transport, { api, token }: Access, guid: string): Promise<void> {
  await send(transport, {
    endpoint: 'v1.uncomplete',
    method: 'POST',
    url: legacyUrl(api, [guid, 'uncomplete']),
    token,
    json: EMPTY,
  });
}

function legacyUrl(api: string, rest: readonly string[], query: Readonly<Record<string, string>> = {}): URL {
  return apiUrl(api, ['open-apis', 'task', 'v1', 'tasks', ...rest], query);
}

interface LegacyTask {
  readonly summary?: string;
  readonly description?: string;
  readonly complete_time?: string;
  readonly update_time?: string;
  readonly due?: { readonly time?: string; readonly is_all_day?: boolean };
  readonly creator_id?: string;
  readonly collaborators?: readonly { readonly id?: string }[];
  readonly followers?: readonly { readonly id?: string }[];
  readonly repeat_rule?: string;
  readonly extra?: string;
  /** JSON in a text: `{ custom_complete }`. */
  readonly custom?: string;
}

/** Seconds as v1 writes them to v2's ms; "0" stays "0". */
const toMs = (seconds: string | undefined) => (seconds && seconds !== '0' ? `${seconds}000` : '0');

/** v1 wraps the custom completion in a JSON text; what is not readable as one is none. */
function completionIn(custom: string | undefined): Pick<Task, 'custom_complete'> {
  try {
    const { custom_complete } = JSON.parse(custom || '{}') as { custom_complete?: unknown };
    const parsed = customCompleteSchema.safeParse(custom_complete);
    return parsed.success ? { custom_complete: parsed.data } : {};
  } catch {
    return {};
  }
}

function fromLegacy(guid: string, task: LegacyTask): Task {
  const completed_at = toMs(task.complete_time);
  const member = (role: string) => (person: { readonly id?: string }) =>
    person.id ? [{ id: person.id, type: 'user', role } satisfies TaskMember] : [];
  return {
    guid,
    summary: task.summary ?? '',
    description: task.description ?? '',
    completed_at,
    status: completed_at === '0' ? 'todo' : 'done',
    updated_at: toMs(task.update_time),
    members: [
      ...(task.collaborators ?? []).flatMap(member('assignee')),
      ...(task.followers ?? []).flatMap(member('follower')),
    ],
    ...(task.due?.time && task.due.time !== '0'
      ? { due: { timestamp: toMs(task.due.time), is_all_day: task.due.is_all_day ?? false } }
      : {}),
    ...(task.creator_id && { creator: { id: task.creator_id, type: 'user' } }),
    ...(task.repeat_rule && { repeat_rule: task.repeat_rule }),
    ...(task.extra && { extra: task.extra }),
    ...completionIn(task.custom),
  };
}
