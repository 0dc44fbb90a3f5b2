import { FailureError, type FailureReason, fail } from '../failure';
import { text } from '../task/readers';
import type { BrandHosts } from './brands';
import { apiUrl, send, type Transport } from './request';

/** The user's own app. Feishu wants the secret on every token call, PKCE or not (feishu-task-api §5.3). */
export interface AppCredentials {
  readonly app_id: string;
  readonly app_secret: string;
}

export type TokenVersion = 'v2' | 'v3';

export interface TokenSet {
  readonly access_token: string;
  /** Life of the access token from now, s. */
  readonly expires_in: number;
  readonly refresh_token?: string;
  /** Scopes that were granted, in all. */
  readonly scopes: readonly string[];
  /** Which endpoint issued it: a v3 refresh token must never go to v2. */
  readonly version: TokenVersion;
}

export interface UserInfo {
  readonly open_id: string;
  readonly tenant_key: string;
  readonly name: string;
}

/** What Feishu's access tokens usually live, s (feishu-task-api §5.3). */
const USUAL_LIFE_S = 7200;

/** The authorize page's address (feishu-task-api §5.1). `challenge` is the S256 hash of the verifier. */
export function authorizeUrl(
  hosts: BrandHosts,
  ask: { app_id: string; redirect_uri: string; scopes: readonly string[]; state: string; challenge: string },
): URL {
  return apiUrl(hosts.accounts, ['open-apis', 'authen', 'v1', 'authorize'], {
    client_id: ask.app_id,
    response_type: 'code',
    redirect_uri: ask.redirect_uri,
    scope: ask.scopes.join(' '),
    state: ask.state,
    code_challenge: ask.challenge,
    code_challenge_method: 'S256',
  });
}

/** A fresh PKCE pair: 43 characters from 32 random bytes, and its S256 challenge (RFC 7636 §4). */
export async function pkcePair(): Promise<{ verifier: string; challenge: string }> {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return { verifier, challenge: base64url(new Uint8Array(hash)) };
}

/** 32 random bytes as text, for `state`. */
export function randomState(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** An address that is not there answers in text, or in JSON of its own. */
const NO_ANSWER: ReadonlySet<FailureReason> = new Set(['not_json', 'unexpected_answer']);

/** Authorization code → tokens. A brand on v3 falls back to v2 only when v3 is not there at all. */
export async function exchangeCode(
  transport: Transport,
  hosts: BrandHosts,
  app: AppCredentials,
  grant: { code: string; redirect_uri: string; verifier: string },
): Promise<TokenSet> {
  const fields = {
    grant_type: 'authorization_code',
    client_id: app.app_id,
    client_secret: app.app_secret,
    code: grant.code,
    redirect_uri: grant.redirect_uri,
    code_verifier: grant.verifier,
  };
  try {
    return await requestToken(transport, hosts, hosts.token, fields);
  } catch (error) {
    const absent = error instanceof FailureError && NO_ANSWER.has(error.failure.reason);
    if (hosts.token === 'v3' && absent) return requestToken(transport, hosts, 'v2', fields);
    throw error;
  }
}

/** Refresh token → a new pair, at the endpoint that issued the old one. The old refresh token is void from now on (§5.4). */
export async function refreshTokens(
  transport: Transport,
  hosts: BrandHosts,
  app: AppCredentials,
  refresh_token: string,
  version: TokenVersion,
  /** How late the answer may come, ms: whoever stops waiting loses the new pair, and the old one is void. */
  life?: number,
): Promise<TokenSet> {
  const fields = {
    grant_type: 'refresh_token',
    client_id: app.app_id,
    client_secret: app.app_secret,
    refresh_token,
  };
  return requestToken(transport, hosts, version, fields, life);
}

async function requestToken(
  transport: Transport,
  hosts: BrandHosts,
  version: TokenVersion,
  fields: Readonly<Record<string, string>>,
  life?: number,
): Promise<TokenSet> {
  const body = await send(transport, {
    endpoint: 'token',
    method: 'POST',
    ...(life !== undefined && { life }),
    ...(version === 'v3'
      ? { url: apiUrl(hosts.accounts, ['oauth', 'v3', 'token']), form: fields }
      : { url: apiUrl(hosts.api, ['open-apis', 'authen', 'v2', 'oauth', 'token']), json: fields }),
  });
  const { access_token, expires_in, refresh_token, scope } = body;
  if (typeof access_token !== 'string' || access_token === '') fail('server', 'unexpected_answer');
  return {
    access_token,
    // A pair is not thrown away because its life is not told: the old one is void already.
    expires_in: typeof expires_in === 'number' && expires_in > 0 ? expires_in : USUAL_LIFE_S,
    ...(typeof refresh_token === 'string' && refresh_token !== '' && { refresh_token }),
    scopes: typeof scope === 'string' ? scope.split(/\s+/).filter(Boolean) : [],
    version,
  };
}

/** Who a user access token belongs to (§5.8). Its errors come as HTTP 200 with 200xx codes. */
export async function getUserInfo(transport: Transport, hosts: BrandHosts, token: string): Promise<UserInfo> {
  const url = apiUrl(hosts.api, ['open-apis', 'authen', 'v1', 'user_info']);
  const body = await send(transport, { endpoint: 'user_info', method: 'GET', url, token });
  const data = (body.data ?? {}) as Partial<Record<string, unknown>>;
  const [open_id, tenant_key, name] = [data.open_id, data.tenant_key, data.name].map(
    (part) => (text(part).value ?? '') as string,
  );
  if (!open_id) fail('server', 'unexpected_answer');
  return { open_id, tenant_key: tenant_key ?? '', name: name || open_id };
}

/** Best effort: tells the server that a token is no longer used (§5.7). */
export async function revoke(
  transport: Transport,
  hosts: BrandHosts,
  app: AppCredentials,
  token: string,
  kind: 'refresh_token' | 'access_token',
): Promise<void> {
  await send(transport, {
    endpoint: 'revoke',
    method: 'POST',
    url: apiUrl(hosts.accounts, ['oauth', 'v1', 'revoke']),
    form: { client_id: app.app_id, client_secret: app.app_secret, token, token_type_hint: kind },
  });
}
