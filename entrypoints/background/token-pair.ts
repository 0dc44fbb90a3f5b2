import type { Failure } from '../../lib/failure';
import type { TokenSet } from '../../lib/feishu/oauth';
import type { Brand } from '../../lib/task/brand';
import { type Account, accountKey, type Session, type Store } from './store';

/** A token is renewed this long before it ends, ms (feishu-task-api §5.4), or in the last quarter of a short life. */
const EARLY_MS = 5 * 60_000;
/** A life told in earnest, s: anything else is a mistake that must not make a loop. */
const LIFE_S = { shortest: 60, longest: 30 * 86_400 };

const NO_REFRESH_TOKEN: Failure = { kind: 'signed-out', reason: 'no_refresh_token' };

/** What a fresh answer of the token endpoint makes of an account's session; `serverNow` in ms by the server's clock. */
export function fromTokens(account: Account, tokens: TokenSet, serverNow: number): Session {
  const life = Math.min(Math.max(tokens.expires_in, LIFE_S.shortest), LIFE_S.longest) * 1000;
  return {
    account,
    access_token: tokens.access_token,
    expiresAt: serverNow + life,
    renewAt: serverNow + life - Math.min(EARLY_MS, life / 4),
    // Signed in all the same where there is none, but only until the token ends; the options say how to change that.
    ...(tokens.refresh_token ? { refresh_token: tokens.refresh_token } : { failure: NO_REFRESH_TOKEN }),
    version: tokens.version,
    scopes: tokens.scopes,
  };
}

/** Whether this refusal means that the refresh token works no more; every other trouble may pass or be mended. */
export const losesPair = ({ kind, reason }: Failure) =>
  kind === 'signed-out' && (reason === 'session_expired' || reason === 'code_refused');

/** Whether a session is still the one whose refresh token was sent. */
export const isSamePair = (now: Session, sent: Session) =>
  accountKey(now.account) === accountKey(sent.account) && now.refresh_token === sent.refresh_token;

/** Changes a session in one transaction; where `change` answers nothing, nothing is written. */
export async function amend(
  store: Store,
  brand: Brand,
  change: (old: Session) => Session | undefined,
): Promise<Session | undefined> {
  const untouched = new Error();
  let next: Session | undefined;
  try {
    await store.session(brand).update((old) => {
      next = old && change(old);
      if (!next) throw untouched;
      return next;
    });
  } catch (error) {
    if (error !== untouched) throw error;
  }
  return next;
}
