import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { openSessions } from '../../../entrypoints/background/session';
import { forgetLogins, readAnswer, signIn } from '../../../entrypoints/background/sign-in';
import type { Account, Store } from '../../../entrypoints/background/store';
import { toFailure } from '../../../lib/failure';
import type { Brand } from '../../../lib/task/brand';
import { scopesFor } from '../../../lib/task/scopes';
import { consent, REDIRECT as LOCAL } from '../../sandbox/client';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import { memoryStore } from '../../support/memory-store';

const REDIRECT = 'https://kagmhdfpdfafghcocnjmfkeicjneanec.chromiumapp.org/';
const STATE = 'state-of-this-attempt';

/** Why an answer is not taken; nothing when it is. */
function refusal(answer: string): string | undefined {
  try {
    readAnswer(answer, REDIRECT, STATE);
    return undefined;
  } catch (error) {
    return toFailure(error).reason;
  }
}

describe('the address that a sign-in comes back to', () => {
  it('carries the code of this attempt', () => {
    expect(readAnswer(`${REDIRECT}?code=abc-123&state=${STATE}`, REDIRECT, STATE)).toEqual({ code: 'abc-123' });
  });

  it.each([
    ['of another attempt', `${REDIRECT}?code=abc&state=another`, 'state_mismatch'],
    ['without a state', `${REDIRECT}?code=abc`, 'state_mismatch'],
    ['with an empty state', `${REDIRECT}?code=abc&state=`, 'state_mismatch'],
    ['with another state before ours', `${REDIRECT}?code=abc&state=another&state=${STATE}`, 'state_mismatch'],
    ['on another host', `https://evil.example.com/?code=abc&state=${STATE}`, 'state_mismatch'],
    ['without encryption', `${REDIRECT.replace('https', 'http')}?code=abc&state=${STATE}`, 'state_mismatch'],
    ['on another path', `${REDIRECT}else?code=abc&state=${STATE}`, 'state_mismatch'],
    ['denied, of another attempt', `${REDIRECT}?error=access_denied&state=another`, 'state_mismatch'],
    ['denied', `${REDIRECT}?error=access_denied&state=${STATE}`, 'login_denied'],
    ['denied, with a code beside it', `${REDIRECT}?error=access_denied&code=abc&state=${STATE}`, 'login_denied'],
    ['with another error', `${REDIRECT}?error=temporarily_unavailable&state=${STATE}`, 'code_refused'],
    ['without a code', `${REDIRECT}?state=${STATE}`, 'code_refused'],
    ['with an empty code', `${REDIRECT}?code=&state=${STATE}`, 'code_refused'],
    ['with two codes', `${REDIRECT}?code=abc&code=def&state=${STATE}`, 'code_refused'],
    ['with a code that is none', `${REDIRECT}?code=${'c'.repeat(5000)}&state=${STATE}`, 'code_refused'],
    ['with our state twice', `${REDIRECT}?code=abc&state=${STATE}&state=${STATE}`, 'state_mismatch'],
    ['with a name before the host', `${REDIRECT.replace('://', '://me@')}?code=abc&state=${STATE}`, 'state_mismatch'],
    ['on a port', `${REDIRECT.replace('.org/', '.org:8443/')}?code=abc&state=${STATE}`, 'state_mismatch'],
    ['that is no address', 'nonsense', 'state_mismatch'],
    ['with everything in the fragment', `${REDIRECT}#code=abc&state=${STATE}`, 'state_mismatch'],
  ])('%s is refused', (_, answer, reason) => {
    expect(refusal(answer)).toBe(reason);
  });
});

describe('the scopes that are asked for', () => {
  const core = ['offline_access', 'task:task:read', 'task:task:write'];

  it.each([
    ['none ticked', [], core],
    ['one ticked', ['task:custom_field:read'], [...core, 'task:custom_field:read']],
    ['a core one ticked again', ['task:task:read'], core],
    ['the old scope, which stands alone', ['task:task'], ['offline_access', 'task:task']],
    ['what is no scope', ['task:task:read admin', 'a&b', ''], core],
  ])('%s', (_, extras, scopes) => {
    expect(scopesFor(extras)).toEqual(scopes);
  });
});

/** A login window that is open: what the platform was asked, and what the test lets it answer. */
interface Shown {
  readonly query: Record<string, string>;
  answer(url: string): void;
  close(words?: string): void;
}

describe('signing in', () => {
  let sandbox: Sandbox;
  let store: Store;
  let shown: Shown[];
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.close());

  beforeEach(async () => {
    sandbox.reset();
    store = memoryStore();
    shown = [];
    Object.assign(browser, {
      identity: {
        getRedirectURL: () => LOCAL,
        launchWebAuthFlow: ({ url }: { url: string }) =>
          new Promise<string>((answer, refuse) => {
            const query = Object.fromEntries(new URL(url).searchParams);
            shown.push({ query, answer, close: (words = 'closed') => refuse(new Error(words)) });
          }),
      },
    });
    await setApp('custom', 0);
  });

  const setApp = (brand: Brand, index: number) =>
    store.credentials(brand).set({
      app_id: sandbox.apps[index]?.app_id ?? '',
      app_secret: sandbox.apps[index]?.app_secret ?? '',
      custom: { api: sandbox.address, accounts: sandbox.address, linkHosts: [] },
    });

  /** The real hosts' names lead to the sandbox here. */
  const toSandbox: typeof fetch = (input, init) => {
    const url = new URL(String(input));
    return fetch(`${sandbox.address}${url.pathname}${url.search}`, init);
  };
  const deps = () => {
    const transport = { fetch: toSandbox, now: () => Date.now() };
    const clock = { now: () => Date.now(), server: (local = Date.now()) => local, observe: () => undefined };
    const sleep = (ms: number) => wait(ms, undefined, { ref: false });
    return { store, transport, sessions: openSessions({ store, transport, clock, sleep, changed: () => undefined }) };
  };

  /** Presses the button; the window is there when this returns. */
  async function begin(brand: Brand = 'custom', using = deps()) {
    const before = shown.length;
    const outcome = signIn(using, brand, []).then(
      ({ account }) => account.name,
      (error: unknown) => toFailure(error).reason,
    );
    const window = await vi.waitFor(() => shown[before] ?? Promise.reject(new Error('no window yet')));
    return { outcome, window };
  }

  /** Where the platform sends the browser once this person has allowed it. */
  const allow = async ({ query }: Shown, user: string) => (await consent(sandbox, { user, query })).href;

  const exchanges = () => sandbox.requests.filter(({ path }) => path.endsWith('/token'));
  const rows = () => store.logins.entries();

  it('sends a fresh state and challenge each time, and leaves nothing behind', async () => {
    for (const user of ['Anna Chen', '张明德']) {
      const { outcome, window } = await begin();
      expect(await rows()).toHaveLength(1);
      window.answer(await allow(window, user));
      expect(await outcome).toBe(user);
      expect(await rows()).toEqual([]);
    }
    const [one, two] = shown;
    expect(one?.query).toMatchObject({ code_challenge_method: 'S256', redirect_uri: LOCAL, response_type: 'code' });
    for (const name of ['state', 'code_challenge']) expect(one?.query[name]).not.toBe(two?.query[name]);
    const verifiers = exchanges().map(({ body }) => (body as { code_verifier?: string }).code_verifier);
    expect(new Set(verifiers).size).toBe(2);
    for (const verifier of verifiers) expect(verifier).toMatch(/^[\w-]{43}$/);
  });

  it('the same brand twice: who was answered last is signed in, and nothing is mixed', async () => {
    for (const newerFirst of [true, false]) {
      const using = deps();
      const [older, newer] = [await begin('custom', using), await begin('custom', using)];
      const attempts = [
        { ...older, user: 'Anna Chen' },
        { ...newer, user: '张明德' },
      ];
      for (const { window, outcome, user } of newerFirst ? attempts.reverse() : attempts) {
        window.answer(await allow(window, user));
        expect(await outcome).toBe(user);
        expect((await store.session('custom').get())?.account.name).toBe(user);
      }
      expect(await rows()).toEqual([]);
    }
  });

  it('the same brand twice, answered at once: one of both, whole', async () => {
    const using = deps();
    const [one, two] = [await begin('custom', using), await begin('custom', using)];
    const answers = [await allow(one.window, 'Anna Chen'), await allow(two.window, '张明德')] as const;
    one.window.answer(answers[0]);
    two.window.answer(answers[1]);
    await Promise.all([one.outcome, two.outcome]);
    const session = await store.session('custom').get();
    expect(session?.account.name).toBe('张明德');
    expect((await using.sessions.grant(session?.account as Account)).token).toBe(session?.access_token);
  });

  it('a window that is open already is not held against the user', async () => {
    const first = await begin();
    const { outcome, window } = await begin();
    window.close('Only one web auth flow is allowed at a time.');
    expect(await outcome).toBe('login_open');
    first.window.answer(await allow(first.window, 'Anna Chen'));
    expect(await first.outcome).toBe('Anna Chen');
  });

  it('two brands at once: each gets its own', async () => {
    await setApp('feishu', 0);
    const using = deps();
    const [one, two] = [await begin('custom', using), await begin('feishu', using)];
    two.window.answer(await allow(two.window, '张明德'));
    one.window.answer(await allow(one.window, 'Anna Chen'));
    expect([await one.outcome, await two.outcome]).toEqual(['Anna Chen', '张明德']);
    expect((await store.session('custom').get())?.account).toMatchObject({ brand: 'custom', name: 'Anna Chen' });
    expect((await store.session('feishu').get())?.account).toMatchObject({ brand: 'feishu', name: '张明德' });
  });

  it('one attempt’s answer given to another is taken by neither', async () => {
    await setApp('feishu', 0);
    const using = deps();
    const [one, two] = [await begin('custom', using), await begin('feishu', using)];
    const [forOne, forTwo] = [await allow(one.window, 'Anna Chen'), await allow(two.window, '张明德')];
    one.window.answer(forTwo);
    two.window.answer(forOne);
    expect([await one.outcome, await two.outcome]).toEqual(['state_mismatch', 'state_mismatch']);
    expect(exchanges()).toEqual([]);
  });

  it('an answer that comes a second time is not taken again', async () => {
    const first = await begin();
    const answer = await allow(first.window, 'Anna Chen');
    first.window.answer(answer);
    expect(await first.outcome).toBe('Anna Chen');
    const second = await begin();
    second.window.answer(answer);
    expect(await second.outcome).toBe('state_mismatch');
    expect(exchanges()).toHaveLength(1);
    expect((await store.session('custom').get())?.account.name).toBe('Anna Chen');
  });

  it('a window that was closed leaves everything as it was', async () => {
    const { outcome, window } = await begin();
    window.close();
    expect(await outcome).toBe('login_closed');
    expect(await rows()).toEqual([]);
    expect(await store.session('custom').get()).toBeUndefined();
  });

  it('a worker that dies over the question: its attempt is forgotten, and a late code is worth nothing', async () => {
    const { outcome, window } = await begin();
    await forgetLogins(store);
    const again = await begin();
    window.answer(await allow(window, 'Anna Chen'));
    again.window.answer(await allow(again.window, '张明德'));
    expect([await outcome, await again.outcome]).toEqual(['state_mismatch', '张明德']);
    expect(exchanges()).toHaveLength(1);
  });

  it('an app or hosts that were changed meanwhile get no code of the old ones', async () => {
    const { outcome, window } = await begin();
    const answer = await allow(window, 'Anna Chen');
    await store.credentials('custom').update((old) => ({
      app_id: old?.app_id ?? '',
      app_secret: old?.app_secret ?? '',
      custom: { api: 'https://evil.example.test', accounts: sandbox.address, linkHosts: [] },
    }));
    window.answer(answer);
    expect(await outcome).toBe('state_mismatch');
    expect(exchanges()).toEqual([]);
  });
});
