import type { Brand } from '../task/brand';

/** Where a brand lives. Addresses are origins without a trailing slash (feishu-task-api §7). */
export interface BrandHosts {
  /** Task API, user info, token endpoint v2. */
  readonly api: string;
  /** Authorize page, token endpoint v3, revoke. */
  readonly accounts: string;
  /** Where an app is created and configured; a custom brand's is its API address. */
  readonly console: string;
  /**
   * Which token endpoint issues and refreshes tokens (feishu-task-api §5.3). "v3" falls back to v2 only before a v3 token exists.
   * Lark's v3 is said to refuse real authorization codes, so v2 there.
   */
  readonly token: 'v2' | 'v3';
}

const feishu: BrandHosts = {
  api: 'https://open.feishu.cn',
  accounts: 'https://accounts.feishu.cn',
  console: 'https://open.feishu.cn/app',
  token: 'v3',
};

const lark: BrandHosts = {
  api: 'https://open.larksuite.com',
  accounts: 'https://accounts.larksuite.com',
  console: 'https://open.larksuite.com/app',
  token: 'v2',
};

/** The hosts of a brand, or nothing while a custom brand has not been entered. */
export function hostsOf(
  brand: Brand,
  custom?: { readonly api: string; readonly accounts: string },
): BrandHosts | undefined {
  if (brand === 'feishu') return feishu;
  if (brand === 'lark') return lark;
  if (!custom) return undefined;
  const api = new URL(custom.api).origin;
  return { api, accounts: new URL(custom.accounts).origin, console: `${api}/app`, token: 'v3' };
}

/** The host permissions that the manifest asks for: exactly what both brands need. */
export const HOST_PERMISSIONS: readonly string[] = [feishu, lark].flatMap(({ api, accounts }) => [
  `${api}/*`,
  `${accounts}/*`,
]);

/** Pages where Tasklark never runs: it would sit over the consent button (safety.md §8). */
export const EXCLUDED_PAGES: readonly string[] = [feishu, lark].map(({ accounts }) => `${accounts}/*`);
