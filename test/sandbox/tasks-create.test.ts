import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask } from './client';
import { fixedGuid } from './fixed-guid';
import type { Task } from './model';
import { type Sandbox, startSandbox } from './server';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const create = (json: Record<string, unknown>) =>
  ask(sandbox, '/open-apis/task/v2/tasks', { token: sandbox.tokenFor('Anna Chen'), json });
const made = (body: Record<string, unknown>) => (body.data as { task: Task }).task;

describe('create', () => {
  it('needs a title only, and puts nobody on the task', async () => {
    const { body } = await create({ summary: 'New' });
    const { guid } = made(body);
    expect(made(body)).toMatchObject({
      summary: 'New',
      members: [],
      mode: 2,
      source: 7,
      status: 'todo',
      completed_at: '0',
    });
    const token = sandbox.tokenFor('Anna Chen');
    expect((await ask(sandbox, `/open-apis/task/v2/tasks/${guid}`, { token })).body.code).toBe(0);
    const mine = await ask(sandbox, '/open-apis/task/v2/tasks?page_size=100', { token });
    expect(mine.text).not.toContain(guid);
  });

  it('takes everything a task can have', async () => {
    const launch = fixedGuid('list launch');
    const { body } = await create({
      summary: 'All of it',
      description: 'd',
      start: { timestamp: '1893456000000', is_all_day: true },
      due: { timestamp: '1893542400000', is_all_day: true },
      members: [{ id: sandbox.users[1]?.open_id, type: 'user', role: 'assignee' }],
      reminders: [{ relative_fire_minute: 0 }],
      repeat_rule: 'FREQ=DAILY;INTERVAL=1',
      tasklists: [{ tasklist_guid: launch }],
      custom_fields: [{ guid: fixedGuid('field Cost'), number_value: '3' }],
      mode: 1,
      is_milestone: true,
      extra: 'e',
      origin: { platform_i18n_name: { en_us: 'X' }, href: { url: 'https://x.example.com', title: 't' } },
      custom_complete: { pc: { href: 'https://x.example.com' } },
    });
    expect(made(body)).toMatchObject({
      members: [{ name: '张明德', role: 'assignee' }],
      reminders: [{ id: '10', relative_fire_minute: 0 }],
      tasklists: [{ tasklist_guid: launch, section_guid: fixedGuid('section launch') }],
      custom_fields: [{ type: 'number', number_value: '3' }],
      mode: 1,
      origin: { href: { title: 't' } },
    });
  });

  it('may make a completed task', async () => {
    expect(made((await create({ summary: 'x', completed_at: '5000' })).body)).toMatchObject({
      status: 'done',
      completed_at: '5000',
    });
  });

  const due = { timestamp: '1893456000000' };
  const member = (given: Record<string, unknown>) => ({
    members: [{ id: 'ou_7d8a6e617d8a6e617d8a6e617d8a6e61', ...given }],
  });
  it.each<[string, Record<string, unknown>, number, number]>([
    ['no title', { summary: '' }, 400, 1470400],
    ['a role of a list', member({ role: 'editor' }), 400, 1470400],
    ['a chat as member', member({ role: 'assignee', type: 'chat' }), 400, 1470400],
    ['an unknown person', { members: [{ id: 'ou_x', role: 'assignee' }] }, 500, 1470500],
    ['51 members', { members: Array.from({ length: 51 }, () => ({ id: 'x', role: 'assignee' })) }, 400, 1470400],
    ['two reminders', { due, reminders: [{ relative_fire_minute: 1 }, { relative_fire_minute: 2 }] }, 400, 1470400],
    ['a reminder after due', { due, reminders: [{ relative_fire_minute: -1 }] }, 400, 1470400],
    ['a reminder without due', { reminders: [{ relative_fire_minute: 1 }] }, 400, 1470400],
    ['a rule without due', { repeat_rule: 'FREQ=DAILY;INTERVAL=1' }, 400, 1470400],
    ['start without due’s day', { start: { ...due, is_all_day: true }, due }, 400, 1470400],
    ['an unknown list', { tasklists: [{ tasklist_guid: 'x' }] }, 404, 1470404],
    [
      'an unknown section',
      { tasklists: [{ tasklist_guid: fixedGuid('list launch'), section_guid: 'x' }] },
      404,
      1470404,
    ],
    ['a list one may only read', { tasklists: [{ tasklist_guid: fixedGuid('list finance') }] }, 403, 1470403],
    [
      'a field of no list of the call',
      { custom_fields: [{ guid: fixedGuid('field Cost'), number_value: '1' }] },
      400,
      1470400,
    ],
    [
      'an origin with another scheme',
      { origin: { platform_i18n_name: {}, href: { url: 'ftp://x', title: '' } } },
      400,
      1470400,
    ],
    [
      'a document beside extra',
      { extra: 'x', docx_source: { token: 'x'.repeat(27), block_id: 'x'.repeat(27) } },
      400,
      1470400,
    ],
    ['a short document token', { docx_source: { token: 'x', block_id: 'x'.repeat(27) } }, 400, 1470400],
    ['11 positive reminders', { positive_reminders: Array.from({ length: 11 }, () => ({})) }, 400, 1470400],
    ['a short client_token', { client_token: 'short' }, 400, 1470400],
    ['forbidden words', { description: 'forbidden-content' }, 500, 1470500],
  ])('refuses %s', async (_name, given, status, code) => {
    const answer = await create({ summary: 'x', ...given });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(sandbox.writes).toEqual([]);
  });

  it('remembers a success with client_token for five minutes', async () => {
    const client_token = 'token-0123';
    expect((await create({ summary: '', client_token })).body.code).toBe(1470400);
    const first = made((await create({ summary: 'once', client_token })).body).guid;
    expect(made((await create({ summary: 'once', client_token })).body).guid).toBe(first);
    expect(made((await create({ summary: 'once', client_token: 'TOKEN-0123' })).body).guid).not.toBe(first);
    expect(sandbox.writes).toHaveLength(2);
    sandbox.shiftClock(5 * 60_000);
    expect(made((await create({ summary: 'once', client_token })).body).guid).not.toBe(first);
  });
});
