import { randomUUID } from 'node:crypto';
import { ApiError } from './api-error';
import { identify } from './gateway';
import { hostRole } from './hosts';
import { type SandboxContext, sendJson } from './log';
import type { State } from './state';
import { ACCESS_LIFE } from './tokens';
import { isRecord } from './values';

/** GET `/authen/v1/user_info`. Needs no scope; every fault of the token comes as HTTP 200 with 20005. */
export function userInfo(state: State, c: SandboxContext): Response {
  try {
    const { id, kind } = identify(state, hostRole(c.req.header('host')).brand, c.req.header('authorization'));
    const user = kind === 'user' ? state.user(id) : undefined;
    if (!user) return sendJson(c, 200, { code: 20005, msg: 'The user access token passed is invalid.' });
    c.get('entry').user = user.name;
    const picture = 'https://internal-api-lark-file.feishu.cn/static-resource/v1/sandbox';
    const data = {
      name: user.name,
      en_name: user.en_name,
      avatar_url: `${picture}_72x72`,
      avatar_thumb: `${picture}_72x72`,
      avatar_middle: `${picture}_240x240`,
      avatar_big: `${picture}_640x640`,
      open_id: user.open_id,
      union_id: user.union_id,
      tenant_key: user.tenant_key,
    };
    return sendJson(c, 200, { code: 0, msg: 'success', data });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return sendJson(c, 200, { code: 20005, msg: 'The user access token passed is invalid.' });
  }
}

/** POST `/auth/v3/{tenant,app}_access_token/internal`: what the SDK asks for by itself. A tenant token acts as the app. */
export function appToken(state: State, c: SandboxContext, kind: 'tenant' | 'app'): Response {
  const { body } = c.get('entry');
  const form = isRecord(body) ? body : {};
  const app = state.app(form.app_id);
  if (!app || app.brand !== hostRole(c.req.header('host')).brand)
    return sendJson(c, 200, { code: 10003, msg: 'invalid param' });
  if (form.app_secret !== app.app_secret) return sendJson(c, 200, { code: 10015, msg: 'app secret invalid' });
  const token = state.tokens.addAccess({
    app_id: app.app_id,
    open_id: undefined,
    tenant_key: app.tenant_keys[0] ?? '',
    scopes: app.scopes,
    expires: state.now() + ACCESS_LIFE,
    revoked: false,
    family: randomUUID(),
  });
  const expire = ACCESS_LIFE / 1_000;
  const both = { code: 0, msg: 'ok', tenant_access_token: token, expire };
  return sendJson(c, 200, kind === 'app' ? { ...both, app_access_token: token } : both);
}
