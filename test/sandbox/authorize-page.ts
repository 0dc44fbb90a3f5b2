import { hostRole } from './hosts';
import { escapeHtml, htmlPage } from './html';
import type { SandboxContext } from './log';
import type { SandboxApp, SandboxUser } from './model';
import type { State } from './state';

/** A fault of the request. The platform shows it on its own page and never redirects, so the app hears nothing. */
class AuthorizeFault extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

interface AuthorizeRequest {
  app: SandboxApp;
  redirect_uri: string;
  scopes: string[];
  state: string | undefined;
  challenge: string | undefined;
  method: 'S256' | 'plain';
}

/**
 * GET shows the consent form, POST (its submission, to the same URL) answers with the redirect. Consent is asked
 * every time, as with `prompt=consent`: when the platform may skip the page is not published.
 */
export function authorize(state: State, c: SandboxContext): Response {
  try {
    const request = readRequest(state, c);
    const users = state.users.filter((user) => request.app.tenant_keys.includes(user.tenant_key));
    return c.req.method === 'POST' ? decide(state, c, request, users) : consentPage(request, users);
  } catch (fault) {
    if (!(fault instanceof AuthorizeFault)) throw fault;
    c.get('entry').code = fault.code;
    // A page like any other: with an error status Chromium would close the sign-in window before anybody has read it.
    return htmlPage('Sign-in is not possible', `<p role="alert">Error ${fault.code}: ${escapeHtml(fault.message)}</p>`);
  }
}

function readRequest(state: State, c: SandboxContext): AuthorizeRequest {
  const query = (name: string) => c.req.query(name);
  const app = state.app(query('client_id'));
  if (!app || app.brand !== hostRole(c.req.header('host')).brand)
    throw new AuthorizeFault(20048, 'The app does not exist.');
  if (query('response_type') !== 'code') throw new AuthorizeFault(20001, 'response_type must be "code".');
  const redirect = query('redirect_uri') ?? '';
  if (redirect === '') throw new AuthorizeFault(20001, 'redirect_uri is missing.');
  if (!isAllowed(state.redirectUris, redirect)) {
    throw new AuthorizeFault(20029, `redirect_uri is not on the app's list of redirect URLs: ${redirect}`);
  }
  const scopes = (query('scope') ?? '').split(' ').filter((scope) => scope !== '');
  if (scopes.length > 50) throw new AuthorizeFault(20043, 'More than 50 scopes were requested.');
  if (new Set(scopes).size !== scopes.length) throw new AuthorizeFault(20067, 'A scope is requested twice.');
  const missing = scopes.filter((scope) => !app.scopes.includes(scope));
  if (missing.length > 0) throw new AuthorizeFault(20027, `Scopes not enabled for the app: ${missing.join(' ')}`);
  const challenge = query('code_challenge');
  const method = query('code_challenge_method') ?? 'plain';
  if (method !== 'plain' && method !== 'S256')
    throw new AuthorizeFault(20063, 'code_challenge_method must be S256 or plain.');
  if (challenge !== undefined && !/^[\w.~-]{43,128}$/.test(challenge)) {
    throw new AuthorizeFault(20063, 'code_challenge must have 43 to 128 allowed characters.');
  }
  return { app, redirect_uri: redirect, scopes, state: query('state'), challenge, method };
}

/** Exact on scheme, host and path; query and fragment do not count. */
function isAllowed(list: readonly string[], given: string): boolean {
  const place = (text: string): string | undefined => {
    if (!URL.canParse(text)) return undefined;
    const { protocol, host, pathname } = new URL(text);
    return `${protocol}//${host}${pathname}`;
  };
  const wanted = place(given);
  return wanted !== undefined && list.some((entry) => place(entry) === wanted);
}

function consentPage({ app, scopes }: AuthorizeRequest, users: readonly SandboxUser[]): Response {
  const options = users.map((user) => `<option value="${user.open_id}">${escapeHtml(user.name)}</option>`).join('');
  const items = scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join('');
  return htmlPage(
    `Authorize ${app.name}`,
    `<p>The app asks for these permissions:</p><ul>${items || '<li>your name and picture</li>'}</ul>
<form method="post"><label for="user">User</label><select id="user" name="user">${options}</select>
<button name="decision" value="authorize">Authorize</button> <button name="decision" value="deny">Deny</button></form>`,
  );
}

function decide(state: State, c: SandboxContext, request: AuthorizeRequest, users: readonly SandboxUser[]): Response {
  const form = c.get('entry').body as Record<string, unknown> | undefined;
  const target = new URL(request.redirect_uri);
  if (form?.decision === 'authorize') {
    const user = users.find((entry) => entry.open_id === form.user);
    if (!user) throw new AuthorizeFault(20010, 'The user has no access to the app.');
    c.get('entry').user = user.name;
    target.searchParams.set('code', issueCode(state, request, user));
  } else {
    target.searchParams.set('error', 'access_denied');
  }
  if (request.state !== undefined) target.searchParams.set('state', request.state);
  return new Response(null, { status: 302, headers: { Location: target.href } });
}

function issueCode(state: State, request: AuthorizeRequest, user: SandboxUser): string {
  const { app, redirect_uri, scopes, challenge, method } = request;
  return state.tokens.addCode({
    app_id: app.app_id,
    open_id: user.open_id,
    redirect_uri,
    scopes: state.tokens.grant(app.app_id, user.open_id, scopes),
    offline: scopes.includes('offline_access'),
    challenge,
    method,
    issued: state.now(),
    used: false,
  });
}
