import browser from 'webextension-polyfill';
import { fail } from '../../lib/failure';
import { authorizeUrl, exchangeCode, pkcePair, randomState } from '../../lib/feishu/oauth';
import type { Transport } from '../../lib/feishu/request';
import type { Brand } from '../../lib/task/brand';
import { scopesFor } from '../../lib/task/scopes';
import type { Sessions } from './session';
import type { Login, Session, Store } from './store';

/** Codes are opaque and about 64 characters long (feishu-task-api §5.1); what is longer than this is none. */
const LONGEST_CODE = 4096;

/** The address that the user puts on their app's list; it never changes, since the extension's id is fixed. */
export function redirectUrl(): string {
  return browser.identity.getRedirectURL();
}

/** The attempt that was answered last, for each brand: it counts. Memory only, as a login window's answer is. */
const answered = new Map<Brand, string>();

/**
 * Signs in by authorization code with PKCE S256 and state (safety.md §5). The attempt is kept in the store until its answer
 * is there, and used once. Of two for the same brand the one that the user answers last counts; Chromium shows one login
 * window at a time anyway. Fails as `signed-out` with the reason that the user can act on.
 */
export async function signIn(
  deps: { store: Store; sessions: Sessions; transport: Transport },
  brand: Brand,
  extras: readonly string[],
): Promise<Session> {
  const { store, sessions, transport } = deps;
  const [hosts, app] = [await sessions.hosts(brand), await sessions.credentials(brand)];
  const { verifier, challenge } = await pkcePair();
  const [state, redirect_uri] = [randomState(), redirectUrl()];
  await store.logins.item(state).set({ brand, app_id: app.app_id, redirect_uri, verifier, startedAt: Date.now() });
  try {
    const url = authorizeUrl(hosts, { app_id: app.app_id, redirect_uri, scopes: scopesFor(extras), state, challenge });
    const answer = await showLogin(url.href);
    const { code } = readAnswer(answer, redirect_uri, state);
    const login = await useOnce(store, state);
    answered.set(brand, state);
    // The code belongs to the app and the hosts that it was asked for; they may have been changed meanwhile.
    const [hostsNow, appNow] = [await sessions.hosts(brand), await sessions.credentials(brand)];
    const isSame = appNow.app_id === login.app_id && hostsNow.api === hosts.api && hostsNow.accounts === hosts.accounts;
    if (!isSame) fail('signed-out', 'state_mismatch');
    const tokens = await exchangeCode(transport, hosts, appNow, { code, redirect_uri, verifier: login.verifier });
    return await sessions.begin(brand, tokens, () => answered.get(brand) === state);
  } finally {
    await store.logins.item(state).remove();
  }
}

/** Takes the attempt in one transaction: the same answer a second time finds it used. */
async function useOnce(store: Store, state: string): Promise<Login> {
  let found: Login | undefined;
  await store.logins.item(state).update((login) => {
    if (!login || login.used) fail('signed-out', 'state_mismatch');
    found = login;
    return { ...login, used: true };
  });
  return found ?? fail('signed-out', 'state_mismatch');
}

/** Forgets attempts of a worker that died: they can no longer be answered. */
export async function forgetLogins(store: Store): Promise<void> {
  for (const [state] of await store.logins.entries()) await store.logins.item(state).remove();
}

async function showLogin(url: string): Promise<string> {
  try {
    const answer = await browser.identity.launchWebAuthFlow({ url, interactive: true });
    if (answer) return answer;
  } catch (error) {
    // Chromium's words for a login window that is open already: ours, or one that a worker left behind when it died.
    if (error instanceof Error && /only one web auth flow/i.test(error.message)) fail('signed-out', 'login_open');
    // Browsers reject with words of their own for a window that was closed or never loaded; there is nothing to tell them apart.
  }
  fail('signed-out', 'login_closed');
}

/** The code in the address that the login came back to. Exported for tests. */
export function readAnswer(answer: string, redirect_uri: string, state: string): { code: string } {
  if (!URL.canParse(answer)) fail('signed-out', 'state_mismatch');
  const [url, expected] = [new URL(answer), new URL(redirect_uri)];
  if (url.origin !== expected.origin || url.pathname !== expected.pathname) fail('signed-out', 'state_mismatch');
  if (url.username !== '' || url.password !== '') fail('signed-out', 'state_mismatch');
  if (only(url, 'state') !== state) fail('signed-out', 'state_mismatch');
  const error = url.searchParams.get('error');
  if (error)
    fail('signed-out', error === 'access_denied' ? 'login_denied' : 'code_refused', { detail: error.slice(0, 100) });
  const code = only(url, 'code');
  if (!code || code.length > LONGEST_CODE) fail('signed-out', 'code_refused');
  return { code };
}

/** A parameter that stands there once: of two nobody could say which one is meant. */
function only({ searchParams }: URL, name: string): string | undefined {
  const values = searchParams.getAll(name);
  return values.length === 1 ? values[0] : undefined;
}
