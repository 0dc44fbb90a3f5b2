import { ApiError, badField, tooMany } from './api-error';
import { hostRole } from './hosts';
import { type SandboxContext, sendJson } from './log';
import type { SandboxApp, SandboxBrand } from './model';
import type { Tier } from './rates';
import type { State } from './state';

/** Who calls: a user through an app, or the app itself with its tenant token. */
export interface Identity {
  kind: 'user' | 'app';
  /** open_id of the user, or app id. */
  id: string;
  name: string;
  app: SandboxApp;
  tenant_key: string;
  scopes: readonly string[];
}

export type IdType = 'open_id' | 'union_id' | 'user_id';

export interface Call {
  state: State;
  api: string;
  brand: SandboxBrand;
  identity: Identity;
  idType: IdType;
  /** The id in the path. */
  id: string;
  query: (name: string) => string | undefined;
  body: unknown;
}

export interface Endpoint {
  api: string;
  method: 'GET' | 'POST' | 'PATCH';
  /** Hono's notation; the resource's id is `:id`. */
  path: string;
  /** Any one of these is enough. */
  scopes: readonly string[];
  tier: Tier;
  userOnly?: boolean;
  /** Answers `data`. */
  run: (call: Call) => Record<string, unknown>;
}

/** The order of checks is our choice (UNCONFIRMED): token, rate, scopes, then the call itself. */
export function answerEndpoint(state: State, c: SandboxContext, endpoint: Endpoint): Response {
  try {
    const { brand } = hostRole(c.req.header('host'));
    const identity = identify(state, brand, c.req.header('authorization'));
    c.get('entry').user = identity.name;
    if (endpoint.userOnly && identity.kind === 'app') {
      throw new ApiError(
        400,
        99991663,
        'Invalid access token for authorization. The endpoint takes a user access token.',
      );
    }
    checkRate(state, endpoint, identity);
    checkScopes(identity, endpoint.scopes);
    const call: Call = {
      state,
      api: endpoint.api,
      brand,
      identity,
      idType: readIdType(identity, c.req.query('user_id_type')),
      id: c.req.param('id') ?? '',
      query: (name) => c.req.query(name),
      body: c.get('entry').body,
    };
    if (endpoint.method !== 'GET' && typeof call.body === 'string') throw new ApiError(400, 9499, 'Bad Request');
    return sendJson(c, 200, { code: 0, msg: 'success', data: endpoint.run(call) });
  } catch (error) {
    if (error instanceof ApiError) return sendError(c, error);
    throw error;
  }
}

export function sendError(c: SandboxContext, error: ApiError): Response {
  const logId = c.get('logId');
  const body = {
    code: error.code,
    msg: error.msg,
    error: {
      log_id: logId,
      troubleshooter: `Troubleshooting suggestions: https://open.feishu.cn/search?from=openapi&log_id=${logId}&code=${error.code}`,
      ...error.detail,
    },
  };
  return sendJson(c, error.status, body, error.headers);
}

/** Throws the gateway's refusals of a token (statuses as seen, see reference §6.2). */
export function identify(state: State, brand: SandboxBrand, header: string | undefined): Identity {
  const token = /^Bearer (.+)$/.exec(header ?? '')?.[1];
  if (token === undefined)
    throw new ApiError(
      400,
      99991661,
      'Missing access token for authorization. Please make a request with token attached.',
    );
  if (/^[tu]-/.test(token))
    throw new ApiError(
      400,
      99991663,
      'Invalid access token for authorization. Please make a request with token attached.',
    );
  if (!token.startsWith('eyJ'))
    throw new ApiError(400, 99991671, "Invalid access token format: it should start with 'eyJ', 't-' or 'u-'.");
  const access = state.tokens.access.get(token);
  const app = state.app(access?.app_id);
  if (!access || !app || access.revoked || app.brand !== brand) {
    throw new ApiError(
      400,
      99991668,
      'Invalid access token for authorization. Please make a request with token attached.',
    );
  }
  const user = state.user(access.open_id);
  if (state.now() >= access.expires) {
    if (user) throw new ApiError(401, 99991677, 'Authentication token expired. Please request a new one.');
    throw new ApiError(
      400,
      99991663,
      'Invalid access token for authorization. Please make a request with token attached.',
    );
  }
  const { tenant_key, scopes } = access;
  if (user) return { kind: 'user', id: user.open_id, name: user.name, app, tenant_key, scopes };
  return { kind: 'app', id: app.app_id, name: app.name, app, tenant_key, scopes };
}

function checkRate(state: State, { api, tier }: Endpoint, { app, tenant_key }: Identity): void {
  const tripped = state.rates.count(`${api} ${app.app_id} ${tenant_key}`, tier, Date.now());
  if (tripped) throw tooMany(tripped);
}

/** 99991672: the app has none of the scopes; 99991679: the user granted none of them (HTTP 400 is UNCONFIRMED). */
function checkScopes({ app, kind, scopes }: Identity, needed: readonly string[]): void {
  if (needed.length === 0) return;
  const detail = {
    permission_violations: needed.map((subject) => ({ type: 'action_scope_required', subject })),
    helps: [
      {
        url: `https://open.feishu.cn/app/${app.app_id}/auth?q=${needed.join(',')}&op_from=openapi&token_type=${kind}`,
        description: 'Apply for the scopes in the developer console.',
      },
    ],
  };
  const list = `[${needed.join(', ')}]`;
  if (!needed.some((scope) => app.scopes.includes(scope))) {
    throw new ApiError(400, 99991672, `Access denied. One of the following scopes is required: ${list}.`, detail);
  }
  if (!needed.some((scope) => scopes.includes(scope))) {
    const { permission_violations } = detail;
    throw new ApiError(400, 99991679, `Unauthorized. The user has to grant one of these scopes: ${list}.`, {
      permission_violations,
    });
  }
}

const ID_TYPES: readonly string[] = ['open_id', 'union_id', 'user_id'];

function readIdType(identity: Identity, value: string | undefined): IdType {
  if (value === undefined || value === '') return 'open_id';
  if (!ID_TYPES.includes(value)) throw badField('user_id_type', `options are ${ID_TYPES.join(', ')}`, value);
  if (value === 'user_id') checkScopes(identity, ['contact:user.employee_id:readonly']);
  return value as IdType;
}
