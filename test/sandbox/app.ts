import { Hono } from 'hono';
import { authorize } from './authorize-page';
import { getField, listFields } from './field-endpoints';
import { answerEndpoint, type Endpoint } from './gateway';
import { type HostRole, hostRole } from './hosts';
import { escapeHtml, htmlPage } from './html';
import { appToken, userInfo } from './identity';
import { recordRequests, type SandboxContext, type SandboxEnv } from './log';
import { answerWithFaults } from './misbehave';
import { exchange, exchangeOidc, revoke } from './oauth';
import type { State } from './state';
import { createTask } from './tasks-create';
import { listTasks } from './tasks-list';
import { completeTaskV1, getTaskV1, uncompleteTaskV1 } from './tasks-v1';
import { getTask, patchTask } from './tasks-v2';

const ENDPOINTS: readonly Endpoint[] = [
  getTask,
  listTasks,
  createTask,
  patchTask,
  getField,
  listFields,
  getTaskV1,
  completeTaskV1,
  uncompleteTaskV1,
];

type Hosts = (role: HostRole) => boolean;

const OPEN: Hosts = (role) => role.open;
const ACCOUNTS: Hosts = (role) => role.accounts;
const APPLINK: Hosts = (role) => role.applink;
const EITHER: Hosts = (role) => role.open || role.accounts;

const AUTHORIZE = '/open-apis/authen/v1/authorize';
const AUTH = '/open-apis/auth/v3';

/** All routes. Each exists on its hosts only; elsewhere, and for any other path or method, the gateway's plain 404. */
export function makeApp(state: State): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.use(recordRequests(state));

  function route(
    method: string,
    path: string,
    api: string,
    hosts: Hosts,
    answer: (c: SandboxContext) => Response,
  ): void {
    app.on(method, path, (c) => {
      const known = hosts(hostRole(c.req.header('host')));
      if (known) c.get('entry').api = api;
      return answerWithFaults(state, c, () => (known ? answer(c) : pageNotFound()));
    });
  }

  route('GET', AUTHORIZE, 'authorize', EITHER, (c) => authorize(state, c));
  route('POST', AUTHORIZE, 'authorize', EITHER, (c) => authorize(state, c));
  route('POST', '/open-apis/authen/v2/oauth/token', 'oauth.v2.token', OPEN, (c) => exchange(state, c, 'v2'));
  route('POST', '/oauth/v3/token', 'oauth.v3.token', ACCOUNTS, (c) => exchange(state, c, 'v3'));
  for (const name of ['access_token', 'refresh_access_token']) {
    route('POST', `/open-apis/authen/v1/oidc/${name}`, `oidc.${name}`, OPEN, (c) => exchangeOidc(state, c));
  }
  route('POST', '/oauth/v1/revoke', 'oauth.revoke', ACCOUNTS, (c) => revoke(state, c));
  route('GET', '/open-apis/authen/v1/user_info', 'user_info', OPEN, (c) => userInfo(state, c));
  route('POST', `${AUTH}/tenant_access_token/internal`, 'tenant_token', OPEN, (c) => appToken(state, c, 'tenant'));
  route('POST', `${AUTH}/app_access_token/internal`, 'app_token', OPEN, (c) => appToken(state, c, 'app'));
  for (const endpoint of ENDPOINTS) {
    route(endpoint.method, endpoint.path, endpoint.api, OPEN, (c) => answerEndpoint(state, c, endpoint));
  }
  // What a browser gets when a task link is followed: a page that would start the app.
  route('GET', '/client/todo/:page', 'applink', APPLINK, (c) =>
    htmlPage('Open in the app', `<p>Task <code>${escapeHtml(c.req.query('guid') ?? '')}</code></p>`),
  );

  app.notFound((c) => answerWithFaults(state, c, pageNotFound));
  return app;
}

/** What the platform's gateway says to an unknown path or method: text, not JSON. */
function pageNotFound(): Response {
  return new Response('404 page not found', { status: 404, headers: { 'Content-Type': 'text/plain' } });
}
