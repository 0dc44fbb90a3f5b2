import { createHash, randomUUID } from 'node:crypto';
import { ApiError, tooMany } from './api-error';
import { authenticateClient } from './client-auth';
import { identify, sendError } from './gateway';
import { hostRole } from './hosts';
import { type SandboxContext, sendJson } from './log';
import type { SandboxApp } from './model';
import { OAuthError, oauthError } from './oauth-error';
import type { State } from './state';
import { ACCESS_LIFE, CODE_LIFE, CONSENT_LIFE, type Code, type Issuer, REFRESH_LIFE, type Refresh } from './tokens';
import { isRecord } from './values';

/**
 * Answers `/authen/v2/oauth/token` (JSON; PKCE lenient) or `/oauth/v3/token` (form or JSON; PKCE strict). The answer
 * is flat. Refusals come as HTTP 400, their statuses being documented only for 20050 and 20072.
 */
export function exchange(state: State, c: SandboxContext, issuer: Issuer): Response {
  try {
    const form = readForm(c, issuer);
    const at = {
      brand: hostRole(c.req.header('host')).brand,
      authorization: c.req.header('authorization'),
      basic: issuer === 'v3',
    };
    const grant = form.grant_type ?? '';
    if (grant === '') throw oauthError(20001, 'grant_type');
    if (grant !== 'authorization_code' && grant !== 'refresh_token') throw oauthError(20036);
    const app = authenticateClient(state, at, form);
    checkRate(state, app, issuer);
    const answer =
      grant === 'authorization_code' ? byCode(state, app, form, issuer) : byRefresh(state, app, form, issuer);
    return sendJson(c, 200, answer, { 'Cache-Control': 'no-store' });
  } catch (error) {
    return sendRefusal(c, error);
  }
}

/**
 * The oldest exchange, `/authen/v1/oidc/…`, which the official SDK still offers: the app shows its own token instead of
 * its secret, no redirect URL is compared, and the answer has `data`. Codes with a challenge cannot be used here.
 */
export function exchangeOidc(state: State, c: SandboxContext): Response {
  try {
    const { app } = identify(state, hostRole(c.req.header('host')).brand, c.req.header('authorization'));
    const form = readForm(c, 'v2');
    const redirect_uri = state.tokens.codes.get(form.code ?? '')?.redirect_uri ?? '';
    const byGrant = form.grant_type === 'refresh_token' ? byRefresh : byCode;
    const { code, refresh_token_expires_in, ...rest } = byGrant(state, app, { ...form, redirect_uri }, 'v2');
    return sendJson(c, 200, { code, msg: 'success', data: { ...rest, refresh_expires_in: refresh_token_expires_in } });
  } catch (error) {
    return sendRefusal(c, error);
  }
}

/** Revokes a token, and with a refresh token all that came from the same consent. Always an empty 200 for a known client. */
export function revoke(state: State, c: SandboxContext): Response {
  try {
    const form = readForm(c, 'v3');
    const { brand } = hostRole(c.req.header('host'));
    authenticateClient(state, { brand, authorization: c.req.header('authorization'), basic: true }, form);
    if (!form.token) throw oauthError(20001, 'token');
    state.tokens.revoke(form.token);
    return new Response(null, { status: 200 });
  } catch (error) {
    return sendRefusal(c, error);
  }
}

function sendRefusal(c: SandboxContext, error: unknown): Response {
  if (error instanceof ApiError) return sendError(c, error);
  if (!(error instanceof OAuthError)) throw error;
  return sendJson(c, 400, { code: error.code, error: error.error, error_description: error.description });
}

/** All parameters are strings. v2 takes JSON only. */
function readForm(c: SandboxContext, issuer: Issuer): Record<string, string> {
  const { body } = c.get('entry');
  if (issuer === 'v2' && !c.req.header('content-type')?.includes('application/json')) throw oauthError(20063);
  if (!isRecord(body)) throw oauthError(20063);
  const entries = Object.entries(body).filter(([, value]) => value !== undefined && value !== null);
  if (entries.some(([, value]) => typeof value !== 'string')) throw oauthError(20063);
  return Object.fromEntries(entries) as Record<string, string>;
}

function checkRate(state: State, app: SandboxApp, issuer: Issuer): void {
  const tripped = state.rates.count(`oauth.${issuer} ${app.app_id}`, '1000/min and 50/s', Date.now());
  if (tripped) throw tooMany(tripped);
}

function byCode(state: State, app: SandboxApp, form: Record<string, string>, issuer: Issuer): Record<string, unknown> {
  if (!form.code) throw oauthError(20001, 'code');
  const code = state.tokens.codes.get(form.code);
  if (!code) throw oauthError(20003);
  if (code.app_id !== app.app_id) throw oauthError(20024);
  if (code.used) throw oauthError(20065);
  if (state.now() >= code.issued + CODE_LIFE) throw oauthError(20004);
  if (form.redirect_uri !== code.redirect_uri) throw oauthError(20071);
  checkChallenge(code, form.code_verifier, issuer);
  const scopes = narrow(form.scope, code.scopes);
  const now = state.now();
  code.used = true;
  const refresh: Refresh | undefined =
    code.offline && scopes.includes('offline_access') && app.refresh_enabled
      ? {
          app_id: app.app_id,
          open_id: code.open_id,
          scopes,
          issuer,
          expires: now + REFRESH_LIFE,
          consent: code.issued,
          used: false,
          revoked: false,
          family: randomUUID(),
        }
      : undefined;
  return pair(state, now, { app, open_id: code.open_id, scopes, refresh });
}

function byRefresh(
  state: State,
  app: SandboxApp,
  form: Record<string, string>,
  issuer: Issuer,
): Record<string, unknown> {
  if (!form.refresh_token) throw oauthError(20001, 'refresh_token');
  const old = state.tokens.refresh.get(form.refresh_token);
  if (!old) throw oauthError(20026);
  if (old.app_id !== app.app_id) throw oauthError(20024);
  // v2 takes only what v2 issued; the code for it is our choice.
  if (issuer === 'v2' && old.issuer === 'v3') throw oauthError(20026);
  if (old.revoked) throw oauthError(20064);
  if (old.used) throw oauthError(20073);
  const now = state.now();
  if (now >= old.expires || now >= old.consent + CONSENT_LIFE) throw oauthError(20037);
  if (!app.refresh_enabled) throw oauthError(20074);
  const scopes = narrow(form.scope, old.scopes);
  old.used = true;
  const expires = Math.min(now + REFRESH_LIFE, old.consent + CONSENT_LIFE);
  return pair(state, now, {
    app,
    open_id: old.open_id,
    scopes,
    refresh: { ...old, scopes, issuer, expires, used: false },
  });
}

/** @param now ms, the same as in the tokens' expiry, so that whole lifetimes are told */
function pair(
  state: State,
  now: number,
  {
    app,
    open_id,
    scopes,
    refresh,
  }: { app: SandboxApp; open_id: string; scopes: string[]; refresh: Refresh | undefined },
): Record<string, unknown> {
  const access_token = state.tokens.addAccess({
    app_id: app.app_id,
    open_id,
    tenant_key: state.user(open_id)?.tenant_key ?? '',
    scopes,
    expires: now + ACCESS_LIFE,
    revoked: false,
    family: refresh?.family ?? randomUUID(),
  });
  return {
    code: 0,
    access_token,
    expires_in: ACCESS_LIFE / 1_000,
    ...(refresh && {
      refresh_token: state.tokens.addRefresh(refresh),
      refresh_token_expires_in: Math.floor((refresh.expires - now) / 1_000),
    }),
    token_type: 'Bearer',
    scope: scopes.join(' '),
  };
}

/** A verifier must answer the code's challenge. Without a challenge v3 refuses a verifier, v2 overlooks it. */
function checkChallenge(code: Code, verifier: string | undefined, issuer: Issuer): void {
  if (code.challenge === undefined) {
    if (verifier !== undefined && issuer === 'v3') throw oauthError(20049);
    return;
  }
  if (verifier === undefined || !/^[\w.~-]{43,128}$/.test(verifier)) throw oauthError(20049);
  const answer = code.method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
  if (answer !== code.challenge) throw oauthError(20049);
}

function narrow(wanted: string | undefined, granted: readonly string[]): string[] {
  if (wanted === undefined || wanted.trim() === '') return [...granted];
  const scopes = wanted.split(' ').filter((scope) => scope !== '');
  if (new Set(scopes).size !== scopes.length) throw oauthError(20067);
  if (scopes.some((scope) => !granted.includes(scope))) throw oauthError(20068);
  return scopes;
}
