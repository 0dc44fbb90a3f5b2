import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../entrypoints/background/clock';
import { openLimiter } from '../../../entrypoints/background/limiter';
import { openRemote } from '../../../entrypoints/background/remote';
import { openSessions, type Sessions } from '../../../entrypoints/background/session';
import type { Account, Store } from '../../../entrypoints/background/store';
import { UNREADY } from '../../../entrypoints/background/turns';
import { exchangeCode } from '../../../lib/feishu/oauth';
import type { Transport } from '../../../lib/feishu/request';
import { consent, REDIRECT, sample } from '../../sandbox/client';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import { memoryStore } from '../../support/memory-store';

let sandbox: Sandbox;
let store: Store;
let sessions: Sessions;
let changes: number;

const clock: Clock = { now: () => Date.now(), server: (local = Date.now()) => local, observe: () => undefined };
const transport: Transport = { fetch, now: () => Date.now() };
const sleep = (ms: number) => wait(ms, undefined, { ref: false });

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

beforeEach(async () => {
  sandbox.reset();
  changes = 0;
  store = memoryStore();
  sessions = open();
  const [app] = sandbox.apps;
  // A custom brand on loopback: the same code as for a private deployment.
  await store.credentials('custom').set({
    app_id: app?.app_id ?? '',
    app_secret: app?.app_secret ?? '',
    custom: { api: sandbox.address, accounts: sandbox.address, linkHosts: [] },
  });
});

const open = () =>
  openSessions({
    store,
    transport,
    clock,
    sleep,
    changed: () => {
      changes += 1;
    },
  });

/** Signs in as a person would, from the consent page on. */
async function signIn(user = 'Anna Chen'): Promise<Account> {
  const verifier = 'v'.repeat(50);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const code_challenge = Buffer.from(digest).toString('base64url');
  const back = await consent(sandbox, { user, query: { code_challenge, code_challenge_method: 'S256' } });
  const tokens = await exchangeCode(transport, await sessions.hosts('custom'), await sessions.credentials('custom'), {
    code: back.searchParams.get('code') ?? '',
    redirect_uri: REDIRECT,
    verifier,
  });
  return (await sessions.begin('custom', tokens)).account;
}

const refreshes = () =>
  sandbox.requests.filter(
    (request) => JSON.stringify(request.body ?? '').includes('refresh_token') && /token$/.test(request.path),
  ).length;

/** As if the access token had just run out on our side. */
async function runOut(): Promise<void> {
  await store.session('custom').update((old) => ({ ...(old as NonNullable<typeof old>), expiresAt: Date.now() - 1 }));
}

describe('sessions', () => {
  it('begins with the person that the token belongs to', async () => {
    const account = await signIn();
    expect(account).toMatchObject({ brand: 'custom', name: 'Anna Chen' });
    expect(changes).toBe(1);
    expect((await sessions.grant(account)).token).toMatch(/^eyJ/);
  });

  it('refreshes once for fifty calls on an expired token', async () => {
    const account = await signIn();
    await runOut();
    const tokens = await Promise.all(Array.from({ length: 50 }, () => sessions.grant(account)));
    expect(new Set(tokens.map((grant) => grant.token)).size).toBe(1);
    expect(refreshes()).toBe(1);
  });

  it('commits the new pair, so that a worker made anew can refresh again', async () => {
    const account = await signIn();
    await runOut();
    await sessions.grant(account);
    await runOut();
    sessions = open();
    await sessions.grant(account);
    expect(refreshes()).toBe(2);
  });

  it('ends in a calm sign-in when the answer to a refresh was lost', async () => {
    const account = await signIn();
    await runOut();
    sandbox.misbehave({ how: 'lost-refresh', path: /token$/, times: 1 });
    await expect(sessions.grant(account)).rejects.toMatchObject({ failure: { kind: 'offline' } });
    // The pair was kept, since nobody could know; the server has voided it, so the next try says so.
    await expect(sessions.grant(account)).rejects.toMatchObject({ failure: { reason: 'session_expired' } });
    expect((await sessions.current('custom'))?.account.open_id).toBe(account.open_id);
  });

  it('keeps the pair through a passing trouble of the server', async () => {
    const account = await signIn();
    await runOut();
    sandbox.misbehave({ how: 'status', path: /token$/, times: 1, status: 503, code: 20072 });
    await expect(sessions.grant(account)).rejects.toMatchObject({ failure: { kind: 'server' } });
    expect((await sessions.grant(account)).token).toBeTruthy();
  });

  it('goes on with the old access token while it lives', async () => {
    const account = await signIn();
    const before = await sessions.current('custom');
    await store
      .session('custom')
      .update((old) => ({ ...(old as NonNullable<typeof old>), expiresAt: Date.now() + 60_000, renewAt: 0 }));
    sandbox.misbehave({ how: 'status', path: /token$/, times: 1, status: 400, code: 20073 });
    const changesBefore = changes;
    expect((await sessions.grant(account)).token).toBe(before?.access_token);
    await expect.poll(async () => (await sessions.current('custom'))?.failure?.reason).toBe('session_expired');
    expect(changes).toBe(changesBefore + 1);
    // Nothing to renew with: the token is used until its end, and nobody is asked again.
    expect((await sessions.grant(account)).token).toBe(before?.access_token);
    expect(refreshes()).toBe(1);
  });

  it('gives no token to another account', async () => {
    const account = await signIn();
    await expect(sessions.grant({ ...account, open_id: 'ou_other' })).rejects.toMatchObject({
      failure: { reason: 'no_account' },
    });
  });

  it('forgets everything on sign out, and tells the server', async () => {
    const account = await signIn();
    await sessions.end('custom');
    expect(await sessions.current('custom')).toBeUndefined();
    expect(sandbox.requests.some((request) => request.path === '/oauth/v1/revoke' && request.status === 200)).toBe(
      true,
    );
    await expect(sessions.grant(account)).rejects.toMatchObject({ failure: { reason: 'no_account' } });
  });

  it('takes a pasted token until it ends, and refuses a wrong one', async () => {
    const session = await sessions.beginPasted('custom', sandbox.tokenFor('张明德'));
    expect(session.account.name).toBe('张明德');
    await expect(sessions.beginPasted('custom', 'nonsense')).rejects.toMatchObject({
      failure: { reason: 'token_refused' },
    });
  });
});

describe('remote', () => {
  const remote = () =>
    openRemote({
      sessions,
      transport,
      limiter: openLimiter({
        item: store.limiter,
        now: () => Date.now(),
        server: () => Date.now(),
        sleep,
        random: Math.random,
      }),
    });

  it('replays once with a new token when the server says that the old one is over', async () => {
    const account = await signIn();
    sandbox.expireTokens();
    const task = await remote().get(account, sample(sandbox, 'plain'));
    expect(task.guid).toBe(sample(sandbox, 'plain'));
    expect(refreshes()).toBe(1);
  });

  it('takes no turn with a token that has ended: it is renewed first', async () => {
    const account = await signIn();
    await runOut();
    const task = await remote().get(account, sample(sandbox, 'plain'));
    expect(task.guid).toBe(sample(sandbox, 'plain'));
    expect(refreshes()).toBe(1);
    expect((await store.limiter('custom').get())?.starts).toHaveLength(1);
    expect(sandbox.requests.filter(({ api }) => api === 'task.v2.get')).toHaveLength(1);
  });

  it('sends what stood in line with nobody else’s token', async () => {
    const account = await signIn();
    const waiting = openRemote({
      ...{ sessions, transport },
      limiter: {
        // Somebody else signs in while the call stands in line.
        async run(brand, _, call, { isReady } = {}) {
          await sessions.beginPasted('custom', sandbox.tokenFor('张明德'));
          const session = await store.session(brand).get();
          return isReady?.(session) ? call(session) : Promise.reject(UNREADY);
        },
      },
    });
    await expect(waiting.get(account, sample(sandbox, 'plain'))).rejects.toMatchObject({
      failure: { kind: 'signed-out', reason: 'no_account' },
    });
    expect(sandbox.requests.filter(({ api }) => api.startsWith('task.'))).toEqual([]);
  });

  it('completes and reopens through v1 where the app holds only the old scope', async () => {
    const legacy = sandbox.apps.find(
      (app) => app.scopes.includes('task:task') && !app.scopes.includes('task:task:write'),
    );
    await store.credentials('custom').update((old) => ({
      ...(old as NonNullable<typeof old>),
      app_id: legacy?.app_id ?? '',
      app_secret: legacy?.app_secret ?? '',
    }));
    const { account } = await sessions.beginPasted('custom', sandbox.tokenFor('Anna Chen', legacy?.app_id));
    const guid = sample(sandbox, 'plain');
    expect((await remote().patch(account, guid, { completed_at: '1700000000000' }))?.status).toBe('done');
    expect((await remote().patch(account, guid, { completed_at: '0' }))?.status).toBe('todo');
    const paths = sandbox.requests.map((request) => request.path);
    expect(paths).toContain(`/open-apis/task/v1/tasks/${guid}/complete`);
    expect(paths).toContain(`/open-apis/task/v1/tasks/${guid}/uncomplete`);
    await expect(remote().patch(account, guid, { summary: 'x' })).rejects.toMatchObject({
      failure: { kind: 'forbidden', detail: 'task:task:write' },
    });
  });

  it('says which scope the app lacks', async () => {
    const reader = sandbox.apps.find(
      (app) => app.scopes.includes('task:task:read') && !app.scopes.includes('task:task:write'),
    );
    const { account } = await sessions.beginPasted('custom', sandbox.tokenFor('Anna Chen', reader?.app_id));
    await expect(remote().patch(account, sample(sandbox, 'plain'), { summary: 'x' })).rejects.toMatchObject({
      failure: { kind: 'forbidden', reason: 'scope_not_enabled', detail: expect.stringContaining('task:task:write') },
    });
  });
});
