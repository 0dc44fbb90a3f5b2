import type { SandboxBrand } from './model';

/** What a host name serves. Loopback serves everything, so that the SDK and a browser without host mapping can be used. */
export interface HostRole {
  brand: SandboxBrand;
  open: boolean;
  accounts: boolean;
  applink: boolean;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const NOTHING: HostRole = { brand: 'feishu', open: false, accounts: false, applink: false };

/** Reads the Host header (a port may follow). `open.X` and `accounts.X` of an unknown X are a custom brand: answered as Feishu. */
export function hostRole(header: string | undefined): HostRole {
  const host = (header ?? '').replace(/:\d+$/, '').toLowerCase();
  if (LOOPBACK.has(host)) return { brand: 'feishu', open: true, accounts: true, applink: true };
  const brand: SandboxBrand = host.endsWith('.larksuite.com') ? 'lark' : 'feishu';
  const first = host.split('.', 1)[0];
  if (host.includes('.') && (first === 'open' || first === 'accounts' || first === 'applink')) {
    return { brand, open: first === 'open', accounts: first === 'accounts', applink: first === 'applink' };
  }
  return NOTHING;
}
