import browser from 'webextension-polyfill';
import { fail } from '../../lib/failure';
import { authorizeUrl, CORE_SCOPES, exchangeCode, pkcePair, randomState } from '../../lib/feishu/oauth';
import type { Transport } from '../../lib/feishu/request';
import type { Brand } from '../../lib/task/brand';
import type { Sessions } from './session';
import type { Session, Store } from './store';

/** An attempt that is older than this can no longer end well: a code lives five minutes, and people are slow. ms */
const ATTEMPT_LIFE_MS = 30 * 60_000;

/** The address that the user puts on their app's list; it never changes, since the extension's id is fixed. */
export function redirectUrl(): string {
  return browser.identity.getRedirectURL();
}

/**
 * Signs in by authorization code with PKCE S256 and state (safety.md §5). The attempt is kept in the store until its answer
 * is there, and used once. Fails as `signed-out` with the reason that the user can act on.
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
  await forgetOldAttempts(store);
  await store.logins.item(state).set({ brand, app_id: app.app_id, redirect_uri, verifier, startedAt: Date.now() });
  const url = authorizeUrl(hosts, { app_id: app.app_id, redirect_uri, scopes: scopesFor(extras), state, challenge });
  const answer = await showLogin(url.href);
  const { code } = readAnswer(answer, redirect_uri, state);
  const login = await store.logins.item(state).get();
  // Taken out before it is used: the same answer a second time finds nothing.
  await store.logins.item(state).remove();
  if (!login) fail('signed-out', 'state_mismatch');
  const tokens = await exchangeCode(transport, hosts, app, { code, redirect_uri, verifier: login.verifier });
  return sessions.begin(brand, tokens);
}

/** The old scope `task:task` stands alone: an app that has only it would fail the whole page on the new ones (20027). */
export function scopesFor(extras: readonly string[]): readonly string[] {
  const core = extras.includes('task:task') ? ['offline_access'] : CORE_SCOPES;
  return [...new Set([...core, ...extras.filter((scope) => /^[a-z_]+(:[a-z_]+)*$/.test(scope))])];
}

async function showLogin(url: string): Promise<string> {
  try {
    const answer = await browser.identity.launchWebAuthFlow({ url, interactive: true });
    if (answer) return answer;
  } catch {
    // Browsers reject with words of their own for a window that was closed or never loaded; there is nothing to tell them apart.
  }
  fail('signed-out', 'login_closed');
}

/** The code in the address that the login came back to. Exported for tests. */
export function readAnswer(answer: string, redirect_uri: string, state: string): { code: string } {
  const [url, expected] = [new URL(answer), new URL(redirect_uri)];
  if (url.origin !== expected.origin || url.pathname !== expected.pathname) fail('signed-out', 'state_mismatch');
  if (url.searchParams.get('state') !== state) fail('signed-out', 'state_mismatch');
  const error = url.searchParams.get('error');
  if (error)
    fail('signed-out', error === 'access_denied' ? 'login_denied' : 'code_refused', { detail: error.slice(0, 100) });
  const code = url.searchParams.get('code');
  if (!code) fail('signed-out', 'code_refused');
  return { code };
}

async function forgetOldAttempts(store: Store): Promise<void> {
  for (const [state, { startedAt }] of await store.logins.entries())
    if (Date.now() - startedAt > ATTEMPT_LIFE_MS) await store.logins.item(state).remove();
}
