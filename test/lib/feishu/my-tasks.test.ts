import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getTask, listMyTasks } from '../../../lib/feishu/tasks';
import { type Sandbox, startSandbox } from '../../sandbox/server';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const transport = { fetch, now: () => Date.now() };
const access = () => ({ api: sandbox.address, token: sandbox.tokenFor('Anna Chen') });

describe('my tasks', () => {
  it('are the caller’s own open ones, each as whole as a single reading', async () => {
    const { tasks, next } = await listMyTasks(transport, access());
    expect(next).toBeUndefined();
    expect(tasks.length).toBeGreaterThan(5);
    expect(tasks.filter(({ status }) => status !== 'todo')).toEqual([]);
    // The limit of single readings is ten a second.
    for (const task of tasks.slice(0, 8)) expect(await getTask(transport, access(), task.guid)).toEqual(task);
  });

  it('leave out what is no task, and go on where the server says so', async () => {
    const page = { items: [{ guid: 'a' }, { summary: 'no guid' }, 7], has_more: true, page_token: 'more' };
    const asked: string[] = [];
    const answering = async (url: string) => {
      asked.push(new URL(url).search);
      return Response.json({ code: 0, data: asked.length > 1 ? { has_more: false, page_token: 'end' } : page });
    };
    const fake = { ...transport, fetch: answering as typeof fetch };
    expect(await listMyTasks(fake, access())).toEqual({ tasks: [{ guid: 'a' }], next: 'more' });
    expect(await listMyTasks(fake, access(), 'more')).toEqual({ tasks: [] });
    expect(asked[0]).toBe('?type=my_tasks&completed=false&page_size=100&user_id_type=open_id');
    expect(asked[1]).toBe(`${asked[0]}&page_token=more`);
  });
});
