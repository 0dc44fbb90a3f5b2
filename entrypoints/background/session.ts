import { fail, toFailure } from '../../lib/failure';
import { type BrandHosts, hostsOf } from '../../lib/feishu/brands';
import { type AppCredentials, getUserInfo, refreshTokens, revoke, type TokenSet } from '../../lib/feishu/oauth';
import type { Transport } from '../../lib/feishu/request';
import type { Brand } from '../../lib/task/brand';
import type { Clock } from './clock';
import { type Account, accountKey, type Credentials, type Session, type Store } from './store';

/** A token is renewed this long before it ends, ms (feishu-task-api §5.4). */
const EARLY_MS = 5 * 60_000;
/** Without an `expires_in` of its own a pasted token is taken to live as long as Feishu's usual one, s. */
const PASTED_LIFE_S = 7200;

/** What a call needs: where, and the bearer. */
export interface Grant {
  readonly api: string;
  readonly token: string;
  readonly session: Session;
}

/** Sole owner of tokens, one session per brand. Nothing that it returns to other contexts carries one. */
export interface Sessions {
  current(brand: Brand): Promise<Session | undefined>;
  hosts(brand: Brand): Promise<BrandHosts>;
  credentials(brand: Brand): Promise<AppCredentials>;
  saveCredentials(brand: Brand, credentials: Credentials): Promise<void>;
  /** Begins a session with tokens that were just issued. */
  begin(brand: Brand, tokens: TokenSet): Promise<Session>;
  beginPasted(brand: Brand, token: string): Promise<Session>;
  end(brand: Brand): Promise<void>;
  /** A usable token of exactly this account, renewed first when it is about to end. */
  grant(account: Account): Promise<Grant>;
  /** A token other than the one that was refused. */
  renew(account: Account, refused: string): Promise<Grant>;
  learnLegacy(brand: Brand): Promise<void>;
}

export function openSessions(deps: { store: Store; transport: Transport; clock: Clock; changed(): void }): Sessions {
  const { store, transport, clock, changed } = deps;
  const refreshing = new Map<Brand, Promise<Session>>();

  const current = (brand: Brand) => store.session(brand).get();

  async function hosts(brand: Brand): Promise<BrandHosts> {
    const custom = brand === 'custom' ? (await store.credentials(brand).get())?.custom : undefined;
    return hostsOf(brand, custom) ?? fail('signed-out', 'no_app');
  }

  async function credentials(brand: Brand): Promise<AppCredentials> {
    const found = await store.credentials(brand).get();
    if (!found?.app_id || !found.app_secret) fail('signed-out', 'no_app');
    return found;
  }

  async function begin(brand: Brand, tokens: TokenSet): Promise<Session> {
    const user = await getUserInfo(transport, await hosts(brand), tokens.access_token);
    const account: Account = { brand, tenant_key: user.tenant_key, open_id: user.open_id, name: user.name };
    const renews = tokens.refresh_token !== undefined;
    const session = fromTokens(account, tokens, clock.server());
    await store.session(brand).set({
      ...session,
      // Signed in all the same, but only until the token ends; the options say how to change that.
      ...(!renews && { failure: { kind: 'signed-out', reason: 'no_refresh_token' } }),
    });
    changed();
    return session;
  }

  async function beginPasted(brand: Brand, token: string): Promise<Session> {
    try {
      const user = await getUserInfo(transport, await hosts(brand), token);
      const session: Session = {
        account: { brand, tenant_key: user.tenant_key, open_id: user.open_id, name: user.name },
        access_token: token,
        expiresAt: clock.server() + PASTED_LIFE_S * 1000,
        version: 'v2',
        scopes: [],
      };
      await store.session(brand).set(session);
      changed();
      return session;
    } catch (error) {
      const failure = toFailure(error);
      if (failure.kind === 'signed-out')
        fail('signed-out', 'token_refused', failure.code ? { code: failure.code } : {});
      throw error;
    }
  }

  async function end(brand: Brand): Promise<void> {
    const session = await current(brand);
    // Forgotten first: whatever the server says, this machine holds no token any more.
    await store.session(brand).remove();
    changed();
    const app = await store.credentials(brand).get();
    if (!session || !app?.app_secret) return;
    const token = session.refresh_token ?? session.access_token;
    const kind = session.refresh_token ? 'refresh_token' : 'access_token';
    if (token) await revoke(transport, await hosts(brand), app, token, kind).catch(() => undefined);
  }

  async function sessionOf(account: Account): Promise<Session> {
    const session = await current(account.brand);
    // Operations of account A are never sent with the token of B (safety.md §1.12).
    if (!session || accountKey(session.account) !== accountKey(account)) fail('signed-out', 'no_account');
    return session;
  }

  async function grant(account: Account): Promise<Grant> {
    let session = await sessionOf(account);
    const left = session.expiresAt - clock.server();
    if (session.refresh_token && (!session.access_token || left < EARLY_MS)) {
      try {
        session = await refresh(session);
      } catch (error) {
        // The old access token keeps working until its own end (feishu-task-api §5.4).
        if (!session.access_token || left <= 0) throw error;
      }
    }
    return asGrant(session);
  }

  async function renew(account: Account, refused: string): Promise<Grant> {
    const session = await sessionOf(account);
    if (session.access_token && session.access_token !== refused) return asGrant(session);
    if (session.refresh_token) return asGrant(await refresh(session));
    await settle(account.brand, { ...without(session), failure: { kind: 'signed-out', reason: 'session_expired' } });
    fail('signed-out', 'session_expired');
  }

  async function asGrant(session: Session): Promise<Grant> {
    if (!session.access_token) fail('signed-out', 'session_expired');
    return { api: (await hosts(session.account.brand)).api, token: session.access_token, session };
  }

  /** One refresh at a time and brand: the refresh token works once, and the old one is void the moment a new one exists. */
  function refresh(session: Session): Promise<Session> {
    const { brand } = session.account;
    const running = refreshing.get(brand) ?? refreshNow(session).finally(() => refreshing.delete(brand));
    refreshing.set(brand, running);
    return running;
  }

  async function refreshNow(session: Session): Promise<Session> {
    const { brand } = session.account;
    const [app, where] = [await credentials(brand), await hosts(brand)];
    const latest = await sessionOf(session.account);
    if (latest.access_token !== session.access_token) return latest;
    if (!latest.refresh_token) fail('signed-out', 'session_expired');
    await store.session(brand).set({ ...latest, refreshingSince: clock.now() });
    try {
      const tokens = await refreshTokens(transport, where, app, latest.refresh_token, latest.version);
      const next = { ...fromTokens(latest.account, tokens, clock.server()), ...(latest.legacy && { legacy: true }) };
      // Signed out meanwhile: the new pair must not bring the session back.
      await sessionOf(latest.account);
      // Committed before anybody uses it: from here on the old pair is worth nothing.
      await settle(brand, { ...next, scopes: next.scopes.length > 0 ? next.scopes : latest.scopes });
      return next;
    } catch (error) {
      await afterFailedRefresh(latest, error);
      throw error;
    }
  }

  /** No answer, or a passing trouble: keep the pair. A definite no: the refresh token is gone, the access token lives on. */
  async function afterFailedRefresh(session: Session, error: unknown): Promise<void> {
    const failure = toFailure(error);
    const { refreshingSince: _, ...kept } = session;
    if (failure.kind !== 'signed-out') return store.session(session.account.brand).set(kept);
    const { refresh_token: __, ...rest } = kept;
    const usable = session.expiresAt > clock.server();
    await settle(session.account.brand, { ...(usable ? rest : without(rest)), failure });
  }

  async function settle(brand: Brand, session: Session): Promise<void> {
    await store.session(brand).set(session);
    changed();
  }

  return {
    current,
    hosts,
    credentials,
    saveCredentials: (brand, found) => store.credentials(brand).set(found),
    begin,
    beginPasted,
    end,
    grant,
    renew,
    async learnLegacy(brand) {
      const session = await current(brand);
      if (session && !session.legacy) await store.session(brand).set({ ...session, legacy: true });
    },
  };
}

function fromTokens(account: Account, tokens: TokenSet, serverNow: number): Session {
  return {
    account,
    access_token: tokens.access_token,
    expiresAt: serverNow + tokens.expires_in * 1000,
    ...(tokens.refresh_token && { refresh_token: tokens.refresh_token }),
    version: tokens.version,
    scopes: tokens.scopes,
  };
}

/** The account without its tokens: who was signed in is kept, so that waiting operations know whom they wait for. */
function without(session: Session): Session {
  const { access_token: _, refresh_token: __, refreshingSince: ___, ...rest } = session;
  return rest;
}

/** Whether there is a token to try at all. */
export function isUsable(session: Session | undefined): session is Session {
  return session?.access_token !== undefined || session?.refresh_token !== undefined;
}
