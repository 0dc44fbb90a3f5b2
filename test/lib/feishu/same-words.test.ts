import * as lark from '@larksuiteoapi/node-sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { completeLegacy, getLegacyTask, uncompleteLegacy } from '../../../lib/feishu/legacy';
import type { Transport } from '../../../lib/feishu/request';
import { type Access, getTask, patchTask } from '../../../lib/feishu/tasks';
import { type TaskPatch, toRequest } from '../../../lib/task/patch';
import { sample } from '../../sandbox/client';
import { type Sandbox, startSandbox } from '../../sandbox/server';

// For one intent our request and the official SDK's are the same: method, path, query and JSON body. What the SDK is told is
// written out by hand, from the document, and not derived from our code. Header order and user agent are each one's own.

const quiet = { error() {}, warn() {}, info() {}, debug() {}, trace() {} };
const transport: Transport = { fetch, now: () => Date.now() };
const params = { user_id_type: 'open_id' } as const;
const FIELD = '73b21903-0041-4796-a11e-f8be919a7063';
const OPTION = '4216f79b-3fda-4dc6-a0c4-a16022e47152';
const NOON = '1675742789000';
const DAY = '1682899200000';
const COMPLETION = {
  pc: { href: 'https://www.example.com', tip: { en_us: 'workbench', zh_cn: '工作台' } },
  ios: { href: 'https://www.example.com/ios' },
  android: { tip: { ko_kr: '작업대' } },
};

let sandbox: Sandbox;
let client: lark.Client;
let access: Access;
let as: ReturnType<typeof lark.withUserAccessToken>;
let guid: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  const [app] = sandbox.apps;
  client = new lark.Client({
    appId: app?.app_id ?? '',
    appSecret: app?.app_secret ?? '',
    domain: sandbox.address,
    logger: quiet,
  });
});
beforeEach(() => {
  sandbox.reset();
  access = { api: sandbox.address, token: sandbox.tokenFor('Anna Chen') };
  as = lark.withUserAccessToken(access.token);
  guid = sample(sandbox, 'plain');
});
afterAll(() => sandbox.close());

/** The one request that this makes, however it is answered. */
async function requestOf(ask: () => Promise<unknown>) {
  const before = sandbox.requests.length;
  await ask().catch(() => undefined);
  const made = sandbox.requests.slice(before);
  expect(made).toHaveLength(1);
  const [{ method, path, query, body, headers }] = made as [(typeof made)[number]];
  const type = body === undefined ? undefined : headers['content-type']?.replace(/;.*/, '');
  return { method, path, query, body, type, authorization: headers.authorization };
}

type SdkPatch = NonNullable<Parameters<typeof client.task.v2.task.patch>[0]>['data'];

describe('the same words as the official client', () => {
  it.each<[string, TaskPatch, SdkPatch]>([
    ['a title', { summary: '复盘' }, { task: { summary: '复盘' }, update_fields: ['summary'] }],
    ['a description', { description: 'a\nb' }, { task: { description: 'a\nb' }, update_fields: ['description'] }],
    ['no description', { description: null }, { task: {}, update_fields: ['description'] }],
    [
      'a due moment',
      { due: { timestamp: NOON, is_all_day: false } },
      { task: { due: { timestamp: NOON, is_all_day: false } }, update_fields: ['due'] },
    ],
    [
      'an all-day due',
      { due: { timestamp: DAY, is_all_day: true } },
      { task: { due: { timestamp: DAY, is_all_day: true } }, update_fields: ['due'] },
    ],
    ['no due', { due: null }, { task: {}, update_fields: ['due'] }],
    [
      'a start',
      { start: { timestamp: DAY, is_all_day: true } },
      { task: { start: { timestamp: DAY, is_all_day: true } }, update_fields: ['start'] },
    ],
    ['no start', { start: null }, { task: {}, update_fields: ['start'] }],
    [
      'a repeat rule',
      { repeat_rule: 'FREQ=WEEKLY;INTERVAL=2' },
      { task: { repeat_rule: 'FREQ=WEEKLY;INTERVAL=2' }, update_fields: ['repeat_rule'] },
    ],
    ['no repeat rule', { repeat_rule: null }, { task: {}, update_fields: ['repeat_rule'] }],
    ['a milestone', { is_milestone: true }, { task: { is_milestone: true }, update_fields: ['is_milestone'] }],
    ['no milestone', { is_milestone: false }, { task: { is_milestone: false }, update_fields: ['is_milestone'] }],
    ['everyone must finish', { mode: 1 }, { task: { mode: 1 }, update_fields: ['mode'] }],
    ['anyone may finish', { mode: 2 }, { task: { mode: 2 }, update_fields: ['mode'] }],
    ['complete', { completed_at: NOON }, { task: { completed_at: NOON }, update_fields: ['completed_at'] }],
    ['reopen', { completed_at: '0' }, { task: { completed_at: '0' }, update_fields: ['completed_at'] }],
    ['extra data', { extra: 'dGVzdA==' }, { task: { extra: 'dGVzdA==' }, update_fields: ['extra'] }],
    ['no extra data', { extra: null }, { task: {}, update_fields: ['extra'] }],
    [
      'a custom completion',
      { custom_complete: COMPLETION },
      { task: { custom_complete: COMPLETION }, update_fields: ['custom_complete'] },
    ],
    ['no custom completion', { custom_complete: null }, { task: {}, update_fields: ['custom_complete'] }],
    ...(
      [
        ['a number', { number_value: '10.23' }],
        ['no number', { number_value: '' }],
        ['a person', { member_value: [{ id: 'ou_2cefb2f0', type: 'user' }] }],
        ['no person', { member_value: [] }],
        ['a date', { datetime_value: '1698192000000' }],
        ['no date', { datetime_value: '' }],
        ['an option', { single_select_value: OPTION }],
        ['no option', { single_select_value: '' }],
        ['several options', { multi_select_value: [OPTION, FIELD] }],
        ['no options', { multi_select_value: [] }],
        ['a text', { text_value: '一段文本' }],
        ['no text', { text_value: '' }],
      ] as const
    ).map(([what, value]): [string, TaskPatch, SdkPatch] => [
      `custom field: ${what}`,
      { custom_fields: [{ guid: FIELD, ...value }] },
      { task: { custom_fields: [{ guid: FIELD, ...value } as never] }, update_fields: ['custom_fields'] },
    ]),
    [
      'several fields, one of them cleared',
      { due: null, summary: 'A', is_milestone: true },
      { task: { summary: 'A', is_milestone: true }, update_fields: ['summary', 'due', 'is_milestone'] },
    ],
  ])('%s', async (_, patch, data) => {
    const ours = await requestOf(() => patchTask(transport, access, guid, toRequest(patch)));
    const theirs = await requestOf(() => client.task.v2.task.patch({ path: { task_guid: guid }, params, data }, as));
    expect(ours).toEqual(theirs);
    expect(ours).toMatchObject({ method: 'PATCH', path: `/open-apis/task/v2/tasks/${guid}`, body: data });
  });

  it('read', async () => {
    const ours = await requestOf(() => getTask(transport, access, guid));
    expect(ours).toEqual(await requestOf(() => client.task.v2.task.get({ path: { task_guid: guid }, params }, as)));
  });

  it('v1 read, complete and uncomplete', async () => {
    const path = { task_id: guid };
    const v1 = client.task.v1.task;
    expect(await requestOf(() => getLegacyTask(transport, access, guid))).toEqual(
      await requestOf(() => v1.get({ path, params }, as)),
    );
    const completed = await requestOf(() => completeLegacy(transport, access, guid));
    sandbox.edit(guid, { completed_at: '0' });
    expect(completed).toEqual(await requestOf(() => v1.complete({ path }, as)));
    expect(completed).toMatchObject({ method: 'POST', path: `/open-apis/task/v1/tasks/${guid}/complete`, query: {} });
    const reopened = await requestOf(() => uncompleteLegacy(transport, access, guid));
    expect(reopened).toEqual(await requestOf(() => v1.uncomplete({ path }, as)));
    expect(reopened.path).toBe(`/open-apis/task/v1/tasks/${guid}/uncomplete`);
  });
});
