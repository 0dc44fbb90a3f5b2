import { fail, toFailure } from '../../lib/failure';
import { type BrandHosts, hostsOf } from '../../lib/feishu/brands';
import { type AppCredentials, getUserInfo, revoke, type TokenSet } from '../../lib/feishu/oauth';
import type { Transport } from '../../lib/feishu/request';
import type { Brand } from '../../lib/task/brand';
import type { Clock } from './clock';
import { openRenewal } from './renewal';
import { type Account, accountKey, type Credentials, type Session, type Store } from './store';
import { amend, fromTokens, losesPair } from './token-pair';

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
  /** Begins a session with tokens that were just issued, unless by then somebody does not want it any more. */
  begin(brand: Brand, tokens: TokenSet, isWanted?: () => boolean): Promise<Session>;
  beginPasted(brand: Brand, token: string): Promise<Session>;
  end(brand: Brand): Promise<void>;
  /** A usable token of exactly this account, renewed first when it has ended. One that is about to end is renewed meanwhile. */
  grant(account: Account): Promise<Grant>;
  /** The same at once: nothing when it has to be renewed first. */
  ready(account: Account): Promise<Grant | undefined>;
  /** Whether a session, as it stands in the store now, has a usable token of exactly this account. */
  isReady(account: Account, session: Session | undefined): session is Session;
  /** What such a session grants. */
  granted(session: Session): Promise<Grant>;
  /** A token other than the one that was refused. */
  renew(account: Account, refused: string): Promise<Grant>;
  /** A refresh that failed may be tried again at once. */
  forgive(): void;
  /** What refusals taught about a sign-in. */
  learn(brand: Brand, lesson: Pick<Session, 'legacy' | 'readOnly'>): Promise<void>;
  /** When the access token ends, ms by our own clock, as a person's watch shows it. */
  endsAt(session: Session): number;
}

export interface SessionDeps {
  readonly store: Store;
  readonly transport: Transport;
  readonly clock: Clock;
  sleep(ms: number): Promise<void>;
  changed(): void;
  random?(): number;
}

export function openSessions(deps: SessionDeps): Sessions {
  const { store, transport, clock, changed } = deps;
  const owner = crypto.randomUUID();
  const renewal = openRenewal({ ...deps, random: deps.random ?? Math.random, owner, hosts, credentials });
  /** By account: the token that the server has refused, whatever our clock thinks of it. */
  const refusedTokens = new Map<string, string>();

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

  async function begin(brand: Brand, tokens: TokenSet, isWanted = () => true): Promise<Session> {
    const user = await getUserInfo(transport, await hosts(brand), tokens.access_token);
    const account: Account = { brand, tenant_key: user.tenant_key, open_id: user.open_id, name: user.name };
    if (!isWanted()) fail('signed-out', 'state_mismatch');
    const session = fromTokens(account, tokens, clock.server());
    await store.session(brand).set(session);
    renewal.forgive();
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

  const isDead = ({ access_token, account }: Session) =>
    access_token === undefined || refusedTokens.get(accountKey(account)) === access_token;
  const hasEnded = (session: Session) => isDead(session) || session.expiresAt <= clock.server();

  async function grant(account: Account): Promise<Grant> {
    const session = await sessionOf(account);
    if (session.refresh_token && hasEnded(session)) return asGrant(await renewal.renewed(session));
    return granted(session);
  }

  async function granted(session: Session): Promise<Grant> {
    const isDue = (session.renewAt ?? session.expiresAt) <= clock.server();
    if (session.refresh_token && isDue) renewal.renewed(session).catch(() => undefined);
    return asGrant(session);
  }

  const isReady = (account: Account, session: Session | undefined): session is Session => {
    if (!session?.access_token || accountKey(session.account) !== accountKey(account)) return false;
    return !session.refresh_token || !hasEnded(session);
  };

  async function ready(account: Account): Promise<Grant | undefined> {
    const session = await current(account.brand);
    return isReady(account, session) ? granted(session) : undefined;
  }

  async function renew(account: Account, refused: string): Promise<Grant> {
    refusedTokens.set(accountKey(account), refused);
    const session = await sessionOf(account);
    if (session.access_token && session.access_token !== refused) return asGrant(session);
    if (session.refresh_token) {
      try {
        return asGrant(await renewal.renewed(session));
      } catch (error) {
        if (!losesPair(toFailure(error))) throw error;
      }
    }
    // Neither token works: who was signed in is kept, so that waiting operations know whom they wait for.
    const failure = { kind: 'signed-out', reason: 'session_expired' } as const;
    const ended = await amend(store, account.brand, (old) =>
      old.access_token === refused && !old.refresh_token ? { ...without(old), failure } : undefined,
    );
    if (ended) changed();
    fail('signed-out', 'session_expired');
  }

  async function asGrant(session: Session): Promise<Grant> {
    if (!session.access_token) fail('signed-out', 'session_expired');
    return { api: (await hosts(session.account.brand)).api, token: session.access_token, session };
  }

  return {
    current,
    hosts,
    credentials,
    async saveCredentials(brand, found) {
      await store.credentials(brand).set(found);
      renewal.forgive();
    },
    begin,
    beginPasted,
    end,
    grant,
    ready,
    isReady,
    granted,
    renew,
    forgive: renewal.forgive,
    async learn(brand, lesson) {
      await amend(store, brand, (old) => {
        const { legacy = false, readOnly = false } = { ...old, ...lesson };
        const isKnown = legacy === (old.legacy ?? false) && readOnly === (old.readOnly ?? false);
        return isKnown ? undefined : { ...old, legacy, readOnly };
      });
    },
    endsAt: ({ expiresAt }) => expiresAt - (clock.server() - clock.now()),
  };
}

/** The account without its tokens: who was signed in is kept, so that waiting operations know whom they wait for. */
function without(session: Session): Session {
  const { access_token: _, refresh_token: __, refreshing: ___, ...rest } = session;
  return rest;
}

/** Whether there is a token to try at all. */
export function isUsable(session: Session | undefined): session is Session {
  return session?.access_token !== undefined || session?.refresh_token !== undefined;
}
