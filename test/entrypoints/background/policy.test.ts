import { beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { policyOf, readPolicy, underPolicy } from '../../../entrypoints/background/policy';
import { openSites } from '../../../entrypoints/background/sites';
import schema from '../../../public/managed_schema.json';
import { memoryStore } from '../../support/memory-store';

vi.mock('webextension-polyfill', () => ({
  default: {
    storage: { managed: { get: vi.fn(async () => ({})) }, local: { set: vi.fn() } },
    permissions: { getAll: vi.fn(async () => ({ origins: ['https://*/*', 'https://open.feishu.cn/*'] })) },
    scripting: {
      getRegisteredContentScripts: vi.fn(async () => []),
      registerContentScripts: vi.fn(),
      unregisterContentScripts: vi.fn(),
    },
  },
}));

const policies = (values: Record<string, unknown>) =>
  vi.mocked(browser.storage.managed.get).mockResolvedValue(values as never);

const registered = () => vi.mocked(browser.scripting.registerContentScripts).mock.calls.at(-1)?.[0][0];

const custom = {
  apiAddress: 'https://open.corp.example.com',
  accountsAddress: 'https://accounts.corp.example.com',
  linkHosts: ['applink.corp.example.com'],
};

beforeEach(() => {
  vi.clearAllMocks();
  policies({});
});

describe('a policy about sites', () => {
  it.each([
    ['git.example.com', 'https://git.example.com', true],
    ['git.example.com', 'http://git.example.com:8080', true],
    ['git.example.com', 'https://a.git.example.com', false],
    ['*.example.com', 'https://git.example.com', true],
    ['*.example.com', 'https://example.com', true],
    ['*.example.com', 'https://notexample.com', false],
    ['*.example.com', 'https://example.com.evil.test', false],
    ['https://git.example.com', 'http://git.example.com', false],
    ['HTTPS://Git.Example.com/', 'https://git.example.com', true],
    ['git.example.com/path', 'https://git.example.com', false],
    ['*', 'https://git.example.com', false],
  ])('%s covers %s: %s', (site, origin, covered) => {
    expect(policyOf({ directSites: [site] }).modeOf(origin)).toBe(covered ? 'direct' : undefined);
  });

  it('puts off before the only ones before direct, and leaves the rest to the user', () => {
    const policy = policyOf({
      directSites: ['a.example', 'b.example'],
      offSites: ['b.example'],
      onlySites: ['a.example', 'b.example', 'c.example'],
    });
    const modes = ['a', 'b', 'c', 'd'].map((name) => policy.modeOf(`https://${name}.example`));
    expect(modes).toEqual(['direct', 'off', undefined, 'off']);
  });

  it.each([{}, { directSites: 'all' }, { directSites: [5, null, '', 'a b', '//'] }, { customPlatform: 7 }])(
    'leaves out what is wrong: %o',
    (values) => {
      const policy = policyOf(values);
      expect(policy.modeOf('https://a.example')).toBeUndefined();
      expect([policy.off, policy.only, policy.custom, policy.sites]).toEqual([[], undefined, undefined, []]);
    },
  );

  it('is none where the browser has none', async () => {
    vi.mocked(browser.storage.managed.get).mockRejectedValue(new Error('Managed storage manifest not found'));
    expect((await readPolicy()).isSet).toBe(false);
  });

  it('goes before the user’s choice, which cannot be changed there and sleeps meanwhile', async () => {
    const sites = openSites(memoryStore(), readPolicy);
    await sites.set('https://git.example.com', 'direct');
    policies({ offSites: ['git.example.com'] });
    expect(await sites.mode('https://git.example.com')).toBe('off');
    await expect(sites.set('https://git.example.com', 'direct')).rejects.toMatchObject({
      failure: { kind: 'forbidden', reason: 'set_by_policy' },
    });
    expect(await sites.list()).toEqual([{ origin: 'git.example.com', mode: 'off', byPolicy: true }]);
    policies({});
    expect(await sites.mode('https://git.example.com')).toBe('direct');
  });

  it('decides alone on the sites that it decided what happens where the browser cannot say what is visible', async () => {
    const sites = openSites(memoryStore(), readPolicy);
    const [git, wiki] = ['https://git.example.com', 'https://wiki.example.com'];
    await sites.set(git, 'direct', true);
    await sites.set(wiki, 'direct', true);
    policies({ directSites: ['git.example.com'] });
    expect(await Promise.all([git, wiki].map(sites.isUnseen))).toEqual([false, true]);
    policies({ directSites: ['git.example.com'], directUnseenSites: ['*.example.com'] });
    await sites.set(wiki, 'direct');
    expect(await Promise.all([git, wiki].map(sites.isUnseen))).toEqual([true, false]);
    policies({ offSites: ['git.example.com'] });
    expect(await sites.isUnseen(git)).toBe(false);
  });

  it('keeps scout where it may run', async () => {
    const sites = openSites(memoryStore(), readPolicy);
    await sites.register();
    expect(registered()?.matches).toEqual(['https://*/*']);
    policies({ offSites: ['*.bank.example'], onlySites: ['https://git.example.com'] });
    await sites.register();
    expect(registered()?.matches).toEqual(['https://git.example.com/*']);
    expect(registered()?.excludeMatches).toContain('*://*.bank.example/*');
  });
});

describe('a policy about the app', () => {
  it('names app and addresses, and is never joined with the secret of another app', async () => {
    const store = memoryStore();
    const under = underPolicy(store, readPolicy);
    expect(await under.credentials('feishu').get()).toBeUndefined();
    await store.credentials('feishu').set({ app_id: 'cli_mine', app_secret: 'secret' });
    policies({ feishuAppId: 'cli_ours', customAppId: 'cli_corp', customPlatform: custom });
    expect(await under.credentials('feishu').get()).toEqual({ app_id: 'cli_ours', app_secret: '' });
    await under.credentials('feishu').set({ app_id: 'cli_ours', app_secret: 'new' });
    expect(await under.credentials('feishu').get()).toEqual({ app_id: 'cli_ours', app_secret: 'new' });
    expect(await under.credentials('custom').get()).toEqual({
      app_id: 'cli_corp',
      app_secret: '',
      custom: { api: custom.apiAddress, accounts: custom.accountsAddress, linkHosts: custom.linkHosts },
    });
    expect(await under.credentials('lark').get()).toBeUndefined();
  });

  it('takes no address but https, and no secret at all', () => {
    expect(
      policyOf({ customPlatform: { ...custom, apiAddress: 'http://open.corp.example.com' } }).custom,
    ).toBeUndefined();
    expect(JSON.stringify(schema)).not.toMatch(/secret"|Secret"/);
  });

  it('has a schema for every name that is read', () => {
    const everything = {
      directSites: ['a.example'],
      directUnseenSites: ['a.example'],
      offSites: ['b.example'],
      onlySites: ['c.example'],
      feishuAppId: 'cli_1',
      larkAppId: 'cli_2',
      customAppId: 'cli_3',
      customPlatform: custom,
    };
    expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(everything).sort());
    expect(Object.keys(schema.properties.customPlatform.properties).sort()).toEqual(Object.keys(custom).sort());
    const policy = policyOf(everything);
    expect(['feishu', 'lark', 'custom'].map((brand) => policy.appId(brand as 'feishu'))).toEqual([
      'cli_1',
      'cli_2',
      'cli_3',
    ]);
    expect(policy.sites.map(({ origin }) => origin)).toEqual(['b.example', 'a.example', 'c.example']);
  });
});
