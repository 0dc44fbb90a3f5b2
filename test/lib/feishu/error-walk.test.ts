import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FailureKind, type FailureReason, toFailure } from '../../../lib/failure';
import { getField, listFields } from '../../../lib/feishu/custom-fields';
import type { Endpoint } from '../../../lib/feishu/errors';
import { completeLegacy, getLegacyTask, uncompleteLegacy } from '../../../lib/feishu/legacy';
import { getUserInfo, refreshTokens, revoke } from '../../../lib/feishu/oauth';
import type { Transport } from '../../../lib/feishu/request';
import { getTask, listMyTasks, patchTask } from '../../../lib/feishu/tasks';
import { sample } from '../../sandbox/client';
import { LAUNCH_LIST } from '../../sandbox/seed-lists';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import { words } from '../../support/words';

// The whole table of codes (the documents of the two calls, and feishu-task-api §1, §3.12, §5.5, §6.2), endpoint by endpoint, as
// answers of a server: each becomes a cause with words in both languages, with its code and log id for the details.

const transport: Transport = { fetch, now: () => Date.now() };
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const GUID = '11111111-1111-4111-8111-111111111111';
const app = { app_id: 'cli_a', app_secret: 's' };

function call(endpoint: Endpoint, who: { token?: string; guid?: string } = {}): Promise<unknown> {
  const { token = sandbox.tokenFor('Anna Chen'), guid = GUID } = who;
  const access = { api: sandbox.address, token };
  const hosts = { api: sandbox.address, accounts: sandbox.address, console: '', token: 'v3' } as const;
  const calls: Record<Endpoint, () => Promise<unknown>> = {
    'v2.get': () => getTask(transport, access, guid),
    'v2.list': () => listMyTasks(transport, access),
    'v2.patch': () => patchTask(transport, access, guid, { task: { summary: 'x' }, update_fields: ['summary'] }),
    'v2.field': () => getField(transport, access, guid),
    'v2.fields': () => listFields(transport, access, guid),
    'v1.get': () => getLegacyTask(transport, access, guid),
    'v1.complete': () => completeLegacy(transport, access, guid),
    'v1.uncomplete': () => uncompleteLegacy(transport, access, guid),
    user_info: () => getUserInfo(transport, hosts, token),
    token: () => refreshTokens(transport, hosts, app, 'r', 'v3'),
    revoke: () => revoke(transport, hosts, app, token, 'access_token'),
  };
  return calls[endpoint]();
}

const failureOf = (work: Promise<unknown>) =>
  work.then(() => {
    throw new Error('It was not refused.');
  }, toFailure);

const TASKS: readonly Endpoint[] = ['v2.get', 'v2.list', 'v2.patch', 'v2.field', 'v2.fields'];
const V1: readonly Endpoint[] = ['v1.get', 'v1.complete', 'v1.uncomplete'];
const SIGN_IN: readonly Endpoint[] = ['token', 'user_info'];
const EVERY: readonly Endpoint[] = [...TASKS, ...V1, ...SIGN_IN];

type Row = readonly [readonly Endpoint[], number, number, FailureKind, FailureReason];

const TABLE: readonly Row[] = [
  // The patch document, and feishu-task-api §1.
  [TASKS, 400, 1470400, 'invalid', 'invalid_value'],
  [['v2.get'], 403, 1470403, 'forbidden', 'no_read_right'],
  [['v2.patch'], 403, 1470403, 'forbidden', 'no_edit_right'],
  [['v2.field', 'v2.fields'], 403, 1470403, 'forbidden', 'no_field_right'],
  [['v2.get', 'v2.patch'], 404, 1470404, 'gone', 'task_gone'],
  [['v2.field', 'v2.fields'], 404, 1470404, 'gone', 'field_gone'],
  [TASKS, 500, 1470422, 'limited', 'rate_limited'],
  [TASKS, 500, 1470500, 'server', 'server_error'],
  [['v2.patch'], 400, 1470610, 'invalid', 'invalid_value'],
  [['v2.patch'], 400, 1470611, 'invalid', 'invalid_value'],
  [['v2.patch'], 400, 1470612, 'invalid', 'invalid_value'],
  [['v2.patch'], 400, 1470613, 'invalid', 'invalid_value'],
  // The v1 documents: the same numbers mean other things, and the status differs by call.
  [['v1.complete'], 401, 1470403, 'forbidden', 'wrong_token'],
  [['v1.uncomplete'], 403, 1470403, 'forbidden', 'wrong_token'],
  [V1, 400, 1470404, 'forbidden', 'no_edit_right'],
  [V1, 400, 1470432, 'forbidden', 'no_read_right'],
  [['v1.complete'], 429, 1470450, 'limited', 'rate_limited'],
  [['v1.uncomplete'], 400, 1470450, 'limited', 'rate_limited'],
  [V1, 400, 1470451, 'limited', 'task_busy'],
  [V1, 400, 1470602, 'invalid', 'invalid_id'],
  [['v1.complete'], 500, 1470604, 'server', 'completion_failed'],
  [['v1.uncomplete'], 400, 1470604, 'server', 'completion_failed'],
  // §5.5.
  ...([20001, 20036, 20063, 20067, 20070] as const).map(
    (code): Row => [['token'], 400, code, 'invalid', 'misunderstood'],
  ),
  [['token'], 400, 20002, 'signed-out', 'wrong_secret'],
  ...([20003, 20004, 20049, 20065] as const).map((code): Row => [['token'], 400, code, 'signed-out', 'code_refused']),
  [['user_info'], 200, 20005, 'signed-out', 'token_refused'],
  ...([20008, 20009, 20010, 20021, 20022, 20023, 20066, 20069] as const).map(
    (code): Row => [SIGN_IN, 400, code, 'signed-out', 'account_blocked'],
  ),
  ...([20024, 20048] as const).map((code): Row => [['token'], 400, code, 'signed-out', 'wrong_app']),
  ...([20026, 20037, 20064, 20073] as const).map(
    (code): Row => [['token'], 400, code, 'signed-out', 'session_expired'],
  ),
  [['token'], 400, 20027, 'signed-out', 'scope_not_enabled'],
  ...([20029, 20071] as const).map((code): Row => [['token'], 400, code, 'signed-out', 'redirect_not_listed']),
  [['token'], 500, 20050, 'server', 'server_error'],
  [['token'], 503, 20072, 'server', 'server_error'],
  [['token'], 400, 20068, 'signed-out', 'scope_not_granted'],
  [['token'], 400, 20074, 'signed-out', 'no_refresh_token'],
  ...([21000, 21001] as const).map((code): Row => [['token'], 400, code, 'signed-out', 'security_policy']),
  // §6.2: the gateway stands before every call.
  ...([99991663, 99991668, 99991669, 99991671, 4001] as const).map(
    (code): Row => [EVERY, 400, code, 'signed-out', 'session_expired'],
  ),
  [EVERY, 401, 99991677, 'signed-out', 'session_expired'],
  ...([99991664, 99991665] as const).map((code): Row => [EVERY, 400, code, 'signed-out', 'wrong_app']),
  ...([99991661, 99991674, 99991675, 99992351, 99992361, 9499] as const).map(
    (code): Row => [EVERY, 400, code, 'invalid', 'misunderstood'],
  ),
  [EVERY, 400, 99991672, 'forbidden', 'scope_not_enabled'],
  ...([99991676, 99991679] as const).map((code): Row => [EVERY, 400, code, 'forbidden', 'scope_not_granted']),
  ...([99991673, 99991662, 10014] as const).map((code): Row => [EVERY, 400, code, 'signed-out', 'account_blocked']),
  [EVERY, 429, 99991400, 'limited', 'rate_limited'],
  [EVERY, 400, 99991400, 'limited', 'rate_limited'],
  ...([1000004, 1000005] as const).map((code): Row => [EVERY, 400, code, 'limited', 'rate_limited']),
  [EVERY, 400, 99991401, 'forbidden', 'ip_blocked'],
  [EVERY, 400, 99991403, 'limited', 'quota_used_up'],
  ...([99991543, 10015] as const).map((code): Row => [EVERY, 400, code, 'signed-out', 'wrong_secret']),
  [EVERY, 400, 99992402, 'invalid', 'invalid_value'],
  ...([1500, 2200, 5000] as const).map((code): Row => [EVERY, 500, code, 'server', 'server_error']),
  // Codes of messages and documents, none of ours: said to be unforeseen, which has words as well.
  ...([11232, 1061045, 230027] as const).map((code): Row => [EVERY, 400, code, 'server', 'unknown']),
];

const rows = TABLE.flatMap(([endpoints, ...rest]) => endpoints.map((endpoint) => [endpoint, ...rest] as const));

function expectWords(reason: FailureReason): void {
  for (const locale of ['en', 'zh_CN'] as const) {
    const parts = words(`failure_${reason}`, locale)
      .split(/[.;:。；：！，]\s*/)
      .filter(Boolean);
    expect(parts.length, `${reason} in ${locale}`).toBeGreaterThan(1);
  }
}

describe('every code of the documents', () => {
  it.each(rows)('%s, HTTP %i, code %i: %s, %s', async (endpoint, status, code, kind, reason) => {
    const msg = `Says ${code}`;
    const body = { code, msg, error_description: msg };
    sandbox.misbehave({ how: 'status', status, code, msg, times: 1, ...(status === 200 && { body }) });
    const failure = await failureOf(call(endpoint));
    expect(failure).toMatchObject({ kind, reason, code, detail: msg });
    expect(failure.log_id).toMatch(/^[0-9A-F]{30,}$/);
    // When to come back is the server's to say, and this one has not.
    expect(failure.retryAt).toBeUndefined();
    expectWords(reason);
  });

  it('what is no answer of the platform at all', async () => {
    sandbox.misbehave({ how: 'html', times: 1 });
    expect(await failureOf(call('v2.get'))).toMatchObject({ kind: 'server', reason: 'not_json' });
    sandbox.misbehave({ how: 'status', status: 404, body: '404 page not found', times: 1 });
    expect(await failureOf(call('v2.patch'))).toMatchObject({ kind: 'server', reason: 'not_json' });
    sandbox.misbehave({ how: 'drop-before', times: 1 });
    expect(await failureOf(call('v2.get'))).toMatchObject({ kind: 'offline', reason: 'no_network' });
    sandbox.misbehave({ how: 'drop-after', times: 3 });
    for (const endpoint of ['v2.patch', 'v1.complete', 'v1.uncomplete'] as const)
      expect(await failureOf(call(endpoint))).toMatchObject({ kind: 'offline', reason: 'answer_lost' });
    for (const reason of ['not_json', 'no_network', 'answer_lost'] as const) expectWords(reason);
  });
});

describe('the sandbox’s own refusals', () => {
  const legacy = 'cli_a000000000000002';
  const reader = 'cli_a000000000000003';
  const guid = (key: string) => sample(sandbox, key);

  it.each<[string, () => Promise<unknown>, number, FailureReason]>([
    ['a follower edits', () => call('v2.patch', { guid: guid('follower') }), 1470403, 'no_edit_right'],
    ['a task that is not there', () => call('v2.get'), 1470404, 'task_gone'],
    ['a list that is not there', () => call('v2.fields'), 1470404, 'field_gone'],
    [
      'a stranger reads a list',
      () => call('v2.fields', { guid: LAUNCH_LIST.guid, token: sandbox.tokenFor('王小芳') }),
      1470403,
      'no_field_right',
    ],
    [
      'an empty title',
      () =>
        patchTask(transport, { api: sandbox.address, token: sandbox.tokenFor('Anna Chen') }, guid('plain'), {
          task: { summary: '' },
          update_fields: ['summary'],
        }),
      1470400,
      'invalid_value',
    ],
    [
      'a text that is reviewed and refused',
      () =>
        patchTask(transport, { api: sandbox.address, token: sandbox.tokenFor('Anna Chen') }, guid('plain'), {
          task: { summary: 'forbidden-content' },
          update_fields: ['summary'],
        }),
      1470500,
      'server_error',
    ],
    [
      'an app that may only read',
      () => call('v2.patch', { guid: guid('plain'), token: sandbox.tokenFor('Anna Chen', reader) }),
      99991672,
      'scope_not_enabled',
    ],
    [
      'v1: a follower completes',
      () => call('v1.complete', { guid: guid('follower'), token: sandbox.tokenFor('Anna Chen', legacy) }),
      1470404,
      'no_edit_right',
    ],
    ['v1: a task that is not there', () => call('v1.uncomplete'), 1470432, 'no_read_right'],
    ['v1: an id that is none', () => call('v1.complete', { guid: 't104001' }), 1470602, 'invalid_id'],
    ['an id that leads elsewhere', () => call('v2.get', { guid: '../../x' }), 0, 'invalid_id'],
  ])('%s', async (_, ask, code, reason) => {
    const failure = await failureOf(ask());
    expect(failure.reason).toBe(reason);
    expect(failure.code ?? 0).toBe(code);
    expectWords(reason);
  });

  it('an expired token', async () => {
    const token = sandbox.tokenFor('Anna Chen');
    sandbox.expireTokens();
    expect(await failureOf(call('v2.get', { token }))).toMatchObject({ code: 99991677, reason: 'session_expired' });
  });

  it('v1: a task that everyone must finish, by another than its creator', async () => {
    const theirs = guid('mode1-assignee');
    for (const endpoint of ['v1.complete', 'v1.uncomplete'] as const) {
      const failure = await failureOf(call(endpoint, { guid: theirs }));
      expect(failure).toMatchObject({ kind: 'server', code: 1470604, reason: 'completion_failed' });
    }
    expect(sandbox.requests.map(({ status }) => status)).toEqual([500, 400]);
    expect(words('failure_completion_failed')).toContain('only its creator can finish it for all');
    expect(sandbox.writes).toEqual([]);
  });

  it('v1: seconds come as the platform counts them, and leave as milliseconds', async () => {
    const own = guid('plain');
    await call('v1.complete', { guid: own });
    const stored = sandbox.task(own)?.completed_at ?? '';
    expect(stored).toMatch(/^\d+000$/);
    expect(await call('v1.get', { guid: own })).toMatchObject({ status: 'done', completed_at: stored });
    expect(await failureOf(call('v1.complete', { guid: own }))).toMatchObject({ code: 1470604 });
    await call('v1.uncomplete', { guid: own });
    expect(await call('v1.get', { guid: own })).toMatchObject({ status: 'todo', completed_at: '0' });
  });
});
