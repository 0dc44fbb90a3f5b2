import { fail } from '../failure';
import { isRecord } from '../task/meaning';
import type { PatchRequest } from '../task/patch';
import { readTask } from '../task/read-task';
import { flag, text } from '../task/readers';
import type { Task } from '../task/schema';
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
  return taskIn(body, guid) ?? fail('server', 'unexpected_answer');
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
 * task on the page, or names none, is left out.
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
  const { items, has_more, page_token: next } = pageIn(body);
  return { tasks: items.flatMap((item) => readTask(item) ?? []), ...nextOf(has_more, next) };
}

/** A page of a list, however it is spelled: what is no item of it is left to its reader. */
export function pageIn({ data }: Record<string, unknown>) {
  const { items, has_more, page_token } = (isRecord(data) ? data : {}) as Record<string, unknown>;
  return { items: Array.isArray(items) ? (items as unknown[]) : [], has_more, page_token };
}

/** The last page's token is empty; sent back it would begin again at page one (feishu-task-api §1). */
export function nextOf(has_more: unknown, page_token: unknown): { next?: string } {
  const next = flag(has_more).value === true ? text(page_token).value : undefined;
  return next ? { next: String(next) } : {};
}

/**
 * PATCH /task/v2/tasks/:task_guid (T2/task/patch). Answers the whole task after the change; nothing where the change was made
 * but no task can be read in the answer.
 */
export async function patchTask(
  transport: Transport,
  { api, token }: Access,
  guid: string,
  patch: PatchRequest,
): Promise<Task | undefined> {
  const url = taskUrl(api, guid);
  const body = await send(transport, { endpoint: 'v2.patch', method: 'PATCH', url, token, json: patch });
  return taskIn(body, guid);
}

function taskUrl(api: string, guid: string): URL {
  return apiUrl(api, ['open-apis', 'task', 'v2', 'tasks', guid], { user_id_type: 'open_id' });
}

function taskIn({ data }: Record<string, unknown>, guid: string): Task | undefined {
  return isRecord(data) ? readTask(data.task, guid) : undefined;
}
