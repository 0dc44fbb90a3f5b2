import browser, { type Permissions } from 'webextension-polyfill';
import { EXCLUDED_PAGES, HOST_PERMISSIONS } from '../../lib/feishu/brands';
import type { SiteMode } from '../../lib/messages/contract';
import type { Store } from './store';

const SCOUT = 'scout';

/** How Tasklark behaves on each origin, and where scout runs. */
export interface Sites {
  mode(origin: string): Promise<SiteMode>;
  list(): Promise<readonly { origin: string; mode: SiteMode }[]>;
  set(origin: string, mode: SiteMode): Promise<void>;
  /** Whether the user has let us into this origin. */
  granted(origin: string): Promise<boolean>;
  /** Makes the browser run scout on exactly the granted sites that are not off; safe to call at any time. */
  register(): Promise<void>;
}

export function openSites(store: Store): Sites {
  const all = async () => (await store.sites.get()) ?? {};
  let line: Promise<void> = Promise.resolve();

  async function register(): Promise<void> {
    const matches = webPages(await browser.permissions.getAll());
    const known = await browser.scripting.getRegisteredContentScripts({ ids: [SCOUT] });
    if (matches.length === 0) {
      if (known.length > 0) await browser.scripting.unregisterContentScripts({ ids: [SCOUT] });
      return;
    }
    const script = {
      id: SCOUT,
      js: ['scout.js'],
      matches,
      excludeMatches: await excluded(),
      runAt: 'document_start' as const,
      allFrames: false,
      persistAcrossSessions: true,
    };
    if (known.length > 0) await browser.scripting.updateContentScripts([script]);
    else await browser.scripting.registerContentScripts([script]);
  }

  async function excluded(): Promise<string[]> {
    const off = Object.entries(await all()).filter(([, mode]) => mode === 'off');
    const custom = (await store.credentials('custom').get())?.custom?.accounts;
    return [
      ...EXCLUDED_PAGES,
      ...(custom ? [pattern(new URL(custom).origin)] : []),
      ...off.map(([origin]) => pattern(origin)),
    ];
  }

  return {
    mode: async (origin) => (await all())[origin] ?? 'ask',
    list: async () => Object.entries(await all()).map(([origin, mode]) => ({ origin, mode })),
    async set(origin, mode) {
      await store.sites.update((old = {}) => {
        const { [origin]: _, ...rest } = old;
        return mode === 'ask' ? rest : { ...rest, [origin]: mode };
      });
      await this.register();
    },
    granted: (origin) => browser.permissions.contains({ origins: [pattern(origin)] }).catch(() => false),
    register() {
      // One after the other: two at once would both find nothing registered, and the second would fail.
      line = line.then(register).catch(() => undefined);
      return line;
    },
  };
}

/** A match pattern takes no port: it stands for every port of the host. */
function pattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

/** Granted patterns that are web pages: all but the hosts we hold for the API. */
function webPages({ origins = [] }: Permissions.AnyPermissions): string[] {
  return origins.filter((origin) => /^(https?|\*):|^<all_urls>$/.test(origin) && !HOST_PERMISSIONS.includes(origin));
}
