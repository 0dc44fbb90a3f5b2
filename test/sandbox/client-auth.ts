import type { SandboxApp, SandboxBrand } from './model';
import { oauthError } from './oauth-error';
import type { State } from './state';

/**
 * The app that calls. Its secret is always needed, also with PKCE. HTTP Basic is taken where the caller says so;
 * Basic and a secret in the body together are refused (20070).
 */
export function authenticateClient(
  state: State,
  at: { brand: SandboxBrand; authorization: string | undefined; basic: boolean },
  form: Record<string, string>,
): SandboxApp {
  const basic = at.basic ? readBasic(at.authorization) : undefined;
  if (basic && form.client_secret !== undefined) throw oauthError(20070);
  const id = basic?.id ?? form.client_id ?? '';
  const secret = basic?.secret ?? form.client_secret ?? '';
  if (id === '') throw oauthError(20001, 'client_id');
  const app = state.app(id);
  if (!app || app.brand !== at.brand) throw oauthError(20048);
  if (secret === '') throw oauthError(20001, 'client_secret');
  if (secret !== app.app_secret) throw oauthError(20002);
  return app;
}

function readBasic(header: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':', 2);
  return { id, secret };
}
