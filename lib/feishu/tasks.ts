import { fail } from '../failure';
import type { PatchRequest } from '../task/patch';
import { type Task, taskSchema } from '../task/schema';
import { apiUrl, send, type Transport } from './request';

/** Where to call and as whom. */
export interface Access {
  /** Origin of the brand's API. */
  readonly api: string;
  readonly token: string;
}

/** GET /task/v2/tasks/:task_guid (T2/task/get). */
export async function getTask(transport: Transport, { api, token }: Access, guid: string): Promise<Task> {
  const body = await send(transport, { endpoint: 'v2.get', method: 'GET', url: taskUrl(api, guid), token });
  return taskIn(body);
}

/** PATCH /task/v2/tasks/:task_guid (T2/task/patch). Answers the whole task after the change. */
export async function patchTask(
  transport: Transport,
  { api, token }: Access,
  guid: string,
  patch: PatchRequest,
): Promise<Task> {
  const url = taskUrl(api, guid);
  const body = await send(transport, { endpoint: 'v2.patch', method: 'PATCH', url, token, json: patch });
  return taskIn(body);
}

function taskUrl(api: string, guid: string): URL {
  return apiUrl(api, ['open-apis', 'task', 'v2', 'tasks', guid], { user_id_type: 'open_id' });
}

function taskIn(body: Record<string, unknown>): Task {
  const data = body.data as { task?: unknown } | undefined;
  const parsed = taskSchema.safeParse(data?.task);
  if (!parsed.success) fail('server', 'not_json');
  return parsed.data;
}
