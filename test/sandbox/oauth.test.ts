import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, authorizePath, consent, REDIRECT } from './client';
import { type Sandbox, startSandbox } from './server';

const V2 = '/open-apis/authen/v2/oauth/token';
const V3 = '/oauth/v3/token';
const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');
const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

function client(at = 0): { client_id: string; client_secret: string } {
  const app = sandbox.apps[at];
  return { client_id: app?.app_id ?? '', client_secret: app?.app_secret ?? '' };
}

async function code(query: Record<string, string | undefined> = {}): Promise<string> {
  const url = await consent(sandbox, { user: 'Anna Chen', query });
  return url.searchParams.get('code') ?? '';
}

const exchangeForm = (value: string, more: Record<string, string> = {}): Record<string, string> => ({
  grant_type: 'authorization_code',
  ...client(),
  code: value,
  redirect_uri: REDIRECT,
  ...more,
});

async function signIn(path = V2): Promise<Record<string, unknown>> {
  const { body } = await ask(sandbox, path, { json: exchangeForm(await code(pkce), { code_verifier: verifier }) });
  expect(body.code).toBe(0);
  return body;
}

const refresh = (token: unknown, path = V2, more: Record<string, string> = {}) =>
  ask(sandbox, path, { json: { grant_type: 'refresh_token', ...client(), refresh_token: String(token), ...more } });

describe('authorize page', () => {
  it('asks with a plain form, and offers only users of the app and its tenants', async () => {
    const { status, text } = await ask(sandbox, authorizePath(sandbox), { host: 'accounts.feishu.cn' });
    expect(status).toBe(200);
    expect(text).toContain('<label for="user">User</label>');
    expect(text).toMatch(/<button[^>]*>Authorize<\/button>.*<button[^>]*>Deny<\/button>/s);
    expect(text).not.toContain('<script');
    expect(text).toContain('张明德');
    expect(text).not.toContain('Maya Fischer');
  });

  it('sends code and state, or the refusal and state, to the redirect URL, fragment last', async () => {
    const redirect_uri = `${REDIRECT}?keep=1#part`;
    const yes = await consent(sandbox, { user: '张明德', query: { redirect_uri } });
    expect(yes.href).toMatch(/^http:\/\/localhost\/callback\?keep=1&code=[\w-]{64}&state=st4te#part$/);
    const no = await consent(sandbox, { query: { redirect_uri } });
    expect(no.href).toBe('http://localhost/callback?keep=1&error=access_denied&state=st4te#part');
  });

  it.each<[string, Record<string, string | undefined>, number]>([
    ['unknown app', { client_id: 'cli_nobody' }, 20048],
    ['app of the other brand', { client_id: 'cli_a000000000000004' }, 20048],
    ['other response type', { response_type: 'token' }, 20001],
    ['no redirect URL', { redirect_uri: undefined }, 20001],
    ['redirect URL with another path', { redirect_uri: `${REDIRECT}/x` }, 20029],
    ['redirect URL with another scheme', { redirect_uri: 'https://localhost/callback' }, 20029],
    ['redirect URL that is none', { redirect_uri: 'callback' }, 20029],
    ['scope that is not enabled', { scope: 'contact:user.base:readonly' }, 20027],
    ['duplicate scope', { scope: 'task:task:read task:task:read' }, 20067],
    ['51 scopes', { scope: Array.from({ length: 51 }, (_, index) => `s${index}`).join(' ') }, 20043],
    ['unknown challenge method', { code_challenge: challenge, code_challenge_method: 'S512' }, 20063],
    ['short challenge', { code_challenge: 'short' }, 20063],
  ])('shows its fault on the page and never redirects: %s', async (_name, query, fault) => {
    const path = authorizePath(sandbox, query);
    for (const answer of [await ask(sandbox, path), await ask(sandbox, path, { form: { decision: 'deny' } })]) {
      expect(answer.status).toBe(200);
      expect(answer.headers.location).toBeUndefined();
      expect(answer.text).toContain(`Error ${fault}`);
    }
  });

  it('does not let a user of another company in', async () => {
    const { text } = await ask(sandbox, authorizePath(sandbox), { form: { user: 'ou_nobody', decision: 'authorize' } });
    expect(text).toContain('Error 20010');
  });
});

describe('code exchange', () => {
  it.each([V2, V3])('%s answers flat, with tokens of 1–2 KB', async (path) => {
    const body = await signIn(path);
    expect(body).toMatchObject({
      expires_in: 7_200,
      refresh_token_expires_in: 604_800,
      token_type: 'Bearer',
      scope: 'offline_access task:task:read task:task:write',
    });
    for (const token of [String(body.access_token), String(body.refresh_token)]) {
      expect(token).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
      expect(token.length).toBeGreaterThan(1_000);
      expect(token.length).toBeLessThan(2_048);
    }
  });

  it.each<[string, Record<string, string | undefined>, string, number]>([
    ['secret missing', { client_secret: undefined }, V2, 20001],
    ['secret wrong', { client_secret: 'wrong' }, V2, 20002],
    ['app unknown', { client_id: 'cli_nobody' }, V3, 20048],
    ['code unknown', { code: 'nothing' }, V3, 20003],
    ['code missing', { code: undefined }, V3, 20001],
    ['grant missing', { grant_type: undefined }, V2, 20001],
    ['grant unknown', { grant_type: 'password' }, V3, 20036],
    ['other redirect URL', { redirect_uri: `${REDIRECT}?x` }, V2, 20071],
    ['verifier missing', { code_verifier: undefined }, V2, 20049],
    ['verifier wrong', { code_verifier: 'a'.repeat(43) }, V2, 20049],
    ['verifier too short', { code_verifier: 'short' }, V3, 20049],
    ['scope too wide', { scope: 'task:task' }, V2, 20068],
    ['scope twice', { scope: 'task:task:read task:task:read' }, V2, 20067],
  ])('refuses: %s', async (_name, change, path, expected) => {
    const form = { ...exchangeForm(await code(pkce), { code_verifier: verifier }), ...change };
    const { status, body } = await ask(sandbox, path, { json: form });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: expected, error: expect.any(String), error_description: expect.any(String) });
    expect(body.access_token).toBeUndefined();
  });

  it('takes a code once, within five minutes, from the same client', async () => {
    const first = await code();
    const other = await ask(sandbox, V2, { json: exchangeForm(first, client(1)) });
    expect(other.body.code).toBe(20024);
    expect((await ask(sandbox, V2, { json: exchangeForm(first) })).body.code).toBe(0);
    expect((await ask(sandbox, V2, { json: exchangeForm(first) })).body.code).toBe(20065);
    const second = await code();
    sandbox.shiftClock(5 * 60_000);
    expect((await ask(sandbox, V2, { json: exchangeForm(second) })).body.code).toBe(20004);
  });

  it('is strict about PKCE in v3 and lenient in v2: a verifier without challenge', async () => {
    const more = { code_verifier: verifier };
    expect((await ask(sandbox, V3, { json: exchangeForm(await code(), more) })).body.code).toBe(20049);
    expect((await ask(sandbox, V2, { json: exchangeForm(await code(), more) })).body.code).toBe(0);
  });

  it('reads a challenge without method as plain', async () => {
    const plain = await code({ code_challenge: verifier });
    expect((await ask(sandbox, V3, { json: exchangeForm(plain, { code_verifier: verifier }) })).body.code).toBe(0);
  });

  it('takes forms and HTTP Basic in v3 only, and never two authentications', async () => {
    const { client_id, client_secret } = client();
    const basic = { authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}` };
    expect((await ask(sandbox, V2, { form: exchangeForm(await code()) })).body.code).toBe(20063);
    const both = await ask(sandbox, V3, { form: exchangeForm(await code()), headers: basic });
    expect(both.body.code).toBe(20070);
    const { client_secret: _, ...form } = exchangeForm(await code());
    expect((await ask(sandbox, V3, { form, headers: basic })).body.code).toBe(0);
  });

  it('lives on the open host (v2) and the accounts host (v3) only', async () => {
    const json = exchangeForm('nothing');
    expect((await ask(sandbox, V2, { json, host: 'accounts.feishu.cn' })).text).toBe('404 page not found');
    expect((await ask(sandbox, V3, { json, host: 'open.feishu.cn' })).text).toBe('404 page not found');
    expect((await ask(sandbox, V2, { json, host: 'open.feishu.cn' })).body.code).toBe(20003);
    expect((await ask(sandbox, V3, { json, host: 'accounts.feishu.cn' })).body.code).toBe(20003);
    expect((await ask(sandbox, V2, { json, host: 'open.larksuite.com' })).body.code).toBe(20048);
  });

  it('gives a refresh token only with offline_access and with refreshing switched on', async () => {
    const without = await ask(sandbox, V2, { json: exchangeForm(await code({ scope: 'task:task:read' })) });
    expect(without.body).toMatchObject({ code: 0, scope: 'task:task:read' });
    expect(without.body.refresh_token).toBeUndefined();
    const off = await ask(sandbox, V2, {
      json: exchangeForm(await code({ client_id: client(4).client_id }), client(4)),
    });
    expect(off.body.code).toBe(0);
    expect(off.body.refresh_token).toBeUndefined();
  });

  it('adds up what a user granted to an app', async () => {
    await code({ scope: 'task:task:read' });
    const { body } = await ask(sandbox, V2, { json: exchangeForm(await code({ scope: 'task:task:write' })) });
    expect(body.scope).toBe('task:task:read task:task:write');
  });

  it('signs in on Lark with the Lark app', async () => {
    const url = await consent(sandbox, {
      user: 'Maya Fischer',
      host: 'accounts.larksuite.com',
      query: { client_id: client(3).client_id },
    });
    const json = exchangeForm(url.searchParams.get('code') ?? '', client(3));
    const { body } = await ask(sandbox, V3, { json, host: 'accounts.larksuite.com' });
    expect(body.code).toBe(0);
    const token = String(body.access_token);
    const here = await ask(sandbox, '/open-apis/authen/v1/user_info', { token, host: 'open.larksuite.com' });
    expect(here.body).toMatchObject({ code: 0, data: { name: 'Maya Fischer' } });
    const there = await ask(sandbox, '/open-apis/authen/v1/user_info', { token, host: 'open.feishu.cn' });
    expect(there.body.code).toBe(20005);
  });
});

describe('refresh', () => {
  it('gives a new pair and ends the old refresh token at once, not the old access token', async () => {
    const first = await signIn();
    const second = await refresh(first.refresh_token);
    expect(second.body).toMatchObject({ code: 0, expires_in: 7_200 });
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    expect((await refresh(first.refresh_token)).body.code).toBe(20073);
    const me = await ask(sandbox, '/open-apis/authen/v1/user_info', { token: String(first.access_token) });
    expect(me.body.code).toBe(0);
    expect((await refresh(second.body.refresh_token)).body.code).toBe(0);
  });

  it('refuses unknown, foreign and expired tokens', async () => {
    expect((await refresh('eyJx')).body.code).toBe(20026);
    const { refresh_token } = await signIn();
    expect((await refresh(refresh_token, V2, client(1))).body.code).toBe(20024);
    sandbox.shiftClock(604_800_000);
    expect((await refresh(refresh_token)).body.code).toBe(20037);
  });

  it('refuses in v2 what v3 issued, not the other way round', async () => {
    const three = await signIn(V3);
    expect((await refresh(three.refresh_token, V2)).body.code).toBe(20026);
    expect((await refresh(three.refresh_token, V3)).body.code).toBe(0);
    const two = await signIn(V2);
    expect((await refresh(two.refresh_token, V3)).body.code).toBe(0);
  });

  it('ends 365 days after the consent, however often it was refreshed', async () => {
    let { refresh_token } = await signIn();
    for (let week = 0; week < 60; week += 1) {
      sandbox.shiftClock(6.9 * 86_400_000);
      // Changes over once, so that neither endpoint sees more than 50 calls in a second.
      const { body } = await refresh(refresh_token, week < 30 ? V2 : V3);
      if (body.code !== 0) {
        expect([week, body.code]).toEqual([52, 20037]);
        return;
      }
      refresh_token = body.refresh_token;
    }
    expect.unreachable('the refresh token never ended');
  });

  it('narrows the scope, never widens it', async () => {
    const { refresh_token } = await signIn();
    expect((await refresh(refresh_token, V2, { scope: 'task:task' })).body.code).toBe(20068);
    const narrow = await refresh(refresh_token, V2, { scope: 'offline_access task:task:read' });
    expect(narrow.body).toMatchObject({ code: 0, scope: 'offline_access task:task:read' });
    expect((await refresh(narrow.body.refresh_token, V2, { scope: 'task:task:write' })).body.code).toBe(20068);
  });
});

describe('revoke and user info', () => {
  it('revokes the family of a refresh token', async () => {
    const { refresh_token, access_token } = await signIn();
    const form = { ...client(), token: String(refresh_token), token_type_hint: 'refresh_token' };
    const { status, text } = await ask(sandbox, '/oauth/v1/revoke', { form });
    expect([status, text]).toEqual([200, '']);
    expect((await refresh(refresh_token)).body.code).toBe(20064);
    const me = await ask(sandbox, '/open-apis/authen/v1/user_info', { token: String(access_token) });
    expect([me.status, me.body.code]).toEqual([200, 20005]);
  });

  it('needs the secret, and takes unknown tokens', async () => {
    const form = { ...client(), token: 'eyJunknown' };
    expect((await ask(sandbox, '/oauth/v1/revoke', { form })).status).toBe(200);
    const wrong = await ask(sandbox, '/oauth/v1/revoke', { form: { ...form, client_secret: 'wrong' } });
    expect([wrong.status, wrong.body.code]).toEqual([400, 20002]);
  });

  it('tells who is signed in, and every fault as HTTP 200 with 20005', async () => {
    const token = sandbox.tokenFor('Anna Chen');
    const me = await ask(sandbox, '/open-apis/authen/v1/user_info', { token });
    const { open_id, tenant_key } = sandbox.users[0] ?? {};
    expect(me.body).toMatchObject({ code: 0, data: { name: 'Anna Chen', open_id, tenant_key } });
    sandbox.expireTokens();
    for (const given of [{ token }, { token: 'eyJx' }, {}]) {
      const { status, body } = await ask(sandbox, '/open-apis/authen/v1/user_info', given);
      expect([status, body.code]).toEqual([200, 20005]);
    }
  });
});
