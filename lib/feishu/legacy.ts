import { fail } from '../failure';
import { isRecord } from '../task/meaning';
import { readTask } from '../task/read-task';
import { text } from '../task/readers';
import type { Task } from '../task/schema';
import { apiUrl, send, type Transport } from './request';
import type { Access } from './tasks';

/**
 * Task v1, for apps that hold only the old scope `task:task` (feishu-task-api §3.12). The v2 guid is v1's task id.
 * v1 counts in seconds and has other field names; a task leaves here in v2's shape.
 */
export async function getLegacyTask(transport: Transport, { api, token }: Access, guid: string): Promise<Task> {
  const url = legacyUrl(api, [guid], { user_id_type: 'open_id' });
  const body = await send(transport, { endpoint: 'v1.get', method: 'GET', url, token });
  const task = isRecord(body.data) && isRecord(body.data.task) ? body.data.task : {};
  return (Object.keys(task).length > 0 && fromLegacy(guid, task)) || fail('server', 'unexpected_answer');
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

type Loose = Readonly<Record<string, unknown>>;

/** Seconds as v1 writes them to v2's ms; "0" stays "0", and what is no whole number as it is. */
function toMs(raw: unknown): unknown {
  const seconds = text(raw).value ?? (text(raw).raw === undefined ? '0' : raw);
  return typeof seconds === 'string' && /^0*[1-9]\d*$/.test(seconds) ? `${seconds}000` : seconds;
}

/** v1 wraps the custom completion in a JSON text; what is not readable as one is none. */
function completionIn(custom: unknown): unknown {
  try {
    const { custom_complete } = JSON.parse(String(text(custom).value ?? '{}')) as Loose;
    return custom_complete;
  } catch {
    return undefined;
  }
}

/** A due without a time is none; one that is no object is kept as it came. */
function dueIn(due: unknown): unknown {
  if (!isRecord(due)) return due || undefined;
  const timestamp = toMs(due.time);
  return timestamp === '0' ? undefined : { timestamp, is_all_day: due.is_all_day ?? false };
}

/** The old names as the new ones; each part is read as in v2. */
function fromLegacy(guid: string, task: Loose): Task | undefined {
  const completed_at = toMs(task.complete_time);
  const people = (raw: unknown, role: string) =>
    Array.isArray(raw) ? raw.filter(isRecord).map((person) => ({ ...person, type: 'user', role })) : [];
  return readTask(
    {
      legacy: true,
      summary: task.summary ?? '',
      description: task.description ?? '',
      completed_at,
      status: Number(completed_at) > 0 ? 'done' : 'todo',
      updated_at: toMs(task.update_time),
      members: [...people(task.collaborators, 'assignee'), ...people(task.followers, 'follower')],
      due: dueIn(task.due),
      creator: task.creator_id && { id: task.creator_id, type: 'user' },
      repeat_rule: task.repeat_rule || undefined,
      extra: task.extra || undefined,
      custom_complete: completionIn(task.custom),
    },
    guid,
  );
}
