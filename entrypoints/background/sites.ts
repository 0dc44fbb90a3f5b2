import browser, { type Permissions } from 'webextension-polyfill';
import { fail } from '../../lib/failure';
import { EXCLUDED_PAGES, HOST_PERMISSIONS } from '../../lib/feishu/brands';
import type { SiteMode, SiteView } from '../../lib/messages/contract';
import type { Policy } from './policy';
import type { Store, StoredMode } from './store';

const SCOUT = 'scout';
const UNSEEN = 'direct-unseen';

/** How Tasklark behaves on each origin, and where scout runs. */
export interface Sites {
  mode(origin: string): Promise<SiteMode>;
  /** Whether a direct site acts at once also where the browser cannot say what is visible: the user knows what is given up. */
  isUnseen(origin: string): Promise<boolean>;
  /** Whether the organisation decided how Tasklark behaves there. */
  isFixed(origin: string): Promise<boolean>;
  /** Whether it decided anything. */
  hasPolicy(): Promise<boolean>;
  /** Whether Tasklark never runs there: accounts pages, where it would sit over the consent button. */
  isExcluded(origin: string): Promise<boolean>;
  list(): Promise<readonly SiteView[]>;
  /** Fails as `set_by_policy` where the organisation decided. `unseen` counts for a direct site only, and is off unless it is said. */
  set(origin: string, mode: SiteMode, unseen?: boolean): Promise<void>;
  /** Whether the user has let us into this origin. */
  granted(origin: string): Promise<boolean>;
  /** Match patterns of the web pages that the user has let us into. */
  grants(): Promise<readonly string[]>;
  /** Match patterns where the browser runs scout by itself. */
  registered(): Promise<readonly string[]>;
  /**
   * Makes the browser run scout on exactly the granted sites that are not off, and tells controls which link hosts a custom brand
   * has; safe to call at any time.
   */
  register(): Promise<void>;
}

export function openSites(store: Store, readPolicy: () => Promise<Policy>): Sites {
  const all = async () => (await store.sites.get()) ?? {};
  let line: Promise<void> = Promise.resolve();

  async function register(): Promise<void> {
    // Scout reads the hosts there: link hosts are no secret, and a page script cannot open our database.
    const { linkHosts = [] } = (await store.credentials('custom').get())?.custom ?? {};
    await browser.storage.local.set({ linkHosts });
    const policy = await readPolicy();
    const granted = webPages(await browser.permissions.getAll());
    // Beyond what is granted the browser injects nothing, whatever the patterns say.
    const matches = granted.length > 0 && policy.only ? [...policy.only] : granted;
    const known = await browser.scripting.getRegisteredContentScripts({ ids: [SCOUT] });
    if (matches.length === 0) {
      if (known.length > 0) await browser.scripting.unregisterContentScripts({ ids: [SCOUT] });
      return;
    }
    const script = {
      id: SCOUT,
      js: ['scout.js'],
      matches,
      excludeMatches: [...(await excluded()), ...policy.off],
      runAt: 'document_start' as const,
      allFrames: false,
      persistAcrossSessions: true,
    };
    if (known.length > 0) await browser.scripting.updateContentScripts([script]);
    else await browser.scripting.registerContentScripts([script]);
  }

  async function excluded(): Promise<string[]> {
    const off = Object.entries(await all()).filter(([, mode]) => mode === 'off');
    return [...(await closed()), ...off.map(([origin]) => pattern(origin))];
  }

  async function closed(): Promise<string[]> {
    const custom = (await store.credentials('custom').get())?.custom?.accounts;
    return [...EXCLUDED_PAGES, ...(custom ? [pattern(new URL(custom).origin)] : [])];
  }

  return {
    async mode(origin) {
      const own = all();
      // Where the organisation decided, nobody asks what came of it.
      own.catch(() => undefined);
      return (await readPolicy()).modeOf(origin) ?? modeOf((await own)[origin]);
    },
    async isUnseen(origin) {
      const policy = await readPolicy();
      return policy.modeOf(origin) === undefined ? (await all())[origin] === UNSEEN : policy.isUnseen(origin);
    },
    isFixed: async (origin) => (await readPolicy()).modeOf(origin) !== undefined,
    hasPolicy: async () => (await readPolicy()).isSet,
    isExcluded: async (origin) => (await closed()).includes(pattern(origin)),
    async list() {
      const policy = await readPolicy();
      // Where the organisation decided, what the user once chose sleeps.
      const own = Object.entries(await all()).filter(([origin]) => policy.modeOf(origin) === undefined);
      return [
        ...policy.sites.map((site) => ({ ...site, byPolicy: true as const })),
        ...own.map(([origin, stored]) => ({
          origin,
          mode: modeOf(stored),
          ...(stored === UNSEEN && { unseen: true as const }),
        })),
      ];
    },
    async set(origin, mode, unseen = false) {
      if (await this.isFixed(origin)) fail('forbidden', 'set_by_policy');
      await store.sites.update((old = {}) => {
        const { [origin]: _, ...rest } = old;
        return mode === 'ask' ? rest : { ...rest, [origin]: mode === 'direct' && unseen ? UNSEEN : mode };
      });
      await this.register();
    },
    granted: (origin) => browser.permissions.contains({ origins: [pattern(origin)] }).catch(() => false),
    grants: async () => webPages(await browser.permissions.getAll()),
    async registered() {
      const scripts = await browser.scripting.getRegisteredContentScripts({ ids: [SCOUT] });
      return scripts.flatMap(({ matches = [] }) => matches);
    },
    register() {
      // One after the other: two at once would both find nothing registered, and the second would fail.
      line = line.then(register).catch(() => undefined);
      return line;
    },
  };
}

const modeOf = (stored: StoredMode = 'ask'): SiteMode => (stored === UNSEEN ? 'direct' : stored);

/** A match pattern takes no port: it stands for every port of the host. */
function pattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

/** Granted patterns that are web pages: all but the hosts we hold for the API. */
function webPages({ origins = [] }: Permissions.AnyPermissions): string[] {
  return origins.filter((origin) => /^(https?|\*):|^<all_urls>$/.test(origin) && !HOST_PERMISSIONS.includes(origin));
}

/** Whether granted patterns cover every web page; plain http alone does not count. */
export function isEverything(patterns: readonly string[]): boolean {
  return patterns.some((pattern) => /^(<all_urls>|\*:\/\/\*\/\*|https:\/\/\*\/\*)$/.test(pattern));
}
