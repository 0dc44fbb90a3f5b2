import browser from 'webextension-polyfill';
import { type CustomBrand, REQUESTS, type SiteMode } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import type { Store } from './store';

/**
 * What the organisation decided for its people (storage.managed; the names are those of public/managed_schema.json). A secret
 * is never among it: policies can be read by anybody who uses the computer.
 */
export interface Policy {
  /** Whether there is any at all. */
  readonly isSet: boolean;
  /** How Tasklark behaves on an origin, where that is not the user's choice. */
  modeOf(origin: string): SiteMode | undefined;
  /** Whether a site that it made direct acts at once also where the browser cannot say what is visible. */
  isUnseen(origin: string): boolean;
  /** Match patterns of sites that are off. */
  readonly off: readonly string[];
  /** Match patterns of the only sites where Tasklark may run; absent where there is no such list. */
  readonly only?: readonly string[];
  /** The same, for people: each as it was written, with how Tasklark behaves there. */
  readonly sites: readonly { readonly origin: string; readonly mode: SiteMode }[];
  appId(brand: Brand): string | undefined;
  readonly custom?: CustomBrand;
}

/** Reads the policies now: they may change at any time, and right after an install they are not there yet. */
export async function readPolicy(): Promise<Policy> {
  // Firefox throws where there is no policy at all.
  return policyOf(await browser.storage.managed.get().catch(() => ({})));
}

/** What is wrong in a policy is left out; the rest counts. Exported for tests. */
export function policyOf(values: Readonly<Record<string, unknown>>): Policy {
  const [direct, off] = [sitesIn(values.directSites), sitesIn(values.offSites)];
  const unseen = sitesIn(values.directUnseenSites);
  const only = Array.isArray(values.onlySites) ? sitesIn(values.onlySites) : undefined;
  const custom = customIn(values.customPlatform);
  const names: Readonly<Record<Brand, unknown>> = {
    feishu: values.feishuAppId,
    lark: values.larkAppId,
    custom: values.customAppId,
  };
  return {
    isSet: Object.keys(values).length > 0,
    modeOf(origin) {
      if (off.some((site) => covers(site, origin))) return 'off';
      if (only && !only.some((site) => covers(site, origin))) return 'off';
      return direct.some((site) => covers(site, origin)) ? 'direct' : undefined;
    },
    isUnseen: (origin) => unseen.some((site) => covers(site, origin)),
    off: off.map(matchPattern),
    sites: [
      ...off.map((site) => ({ origin: nameOf(site), mode: 'off' as const })),
      ...direct.map((site) => ({ origin: nameOf(site), mode: 'direct' as const })),
      ...(only ?? []).map((site) => ({ origin: nameOf(site), mode: 'ask' as const })),
    ].filter(({ origin }, index, all) => all.findIndex((one) => one.origin === origin) === index),
    ...(only && { only: only.map(matchPattern) }),
    appId(brand) {
      const id = names[brand];
      return typeof id === 'string' && /^[\w-]{1,100}$/.test(id) ? id : undefined;
    },
    ...(custom && { custom }),
  };
}

/** `host` or `*.host` (which means the host as well), perhaps with `https://` or `http://` before it; without one, both. */
interface Site {
  readonly scheme: string;
  readonly subdomains: boolean;
  readonly host: string;
}

function sitesIn(value: unknown): Site[] {
  return (Array.isArray(value) ? value : []).flatMap((entry: unknown) => {
    const shape = /^(?:(https?):\/\/)?(\*\.)?([a-z\d-]+(?:\.[a-z\d-]+)*)\/?$/i;
    const [, scheme = '*', subdomains, host] = (typeof entry === 'string' && shape.exec(entry.trim())) || [];
    return host ? [{ scheme: scheme.toLowerCase(), subdomains: Boolean(subdomains), host: host.toLowerCase() }] : [];
  });
}

function covers({ scheme, subdomains, host }: Site, origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  if (scheme !== '*' && protocol !== `${scheme}:`) return false;
  return hostname === host || (subdomains && hostname.endsWith(`.${host}`));
}

const nameOf = ({ scheme, subdomains, host }: Site) =>
  `${scheme === '*' ? '' : `${scheme}://`}${subdomains ? '*.' : ''}${host}`;

const matchPattern = ({ scheme, subdomains, host }: Site) => `${scheme}://${subdomains ? '*.' : ''}${host}/*`;

function customIn(value: unknown): CustomBrand | undefined {
  const { apiAddress: api, accountsAddress: accounts, linkHosts = [] } = (value ?? {}) as Record<string, unknown>;
  const found = REQUESTS['session.save'].input.shape.custom.safeParse({ api, accounts, linkHosts });
  return found.success ? found.data : undefined;
}

/** The store with the app that the organisation chose in the place of the user's. A stored secret goes with its own app only. */
export function underPolicy(store: Store, read: () => Promise<Policy>): Store {
  return {
    ...store,
    credentials(brand) {
      const item = store.credentials(brand);
      return {
        ...item,
        async get() {
          const [stored, policy] = [await item.get(), await read()];
          const app_id = policy.appId(brand) ?? stored?.app_id;
          const custom = (brand === 'custom' && policy.custom) || stored?.custom;
          if (app_id === undefined && !custom) return stored;
          const app_secret = app_id === stored?.app_id ? (stored?.app_secret ?? '') : '';
          return { app_id: app_id ?? '', app_secret, ...(custom && { custom }) };
        },
      };
    },
  };
}
