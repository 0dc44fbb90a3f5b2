import { type Failure, FailureError, fail, toFailure } from '../../lib/failure';
import type { BrandHosts } from '../../lib/feishu/brands';
import { type AppCredentials, refreshTokens, type TokenSet } from '../../lib/feishu/oauth';
import type { Transport } from '../../lib/feishu/request';
import type { Brand } from '../../lib/task/brand';
import type { Clock } from './clock';
import { accountKey, type Session, type Store } from './store';
import { amend, fromTokens, isSamePair, losesPair } from './token-pair';

/** The lease is said anew this often and holds this long, ms: whoever waits for a dead owner waits no longer. */
const BEAT_MS = 1000;
const LEASE_MS = 3000;
/** How often somebody else's refresh is looked at, ms. */
const LOOK_MS = 200;
/**
 * A refresh may be answered this late, ms: twice the usual wait. Callers have long been told by then, but a late pair is
 * still the only one that works, and no second refresh starts before.
 */
const LIFE_MS = 30_000;
/** A caller waits no longer than this, ms (safety.md §1.8). */
const PATIENCE_MS = 15_000;
/** Refreshes in one minute, at most: a server that refuses every new token must not be asked in a loop. */
const PER_MINUTE = 12;
/** After trouble with the server, and after a refusal that only settings can end, the next try waits at most so long, ms. */
const LONGEST_PAUSE_MS = { trouble: 60_000, refused: 600_000 };
/** A new pair is all that works: writing it down is tried this often. */
const COMMIT_TRIES = 6;

export interface Renewal {
  /**
   * The session with an access token other than the one in `stale`. The refresh token works once and its old pair is void at
   * once, so: one refresh at a time in this worker (a shared promise) and in all (a lease in the store, written before the
   * token is sent, which is also the intent), and the new pair is on the disk before anybody has it. A caller waits a while;
   * the refresh itself goes on.
   */
  renewed(stale: Session): Promise<Session>;
  /** New settings or a new sign-in: what was refused may be tried at once. */
  forgive(): void;
}

export interface RenewalDeps {
  readonly store: Store;
  readonly transport: Transport;
  readonly clock: Clock;
  /** Names this worker in leases. */
  readonly owner: string;
  sleep(ms: number): Promise<void>;
  random(): number;
  hosts(brand: Brand): Promise<BrandHosts>;
  credentials(brand: Brand): Promise<AppCredentials>;
  changed(): void;
}

export function openRenewal(deps: RenewalDeps): Renewal {
  const { store, transport, clock, owner, sleep, random, changed } = deps;
  const running = new Map<string, Promise<Session>>();
  const pauses = new Map<string, { failures: number; until: number; error: unknown }>();
  const recent = new Map<string, number[]>();

  function renewed(stale: Session): Promise<Session> {
    const key = accountKey(stale.account);
    const mine = running.get(key) ?? renew(key, stale).finally(() => running.delete(key));
    running.set(key, mine);
    mine.catch(() => undefined);
    return Promise.race([mine, sleep(PATIENCE_MS).then(() => fail('offline', 'timeout'))]);
  }

  async function renew(key: string, stale: Session): Promise<Session> {
    const pause = pauses.get(key);
    if (pause && clock.now() < pause.until) throw pause.error;
    const { brand } = stale.account;
    const [app, where] = [await deps.credentials(brand), await deps.hosts(brand)];
    const leased = await lease(stale);
    if (!('token' in leased)) return leased.session;
    const { session, token } = leased;
    const letGo = keepLease(brand);
    try {
      countRefresh(key);
      const tokens = await refreshTokens(transport, where, app, token, session.version, LIFE_MS);
      const next = await commit(session, tokens);
      pauses.delete(key);
      return next;
    } catch (error) {
      rest(key, error);
      return await afterFailure(session, stale, error);
    } finally {
      letGo();
    }
  }

  /** The right to send the refresh token; or the session that somebody else has renewed meanwhile. */
  async function lease(stale: Session): Promise<{ session: Session; token?: string }> {
    const { brand } = stale.account;
    for (;;) {
      let isOther = false;
      const session = await amend(store, brand, (old) => {
        isOther = accountKey(old.account) !== accountKey(stale.account);
        const isNew = old.access_token !== undefined && old.access_token !== stale.access_token;
        const isFree = !isOther && !isNew && old.refresh_token !== undefined && !isHeld(old);
        return isFree ? { ...old, refreshing: { by: owner, until: clock.now() + LEASE_MS } } : undefined;
      });
      if (session?.refresh_token) return { session, token: session.refresh_token };
      const latest = await store.session(brand).get();
      if (!latest || isOther) fail('signed-out', 'no_account');
      if (latest.access_token !== undefined && latest.access_token !== stale.access_token) return { session: latest };
      if (latest.refresh_token === undefined) fail('signed-out', 'session_expired');
      await sleep(LOOK_MS);
    }
  }

  /** A lease that ends later than one can is of another clock. */
  function isHeld({ refreshing }: Session): boolean {
    const left = (refreshing?.until ?? 0) - clock.now();
    return refreshing !== undefined && refreshing.by !== owner && left > 0 && left <= LEASE_MS;
  }

  function keepLease(brand: Brand): () => void {
    let held = true;
    void (async () => {
      for (;;) {
        await sleep(BEAT_MS);
        if (!held) return;
        await amend(store, brand, (old) =>
          held && old.refreshing?.by === owner
            ? { ...old, refreshing: { by: owner, until: clock.now() + LEASE_MS } }
            : undefined,
        ).catch(() => undefined);
      }
    })();
    return () => {
      held = false;
    };
  }

  /** Committed before anybody uses it: from here on the old pair is worth nothing. */
  async function commit(sent: Session, tokens: TokenSet): Promise<Session> {
    const { account, legacy, scopes } = sent;
    const fresh = fromTokens(account, tokens, clock.server());
    const next = { ...fresh, ...(legacy && { legacy }), scopes: fresh.scopes.length > 0 ? fresh.scopes : scopes };
    for (let tries = 1; ; tries += 1) {
      try {
        // Signed out, or in again, meanwhile: the new pair must not bring the old session back.
        const written = await amend(store, account.brand, (old) => (isSamePair(old, sent) ? next : undefined));
        if (!written) fail('signed-out', 'no_account');
        changed();
        return written;
      } catch (error) {
        if (error instanceof FailureError && error.failure.kind === 'signed-out') throw error;
        if (tries === COMMIT_TRIES) fail('server', 'not_stored');
        await sleep(100 * 2 ** tries);
      }
    }
  }

  /**
   * No answer, or a passing trouble: the pair is kept. A definite no: the refresh token is gone, the access token lives on
   * until its own end (feishu-task-api §5.4). Unless somebody else has renewed it: then theirs is taken.
   */
  async function afterFailure(sent: Session, stale: Session, error: unknown): Promise<Session> {
    const failure = toFailure(error);
    const lost = losesPair(failure);
    const told: Failure = lost ? { ...failure, reason: 'session_expired' } : failure;
    const settled = await amend(store, sent.account.brand, (old) => {
      if (!isSamePair(old, sent)) return undefined;
      const { refreshing: _, ...kept } = old;
      if (failure.kind !== 'signed-out') return kept;
      if (!lost) return { ...kept, failure };
      const { refresh_token: __, access_token, ...rest } = kept;
      const lives = access_token !== undefined && old.expiresAt > clock.server();
      return { ...rest, ...(lives && { access_token }), failure: told };
    });
    if (settled?.failure) changed();
    if (settled) throw new FailureError(told);
    const latest = await store.session(sent.account.brand).get();
    const isTheirs = latest?.access_token && latest.access_token !== stale.access_token;
    if (isTheirs && accountKey(latest.account) === accountKey(sent.account)) return latest;
    throw new FailureError(told);
  }

  function countRefresh(key: string): void {
    const at = clock.now();
    const times = (recent.get(key) ?? []).filter((time) => time <= at && at - time < 60_000);
    if (times.length >= PER_MINUTE) fail('limited', 'rate_limited', { retryAt: (times[0] ?? at) + 60_000 });
    recent.set(key, [...times, at]);
  }

  /** One failure may be a blip; from the second in a row on the next try waits, longer each time, or as the server says. */
  function rest(key: string, error: unknown): void {
    const { kind, retryAt } = toFailure(error);
    const failures = (pauses.get(key)?.failures ?? 0) + 1;
    const bound = kind === 'signed-out' ? LONGEST_PAUSE_MS.refused : LONGEST_PAUSE_MS.trouble;
    const pause = failures === 1 ? 0 : random() * Math.min(bound, 1000 * 2 ** Math.min(failures, 10));
    pauses.set(key, { failures, until: retryAt ?? clock.now() + pause, error });
  }

  return {
    renewed,
    forgive() {
      pauses.clear();
      recent.clear();
    },
  };
}
