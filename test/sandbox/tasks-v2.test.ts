import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, ask, sample } from './client';
import type { Task } from './model';
import { type Sandbox, startSandbox } from './server';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const path = (guid: string) => `/open-apis/task/v2/tasks/${encodeURIComponent(guid)}`;
const get = (key: string, user = 'Anna Chen') =>
  ask(sandbox, path(sample(sandbox, key)), { token: sandbox.tokenFor(user) });

function patch(key: string, task: unknown, names: string[], user = 'Anna Chen'): Promise<Answer> {
  const json = { task, update_fields: names };
  return ask(sandbox, path(sample(sandbox, key)), { method: 'PATCH', token: sandbox.tokenFor(user), json });
}

const stored = (key: string) => sandbox.task(sample(sandbox, key));
const DAY = 1_893_456_000_000; // 2030-01-01 UTC

describe('reading', () => {
  it.each([
    ['plain', 'Anna Chen', 200, 0],
    ['shared', '张明德', 200, 0],
    ['follower', 'Anna Chen', 200, 0],
    ['list-reader', 'Anna Chen', 200, 0],
    ['subtask', 'Anna Chen', 200, 0],
    ['fields', '李雷', 200, 0],
    ['plain', '李雷', 403, 1470403],
    ['stranger', 'Anna Chen', 403, 1470403],
    ['other-tenant', 'Anna Chen', 403, 1470403],
    ['plain', '王小芳', 403, 1470403],
    ['deleted', 'Anna Chen', 404, 1470404],
  ])('%s by %s: %i/%i', async (key, user, status, code) => {
    const answer = await get(key, user);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it.each([
    ['x'.repeat(101), 400, 1470400],
    ['t104001', 400, 1470400],
    ['00000000-0000-4000-8000-000000000000', 404, 1470404],
    ['02fa41a9-c6d7', 404, 1470404],
    ['02fa41a9-c6d7-493e-b41a-910375c3a074\u200b', 404, 1470404],
  ])('the id %s: %i/%i', async (guid, status, code) => {
    const answer = await ask(sandbox, path(guid), { token: sandbox.tokenFor('Anna Chen') });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('shows lists and fields only to those who may read them', async () => {
    const own = { tasklists: { length: 1 }, custom_fields: { length: 1 } };
    expect((await get('field-reader')).body).toMatchObject({ data: { task: own } });
    const member = { id: sandbox.users[2]?.open_id ?? '', type: 'user' as const, role: 'assignee' };
    sandbox.edit(sample(sandbox, 'field-reader'), { members: [member] });
    const { body } = await get('field-reader', '李雷');
    expect(body).toMatchObject({ data: { task: { tasklists: [], custom_fields: [] } } });
  });

  it('names members, and links as the platform does', async () => {
    const { body } = await get('done');
    const guid = sample(sandbox, 'done');
    expect(body).toMatchObject({
      code: 0,
      msg: 'success',
      data: {
        task: {
          guid,
          task_id: expect.stringMatching(/^t\d+$/),
          status: 'done',
          members: [
            { name: '张明德', type: 'user', role: 'assignee' },
            { name: 'Anna Chen', role: 'follower' },
          ],
          url: expect.stringMatching(
            new RegExp(`^https://applink\\.feishu\\.cn/client/todo/detail\\?guid=${guid}&suite_entity_num=t\\d+$`),
          ),
        },
      },
    });
  });
});

describe('my tasks', () => {
  const list = (query: string, user = 'Anna Chen') =>
    ask(sandbox, `/open-apis/task/v2/tasks?${query}`, { token: sandbox.tokenFor(user) });
  const guids = ({ body }: Answer) => (body.data as { items: { guid: string }[] }).items.map((task) => task.guid);

  it('are those assigned to the caller', async () => {
    const mine = guids(await list('type=my_tasks&page_size=100'));
    expect(mine).toContain(sample(sandbox, 'mode1-assignee'));
    for (const key of ['follower', 'done', 'deleted', 'stranger', 'subtask'])
      expect(mine).not.toContain(sample(sandbox, key));
  });

  it('come in pages that may be short while more follow', async () => {
    const all = guids(await list('completed=true&page_size=100'));
    expect(all).toEqual([sample(sandbox, 'done-own')]);
    const seen: string[] = [];
    let token = '';
    let empty = 0;
    for (let page = 0; page < 50; page += 1) {
      const answer = await list(`completed=true&page_size=2&page_token=${token}`);
      const data = answer.body.data as { has_more: boolean; page_token: string };
      seen.push(...guids(answer));
      if (guids(answer).length === 0) empty += 1;
      token = data.page_token;
      if (!data.has_more) break;
    }
    expect(seen).toEqual(all);
    expect(token).toBe('');
    expect(empty).toBeGreaterThan(3);
  });

  it.each([
    ['page_size=0', 99992402],
    ['page_size=101', 99992402],
    ['page_token=nonsense', 1470400],
    ['type=all', 1470400],
    ['completed=maybe', 99992402],
  ])('refuse %s', async (query, code) => {
    expect((await list(query)).body.code).toBe(code);
  });
});

describe('patch', () => {
  it('changes what update_fields names, and nothing else', async () => {
    const { body } = await patch('chinese', { summary: 'New', description: 'ignored' }, ['summary']);
    expect(body).toMatchObject({ data: { task: { summary: 'New', description: '需要事先阅读复盘总结文档' } } });
    expect(sandbox.writes).toMatchObject([
      {
        user: 'Anna Chen',
        api: 'task.v2.patch',
        guid: sample(sandbox, 'chinese'),
        fields: [{ name: 'summary', before: '针对全年销售进行一次复盘', after: 'New' }],
      },
    ]);
  });

  it.each<[string, string, unknown, Record<string, unknown>]>([
    ['chinese', 'description', undefined, { description: '' }],
    ['chinese', 'description', null, { description: '' }],
    ['days', 'start', undefined, { start: undefined }],
    ['days', 'due', { timestamp: '0' }, { due: undefined }],
    ['reminder', 'due', null, { due: undefined, reminders: [] }],
    ['repeating', 'repeat_rule', undefined, { repeat_rule: '' }],
    ['milestone', 'is_milestone', undefined, { is_milestone: false }],
    ['extra', 'extra', '', { extra: '' }],
    ['custom-tip', 'custom_complete', undefined, { custom_complete: undefined }],
    ['done-own', 'completed_at', undefined, { completed_at: '0', status: 'todo' }],
  ])('%s: clears %s by %j', async (key, name, value, after) => {
    expect((await patch(key, { [name]: value }, [name])).body.code).toBe(0);
    for (const [field, expected] of Object.entries(after)) expect(stored(key)?.[field as keyof Task]).toEqual(expected);
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    [
      'moments to the second',
      { due: { timestamp: `${DAY + 215_956}` } },
      { due: { timestamp: `${DAY + 215_000}`, is_all_day: false } },
    ],
    [
      'days to UTC midnight',
      { due: { timestamp: `${DAY + 57_600_001}`, is_all_day: true } },
      { due: { timestamp: `${DAY}`, is_all_day: true } },
    ],
    ['completed_at not at all', { completed_at: `${DAY + 123}` }, { completed_at: `${DAY + 123}`, status: 'done' }],
  ])('cuts %s', async (_name, task, after) => {
    expect((await patch('plain', task, Object.keys(task))).body.code).toBe(0);
    expect(stored('plain')).toMatchObject(after);
  });

  it('does nothing for an empty update_fields', async () => {
    const { body } = await patch('plain', { summary: 'x' }, []);
    expect(body.code).toBe(0);
    expect(sandbox.writes).toEqual([]);
  });

  const time = (offset: number, is_all_day = true) => ({ timestamp: String(DAY + offset), is_all_day });
  it.each<[string, string, Record<string, unknown>, string]>([
    ['empty title', 'plain', { summary: '' }, "Invalid Param 'summary', must not be empty."],
    ['no title', 'plain', { summary: undefined }, "Invalid Param 'summary', must not be empty."],
    ['title of 3001', 'plain', { summary: '😀'.repeat(3_001) }, "Invalid Param 'summary'"],
    ['description of 3001', 'plain', { description: 'x'.repeat(3_001) }, "Invalid Param 'description'"],
    ['unknown field', 'plain', { titel: 'x' }, "Invalid Param 'update_fields'"],
    ['inherited name', 'plain', { toString: 'x' }, "Invalid Param 'update_fields'"],
    ['members', 'plain', { members: [] }, "Invalid Param 'update_fields'"],
    ['due without timestamp', 'plain', { due: {} }, "Invalid Param 'due.timestamp', param is required."],
    ['negative due', 'plain', { due: { timestamp: '-1' } }, "Invalid Param 'due.timestamp'"],
    ['start after due', 'plain', { start: time(86_400_000), due: time(0) }, "Invalid Param 'start"],
    ['day and moment', 'plain', { start: time(0), due: time(0, false) }, "Invalid Param 'start.is_all_day'"],
    ['moment beside a day', 'days', { due: time(0, false) }, "Invalid Param 'start.is_all_day'"],
    ['start after the due it has', 'days', { start: time(40 * 365 * 86_400_000) }, "Invalid Param 'start"],
    [
      'rule without due',
      'plain',
      { repeat_rule: 'FREQ=DAILY;INTERVAL=1' },
      "Invalid Param 'repeat_rule', cannot set repeat_rule without setting due.",
    ],
    [
      'no due under a rule',
      'repeating',
      { due: null },
      "Invalid Param 'repeat_rule', cannot set repeat_rule without setting due.",
    ],
    ['rule of 1001', 'repeating', { repeat_rule: 'x'.repeat(1_001) }, "Invalid Param 'repeat_rule'"],
    ['rule and completion', 'repeating', { repeat_rule: '', completed_at: '1' }, "Invalid Param 'repeat_rule'"],
    ['mode 3', 'plain', { mode: 3 }, "Invalid Param 'mode'"],
    ['mode cleared', 'plain', { mode: undefined }, "Invalid Param 'mode'"],
    ['extra of 65537', 'plain', { extra: 'x'.repeat(65_537) }, "Invalid Param 'extra'"],
    [
      'tip of 1001',
      'plain',
      { custom_complete: { pc: { tip: { en_us: 'x'.repeat(1_001) } } } },
      "Invalid Param 'custom_complete.pc.tip'",
    ],
    ['completed_at of 21', 'plain', { completed_at: '1'.repeat(21) }, "Invalid Param 'task.completed_at'"],
    ['completed_at as text', 'plain', { completed_at: 'now' }, "Invalid Param 'task.completed_at'"],
    [
      'completed again',
      'done-own',
      { completed_at: `${DAY}` },
      "Invalid Param 'task.completed_at', cannot set non-zero completed_at for a completed task",
    ],
  ])('refuses %s: 400/1470400', async (_name, key, task, msg) => {
    const before = structuredClone(stored(key));
    const { status, body } = await patch(key, task, Object.keys(task));
    expect([status, body.code]).toEqual([400, 1470400]);
    expect(body.msg).toContain(msg);
    expect(stored(key)).toEqual(before);
    expect(sandbox.writes).toEqual([]);
  });

  it.each<[string, string, Record<string, unknown>, number, number]>([
    ['follower', 'Anna Chen', { summary: 'x' }, 403, 1470403],
    ['list-reader', 'Anna Chen', { summary: 'x' }, 403, 1470403],
    ['stranger', 'Anna Chen', { summary: 'x' }, 403, 1470403],
    ['deleted', 'Anna Chen', { summary: 'x' }, 404, 1470404],
    ['plain', 'Anna Chen', { summary: 'with forbidden-content in it' }, 500, 1470500],
    ['plain', 'Anna Chen', { description: 'forbidden-content' }, 500, 1470500],
    ['mode1-assignee', 'Anna Chen', { completed_at: '1' }, 500, 1470500],
    ['mode1-assignee', 'Anna Chen', { completed_at: '0' }, 500, 1470500],
    ['mode1-assignee', 'Anna Chen', { summary: 'x' }, 200, 0],
    ['mode1-assignee', '张明德', { completed_at: '1' }, 200, 0],
    ['subtask', 'Anna Chen', { completed_at: '1' }, 200, 0],
    ['plain', 'Anna Chen', { completed_at: '0' }, 200, 0],
    ['custom-href', 'Anna Chen', { completed_at: '1' }, 200, 0],
  ])('%s by %s with %j: %i/%i', async (key, user, task, status, code) => {
    const answer = await patch(key, task, Object.keys(task), user);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(sandbox.writes.length).toBe(code === 0 ? 1 : 0);
  });

  it('completes a mode-1 task for everybody', async () => {
    const parts = stored('mode1-creator')?.assignee_related.map((entry) => entry.completed_at !== '0');
    expect(parts).toEqual([false, false, true]);
    await patch('mode1-creator', { completed_at: '5000' }, ['completed_at']);
    expect(stored('mode1-creator')?.assignee_related.map((entry) => entry.completed_at)).toEqual([
      '5000',
      '5000',
      '5000',
    ]);
  });

  it('completing a repeating task makes the next one; reopening leaves it', async () => {
    const due = Number(stored('repeating')?.due?.timestamp);
    const { body } = await patch('repeating', { completed_at: '5000' }, ['completed_at']);
    const done = (body.data as { task: { repeat_rule: string; next_task_guid: string } }).task;
    expect(done.repeat_rule).toBe('');
    const next = sandbox.task(done.next_task_guid);
    expect(next).toMatchObject({
      summary: 'Weekly status mail 周报',
      status: 'todo',
      completed_at: '0',
      repeat_rule: 'FREQ=WEEKLY;INTERVAL=1',
      due: { timestamp: String(due + 7 * 86_400_000), is_all_day: true },
    });
    expect(next?.task_id).not.toBe(stored('repeating')?.task_id);
    await patch('repeating', { completed_at: '0' }, ['completed_at']);
    expect(stored('repeating')).toMatchObject({ status: 'todo', repeat_rule: '' });
    expect(sandbox.task(done.next_task_guid)?.status).toBe('todo');
  });

  it('keeps title and description within 3000 characters counted as the platform does', async () => {
    const summary = '😀'.repeat(3_000);
    expect((await patch('plain', { summary }, ['summary'])).body.code).toBe(0);
    expect(stored('plain')?.summary).toBe(summary);
  });
});
