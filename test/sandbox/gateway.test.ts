import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ask, ask, consent, REDIRECT, sample } from './client';
import { type Sandbox, startSandbox } from './server';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const READER = 'cli_a000000000000003';
const LEGACY = 'cli_a000000000000002';
const task = (key = 'plain') => `/open-apis/task/v2/tasks/${sample(sandbox, key)}`;
const patch = { task: { summary: 'x' }, update_fields: ['summary'] };

describe('tokens', () => {
  it.each<[string, Record<string, string>, number, number]>([
    ['none', {}, 400, 99991661],
    ['no Bearer', { authorization: 'eyJx' }, 400, 99991661],
    ['old opaque one', { authorization: 'Bearer u-7f1b' }, 400, 99991663],
    ['malformed', { authorization: 'Bearer nonsense' }, 400, 99991671],
    ['unknown', { authorization: 'Bearer eyJx.y.z' }, 400, 99991668],
  ])('%s', async (_name, headers, status, code) => {
    const answer = await ask(sandbox, task(), { headers });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body).toMatchObject({ error: { log_id: answer.headers['x-tt-logid'] } });
  });

  it('expired: 401 with 99991677', async () => {
    const token = sandbox.tokenFor('Anna Chen');
    sandbox.shiftClock(7_200_000);
    const answer = await ask(sandbox, task(), { token });
    expect([answer.status, answer.body.code]).toEqual([401, 99991677]);
  });

  it('of the other brand: invalid', async () => {
    const token = sandbox.tokenFor('Maya Fischer');
    expect((await ask(sandbox, task('lark-plain'), { token, host: 'open.feishu.cn' })).body.code).toBe(99991668);
    expect((await ask(sandbox, task('lark-plain'), { token, host: 'open.larksuite.com' })).body.code).toBe(0);
    expect((await ask(sandbox, task('plain'), { token, host: 'open.larksuite.com' })).body.code).toBe(1470404);
  });
});

describe('scopes', () => {
  it('the app lacks it: 400/99991672, with the names and where to get them', async () => {
    const token = sandbox.tokenFor('Anna Chen', READER);
    const { status, body } = await ask(sandbox, task(), { method: 'PATCH', token, json: patch });
    expect([status, body.code]).toEqual([400, 99991672]);
    expect(body).toMatchObject({
      error: {
        permission_violations: [
          { type: 'action_scope_required', subject: 'task:task:write' },
          { type: 'action_scope_required', subject: 'task:task:writeonly' },
        ],
        helps: [{ url: expect.stringContaining(`/app/${READER}/auth?q=task:task:write`) }],
      },
    });
  });

  it('the user did not grant it: 99991679, with the names', async () => {
    const { app_id: client_id, app_secret: client_secret } = sandbox.apps[0] ?? {};
    const url = await consent(sandbox, { user: 'Anna Chen', query: { scope: 'task:task:read' } });
    const json = {
      grant_type: 'authorization_code',
      client_id,
      client_secret,
      code: url.searchParams.get('code'),
      redirect_uri: REDIRECT,
    };
    const { body: signedIn } = await ask(sandbox, '/open-apis/authen/v2/oauth/token', { json });
    const token = String(signedIn.access_token);
    expect((await ask(sandbox, task(), { token })).body.code).toBe(0);
    const { body } = await ask(sandbox, task(), { method: 'PATCH', token, json: patch });
    expect(body).toMatchObject({
      code: 99991679,
      error: { permission_violations: [{ subject: 'task:task:write' }, { subject: 'task:task:writeonly' }] },
    });
    expect(sandbox.writes).toEqual([]);
  });

  it('each set of scopes opens its own version only', async () => {
    const v1 = task().replace('v2', 'v1');
    const reader = sandbox.tokenFor('Anna Chen', READER);
    expect((await ask(sandbox, task(), { token: reader })).body.code).toBe(0);
    expect((await ask(sandbox, v1, { token: reader })).body.code).toBe(99991672);
    const legacy = sandbox.tokenFor('Anna Chen', LEGACY);
    expect((await ask(sandbox, `${v1}/complete`, { token: legacy, method: 'POST' })).body.code).toBe(0);
    expect((await ask(sandbox, task(), { token: legacy })).body.code).toBe(99991672);
  });

  it('ids of the kind user_id need a scope of their own', async () => {
    const token = sandbox.tokenFor('Anna Chen');
    expect((await ask(sandbox, `${task()}?user_id_type=user_id`, { token })).body.code).toBe(99991672);
    expect((await ask(sandbox, `${task()}?user_id_type=email`, { token })).body.code).toBe(99992402);
    const { body } = await ask(sandbox, `${task()}?user_id_type=union_id`, { token });
    expect(body).toMatchObject({ data: { task: { creator: { id: sandbox.users[0]?.union_id } } } });
  });
});

describe('rates', () => {
  it('answers 429 with the real headers, per API, app and tenant', async () => {
    const token = sandbox.tokenFor('Anna Chen');
    const path = '/open-apis/task/v2/custom_fields';
    for (let call = 0; call < 100; call += 1) expect((await ask(sandbox, path, { token })).status).toBe(200);
    const { status, body, headers } = await ask(sandbox, path, { token });
    expect([status, body.code]).toEqual([429, 99991400]);
    expect(headers['x-ogw-ratelimit-limit']).toBe('100');
    expect(Number(headers['x-ogw-ratelimit-reset'])).toBeGreaterThanOrEqual(1);
    expect(headers['x-ogw-ratelimit-reset']).toMatch(/^\d+$/);
    const colleague = sandbox.tokenFor('张明德');
    expect((await ask(sandbox, path, { token: colleague })).status).toBe(429);
    const company = sandbox.tokenFor('王小芳');
    expect((await ask(sandbox, path, { token: company })).status).toBe(200);
    expect((await ask(sandbox, task(), { token })).status).toBe(200);
  });
});

describe('paths and bodies', () => {
  it.each<[string, Ask]>([
    ['/open-apis/task/v2/nothing', {}],
    ['/open-apis/task/v2/tasks/x', { method: 'DELETE' }],
    ['/open-apis/task/v2/tasks', { method: 'OPTIONS' }],
    ['/', { host: 'www.example.com' }],
  ])('%s %j is no endpoint: plain 404', async (path, given) => {
    const answer = await ask(sandbox, path, given);
    expect([answer.status, answer.text]).toEqual([404, '404 page not found']);
    expect(answer.headers['content-type']).toContain('text/plain');
  });

  it('never sends CORS headers', async () => {
    const token = sandbox.tokenFor('Anna Chen');
    const { headers } = await ask(sandbox, task(), { token, headers: { origin: 'https://www.example.com' } });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each<[string, Ask, number]>([
    ['no JSON', { raw: '{"task":' }, 9499],
    ['no body', {}, 99992402],
    ['no update_fields', { json: { task: {} } }, 99992402],
    ['a number for a title', { json: { task: { summary: 5 }, update_fields: ['summary'] } }, 99992402],
  ])('refuses %s', async (_name, given, code) => {
    const token = sandbox.tokenFor('Anna Chen');
    const { status, body } = await ask(sandbox, task(), { method: 'PATCH', token, ...given });
    expect([status, body.code]).toEqual([400, code]);
  });

  it('a tenant token acts as the app: no right on people’s tasks, no "my tasks"', async () => {
    const { app_id, app_secret } = sandbox.apps[0] ?? {};
    const { body } = await ask(sandbox, '/open-apis/auth/v3/tenant_access_token/internal', {
      json: { app_id, app_secret },
    });
    const token = String(body.tenant_access_token);
    expect((await ask(sandbox, task(), { token })).body.code).toBe(1470403);
    expect((await ask(sandbox, '/open-apis/task/v2/tasks', { token })).body.code).toBe(99991663);
    const wrong = await ask(sandbox, '/open-apis/auth/v3/tenant_access_token/internal', {
      json: { app_id, app_secret: 'x' },
    });
    expect(wrong.body.code).toBe(10015);
  });
});
