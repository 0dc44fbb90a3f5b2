import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, ask, sample } from './client';
import { fixedGuid } from './fixed-guid';
import type { FieldValue } from './model';
import { type Sandbox, startSandbox } from './server';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const field = (name: string) => fixedGuid(`field ${name}`);
const option = (name: string) => fixedGuid(`option ${name}`);

function set(name: string, value: Record<string, unknown>, key = 'fields'): Promise<Answer> {
  const json = { task: { custom_fields: [{ guid: field(name), ...value }] }, update_fields: ['custom_fields'] };
  const path = `/open-apis/task/v2/tasks/${sample(sandbox, key)}`;
  return ask(sandbox, path, { method: 'PATCH', token: sandbox.tokenFor('Anna Chen'), json });
}

const value = (name: string): FieldValue | undefined =>
  sandbox.task(sample(sandbox, 'fields'))?.custom_fields.find((entry) => entry.guid === field(name));

describe('custom field values', () => {
  it.each<[string, Record<string, unknown>, Partial<FieldValue>]>([
    ['Cost', { number_value: '+1.2000' }, { number_value: '1.2' }],
    ['Cost', { number_value: '0.005' }, { number_value: '0.01' }],
    ['Share done', { number_value: '0.12345' }, { number_value: '0.123' }],
    ['Launch day', { datetime_value: '1666108800000' }, { datetime_value: '1666051200000' }],
    ['Stage', { single_select_value: option('Final') }, { single_select_value: option('Final') }],
    [
      'Areas',
      { multi_select_value: [option('Server'), option('Web')] },
      { multi_select_value: [option('Server'), option('Web')] },
    ],
    ['备注', { text_value: '好' }, { text_value: '好' }],
  ])('%s takes %j', async (name, given, stored) => {
    const others = sandbox.task(sample(sandbox, 'fields'))?.custom_fields.filter((entry) => entry.guid !== field(name));
    expect((await set(name, given)).body.code).toBe(0);
    expect(value(name)).toMatchObject(stored);
    const after = sandbox.task(sample(sandbox, 'fields'))?.custom_fields.filter((entry) => entry.guid !== field(name));
    expect(after).toEqual(others);
  });

  it('takes a member', async () => {
    const { open_id: id } = sandbox.users[0] ?? {};
    expect((await set('Reviewer', { member_value: [{ id, type: 'user' }] })).body.code).toBe(0);
    expect(value('Reviewer')?.member_value).toEqual([{ id, type: 'user' }]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['Cost', { number_value: '' }],
    ['Reviewer', { member_value: [] }],
    ['Launch day', { datetime_value: '' }],
    ['Stage', { single_select_value: '' }],
    ['Areas', { multi_select_value: [] }],
    ['备注', { text_value: '' }],
  ])('%s is emptied by %j', async (name, given) => {
    expect(value(name)).toBeDefined();
    expect((await set(name, given)).body.code).toBe(0);
    expect(value(name)).toBeUndefined();
  });

  it.each<[string, Record<string, unknown>]>([
    ['Cost', { number_value: '1e3' }],
    ['Cost', { number_value: '1'.repeat(21) }],
    ['Launch day', { datetime_value: '-1' }],
    ['Stage', { single_select_value: option('Old stage') }],
    ['Stage', { single_select_value: option('Web') }],
    ['Areas', { multi_select_value: [option('Web'), option('Web')] }],
    ['Areas', { multi_select_value: [option('Web'), option('Retired area')] }],
    ['Reviewer', { member_value: [{ id: 'ou_nobody', type: 'user' }] }],
    ['Reviewer', { member_value: [{ id: 'cli_a000000000000001', type: 'app' }] }],
    ['备注', { text_value: 'x'.repeat(3_001) }],
  ])('%s refuses %j', async (name, given) => {
    const { status, body } = await set(name, given);
    expect([status, body.code]).toEqual([400, 1470400]);
    expect(sandbox.writes).toEqual([]);
  });

  it('takes one member only where the field says so', async () => {
    const member_value = sandbox.users.slice(0, 2).map(({ open_id }) => ({ id: open_id }));
    expect((await set('Reviewer', { member_value })).body.code).toBe(1470400);
  });

  it('needs edit right on the field too: 403, and 404 for an unknown field', async () => {
    const denied = await set('Budget code', { text_value: 'x' }, 'field-reader');
    expect([denied.status, denied.body.code]).toEqual([403, 1470403]);
    const unknown = await set('nothing', { text_value: 'x' });
    expect([unknown.status, unknown.body.code]).toEqual([404, 1470404]);
  });

  it.each([
    ['in no list', 'plain'],
    ['in another list', 'field-reader'],
  ])('of a list that the task is not in are refused, and nothing is written: %s', async (_, key) => {
    const { status, body } = await set('Cost', { number_value: '5' }, key);
    expect([status, body.code]).toEqual([400, 1470400]);
    expect(body.msg).toMatch(/^Invalid Param 'custom_fields',/);
    expect(sandbox.writes).toEqual([]);
  });

  it('that stand in a task from a list that it has left can be read, and neither set nor emptied', async () => {
    sandbox.edit(sample(sandbox, 'fields'), { tasklists: [] });
    expect(value('Cost')).toBeDefined();
    for (const number_value of ['5', '']) expect((await set('Cost', { number_value })).body.code).toBe(1470400);
    expect(value('Cost')).toMatchObject({ number_value: '1250.5' });
  });
});

describe('custom field definitions', () => {
  const get = (path: string, user = 'Anna Chen') =>
    ask(sandbox, `/open-apis/task/v2/custom_fields${path}`, { token: sandbox.tokenFor(user) });

  it('gives one, with its options in order', async () => {
    const { body } = await get(`/${field('Stage')}`);
    expect(body).toMatchObject({
      data: {
        custom_field: {
          name: 'Stage',
          type: 'single_select',
          single_select_setting: { options: [{ name: 'Draft' }, {}, {}, { name: 'Old stage', is_hidden: true }] },
        },
      },
    });
  });

  it('refuses a field that the caller may not read, and an unknown one', async () => {
    expect((await get(`/${field('Budget code')}`, '李雷')).body.code).toBe(1470403);
    expect((await get('/nothing')).body.code).toBe(1470404);
  });

  it('lists those of a list, or all readable ones', async () => {
    const names = ({ body }: Answer) => (body.data as { items: { name: string }[] }).items.map((item) => item.name);
    expect(names(await get(`?resource_type=tasklist&resource_id=${fixedGuid('list finance')}`))).toEqual([
      'Budget code',
    ]);
    expect(names(await get(''))).toHaveLength(8);
    expect(names(await get('', '李雷'))).toHaveLength(7);
    expect((await get(`?resource_id=${fixedGuid('list finance')}`, '李雷')).body.code).toBe(1470403);
  });
});
