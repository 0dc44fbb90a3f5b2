import * as lark from '@larksuiteoapi/node-sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consent, REDIRECT, sample } from './client';
import { fixedGuid } from './fixed-guid';
import { type Sandbox, startSandbox } from './server';

// The official SDK is the judge of whether the sandbox speaks the real protocol.

const quiet = { error() {}, warn() {}, info() {}, debug() {}, trace() {} };
const verifier = 'v'.repeat(43);
const scope = 'offline_access task:task:read task:task:write task:task task:custom_field:read';

let sandbox: Sandbox;
let client: lark.Client;
beforeAll(async () => {
  sandbox = await startSandbox();
  client = new lark.Client({
    appId: sandbox.apps[0]?.app_id ?? '',
    appSecret: sandbox.apps[0]?.app_secret ?? '',
    domain: sandbox.address,
    oauthBaseUrl: sandbox.address,
    logger: quiet,
  });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

async function code(query: Record<string, string>): Promise<string> {
  const url = await consent(sandbox, { user: 'Anna Chen', query: { scope, ...query } });
  return url.searchParams.get('code') ?? '';
}

async function signIn() {
  const value = await code({ code_challenge: verifier });
  return client.accessToken.retrieveByAuthorizationCode({ code: value, redirectUri: REDIRECT, codeVerifier: verifier });
}

describe('official SDK: sign-in', () => {
  it('exchanges a code with PKCE, refreshes once per token, and knows the user', async () => {
    const first = await signIn();
    expect(first).toMatchObject({ tokenType: 'Bearer', expiresIn: 7_200, refreshTokenExpiresIn: 604_800, scope });
    const second = await client.accessToken.refresh({ refreshToken: first.refreshToken ?? '' });
    const me = await client.authen.v1.userInfo.get({}, lark.withUserAccessToken(second.accessToken));
    expect(me).toMatchObject({ code: 0, data: { name: 'Anna Chen', open_id: sandbox.users[0]?.open_id } });
    await expect(client.accessToken.refresh({ refreshToken: first.refreshToken ?? '' })).rejects.toMatchObject({
      code: 20073,
    });
  });

  it('tells a wrong verifier as what it is', async () => {
    const value = await code({ code_challenge: verifier });
    const wrong = { code: value, redirectUri: REDIRECT, codeVerifier: 'w'.repeat(43) };
    await expect(client.accessToken.retrieveByAuthorizationCode(wrong)).rejects.toMatchObject({ code: 20049 });
  });

  it('signs in by the older endpoint too, with a tenant token that it fetches itself', async () => {
    const data = { grant_type: 'authorization_code', code: await code({}) };
    // A cache of its own: the SDK's default one would remember a tenant token from before the reset.
    const own = new lark.Client({
      appId: client.appId,
      appSecret: client.appSecret,
      domain: sandbox.address,
      logger: quiet,
      cache: new lark.DefaultCache(),
    });
    const answer = await own.authen.v1.oidcAccessToken.create({ data });
    const token = answer.data?.access_token ?? '';
    expect(answer).toMatchObject({ code: 0, data: { expires_in: 7_200, refresh_expires_in: 604_800 } });
    const me = await own.authen.v1.userInfo.get({}, lark.withUserAccessToken(token));
    expect(me.data?.name).toBe('Anna Chen');
  });
});

describe('official SDK: tasks', () => {
  it('gets, lists, creates and patches by v2', async () => {
    const as = lark.withUserAccessToken((await signIn()).accessToken);
    const task_guid = sample(sandbox, 'plain');
    const path = { task_guid };

    const read = await client.task.v2.task.get({ path, params: { user_id_type: 'open_id' } }, as);
    expect(read.data?.task?.summary).toBe('Write the release notes');

    const listed: string[] = [];
    for await (const page of await client.task.v2.task.listWithIterator(
      { params: { type: 'my_tasks', page_size: 5 } },
      as,
    )) {
      listed.push(...(page?.items ?? []).map((task) => task.guid ?? ''));
    }
    expect(listed).toContain(task_guid);
    expect(listed.length).toBeGreaterThan(15);

    const made = await client.task.v2.task.create(
      { data: { summary: 'From the SDK', client_token: 'sdk-test-0001' } },
      as,
    );
    expect(made.data?.task).toMatchObject({ summary: 'From the SDK', status: 'todo' });

    const completed_at = String(Date.now());
    const done = await client.task.v2.task.patch(
      { path, data: { task: { completed_at }, update_fields: ['completed_at'] } },
      as,
    );
    expect(done.data?.task).toMatchObject({ status: 'done', completed_at });
    const open = await client.task.v2.task.patch(
      { path, data: { task: { completed_at: '0', summary: 'Again' }, update_fields: ['completed_at', 'summary'] } },
      as,
    );
    expect(open.data?.task).toMatchObject({ status: 'todo', completed_at: '0', summary: 'Again' });
    expect(sandbox.writes.map(({ api, user }) => `${api} ${user}`)).toEqual([
      'task.v2.create Anna Chen',
      'task.v2.patch Anna Chen',
      'task.v2.patch Anna Chen',
    ]);
  });

  it('meets errors with HTTP status and code', async () => {
    const as = lark.withUserAccessToken((await signIn()).accessToken);
    const path = { task_guid: sample(sandbox, 'follower') };
    const patch = client.task.v2.task.patch({ path, data: { task: { summary: 'x' }, update_fields: ['summary'] } }, as);
    await expect(patch).rejects.toMatchObject({ response: { status: 403, data: { code: 1470403 } } });
  });

  it('sets a custom field of a list that the task is in, and is refused one of another list', async () => {
    const as = lark.withUserAccessToken((await signIn()).accessToken);
    const custom_fields = [{ guid: fixedGuid('field Cost'), number_value: '7' }];
    const data = { task: { custom_fields }, update_fields: ['custom_fields'] };
    const set = (key: string) => client.task.v2.task.patch({ path: { task_guid: sample(sandbox, key) }, data }, as);
    expect((await set('fields')).data?.task?.custom_fields).toContainEqual(
      expect.objectContaining({ name: 'Cost', number_value: '7' }),
    );
    await expect(set('plain')).rejects.toMatchObject({ response: { status: 400, data: { code: 1470400 } } });
  });

  it('reads custom field definitions', async () => {
    const as = lark.withUserAccessToken((await signIn()).accessToken);
    const { data } = await client.task.v2.customField.list({ params: { page_size: 50 } }, as);
    expect(data?.items?.map((field) => field.name)).toContain('Stage');
  });

  it('completes and reopens by v1', async () => {
    const as = lark.withUserAccessToken((await signIn()).accessToken);
    const guid = sample(sandbox, 'shared');
    const path = { task_id: guid };
    expect((await client.task.v1.task.complete({ path }, as)).code).toBe(0);
    const read = await client.task.v1.task.get({ path }, as);
    expect(Number(read.data?.task?.complete_time)).toBeGreaterThan(0);
    expect((await client.task.v1.task.uncomplete({ path }, as)).code).toBe(0);
    expect(sandbox.task(guid)).toMatchObject({ status: 'todo', completed_at: '0' });
  });
});
