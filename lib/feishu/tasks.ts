import * as z from 'zod/mini';
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

/** One page of the caller's tasks; `next` asks for the page after it. */
export interface TaskPage {
  readonly tasks: readonly Task[];
  readonly next?: string;
}

/** The most tasks that the API puts on a page (feishu-task-api §1). */
const PAGE_SIZE = '100';

/**
 * GET /task/v2/tasks (T2/task/list): the open tasks assigned to whose token it is, each as whole as a single reading. What is no
 * task on the page is left out.
 */
export async function listMyTasks(
  transport: Transport,
  { api, token }: Access,
  page_token?: string,
): Promise<TaskPage> {
  const url = apiUrl(api, ['open-apis', 'task', 'v2', 'tasks'], {
    type: 'my_tasks',
    completed: 'false',
    page_size: PAGE_SIZE,
    user_id_type: 'open_id',
    ...(page_token && { page_token }),
  });
  const body = await send(transport, { endpoint: 'v2.list', method: 'GET', url, token });
  const page = pageSchema.safeParse(body.data ?? {});
  if (!page.success) fail('server', 'not_json');
  const { items = [], has_more, page_token: next } = page.data;
  const tasks = items.flatMap((item) => {
    const task = taskSchema.safeParse(item);
    return task.success ? [task.data] : [];
  });
  // The last page's token is empty; sent back it would begin again at page one (feishu-task-api §1).
  return { tasks, ...(has_more && next && { next }) };
}

const pageSchema = z.looseObject({
  items: z.optional(z.array(z.unknown())),
  has_more: z.optional(z.boolean()),
  page_token: z.optional(z.string()),
});

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
