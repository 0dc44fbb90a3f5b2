import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, sample } from './client';
import { type Sandbox, startSandbox } from './server';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const LEGACY = 'cli_a000000000000002';
const call = (guid: string, tail: string, user = 'Anna Chen') =>
  ask(sandbox, `/open-apis/task/v1/tasks/${guid}${tail}`, {
    token: sandbox.tokenFor(user, user === '王小芳' ? undefined : LEGACY),
    method: tail === '' ? 'GET' : 'POST',
  });

describe('task v1', () => {
  it('completes at the server’s second, and reopens', async () => {
    sandbox.shiftClock(-3_600_000);
    const { body } = await call(sample(sandbox, 'plain'), '/complete');
    expect(body).toEqual({ code: 0, msg: 'success', data: {} });
    const completed = Number(sandbox.task(sample(sandbox, 'plain'))?.completed_at);
    expect(completed % 1_000).toBe(0);
    expect(Math.abs(Date.now() - 3_600_000 - completed)).toBeLessThan(60_000);
    expect((await call(sample(sandbox, 'plain'), '')).body).toMatchObject({
      data: { task: { complete_time: String(completed / 1_000), can_edit: true } },
    });
    expect((await call(sample(sandbox, 'plain'), '/uncomplete')).body.code).toBe(0);
    expect(sandbox.task(sample(sandbox, 'plain'))).toMatchObject({ status: 'todo', completed_at: '0' });
    expect(sandbox.writes.map(({ api }) => api)).toEqual(['task.v1.complete', 'task.v1.uncomplete']);
  });

  it('makes the next occurrence of a repeating task', async () => {
    await call(sample(sandbox, 'repeating'), '/complete');
    const done = sandbox.task(sample(sandbox, 'repeating'));
    expect(done?.repeat_rule).toBe('');
    expect(sandbox.task(done?.next_task_guid ?? '')?.status).toBe('todo');
  });

  it.each<[string, string, number, number]>([
    ['follower', '/complete', 400, 1470404],
    ['follower', '/uncomplete', 400, 1470404],
    ['stranger', '/complete', 400, 1470432],
    ['deleted', '/uncomplete', 400, 1470432],
    ['other-tenant', '', 400, 1470432],
    ['mode1-assignee', '/complete', 500, 1470604],
    ['mode1-assignee', '/uncomplete', 400, 1470604],
    ['done-own', '/complete', 500, 1470604],
    ['plain', '/uncomplete', 200, 0],
  ])('%s%s: %i/%i, in v1’s own meaning', async (key, tail, status, code) => {
    const answer = await call(sample(sandbox, key), tail);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it.each(['nonsense', 't104001'])('the id %s is invalid', async (id) => {
    expect((await call(id, '/complete')).body.code).toBe(1470602);
  });

  it('shows a task in its older shape', async () => {
    const { body } = await call(sample(sandbox, 'custom-tip'), '');
    expect(body).toMatchObject({
      data: {
        task: {
          id: sample(sandbox, 'custom-tip'),
          complete_time: '0',
          collaborators: [{ id: sandbox.users[0]?.open_id }],
          followers: [],
          custom: expect.stringContaining('"custom_complete":{"pc":{"tip"'),
        },
      },
    });
  });
});
