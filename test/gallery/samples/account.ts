import type { AccountView, BrandView, SessionView } from '../../../lib/messages/contract';
import type { Language } from '../model';
import { me, NOW } from './tasks';

export const REDIRECT = 'https://ngpdjlaoinhpcoglmbeoaafebpjjmbcl.chromiumapp.org/';

const SCOPES = ['offline_access', 'task:task:read', 'task:task:write'];

export const account = (language: Language, more: Partial<AccountView> = {}): AccountView => ({
  name: me(language).name,
  open_id: 'ou_me',
  tenant_key: 'tenant',
  scopes: SCOPES,
  until: NOW + 2 * 3_600_000,
  refreshes: true,
  ...more,
});

export const APP = { app_id: 'cli_a8f3c2d1e0b94567', hasSecret: true } as const;

/** The three platforms, one of them as given. */
export function session(...known: readonly BrandView[]): SessionView {
  const brands = (['feishu', 'lark', 'custom'] as const).map(
    (brand): BrandView =>
      known.find((one) => one.brand === brand) ?? {
        brand,
        app_id: '',
        hasSecret: false,
        ...(brand !== 'custom' && { console: `https://open.${brand === 'lark' ? 'larksuite.com' : 'feishu.cn'}/app` }),
      },
  );
  return { redirectUrl: REDIRECT, brands };
}

export const FEISHU_CONSOLE = 'https://open.feishu.cn/app';

export const signedIn = (language: Language, more: Partial<BrandView> = {}, granted: Partial<AccountView> = {}) =>
  session({ brand: 'feishu', ...APP, console: FEISHU_CONSOLE, account: account(language, granted), ...more });
