// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../entrypoints/options/App';
import { ask } from '../../../lib/messages/ask';
import type { SessionView } from '../../../lib/messages/contract';
import { tracksVisibility } from '../../../lib/visibility';
import { button, click, field, ok, sessionWith, settle, show, stubBrowser, text, type } from './stage';

vi.mock('../../../lib/messages/ask');
vi.mock('../../../lib/visibility');

const ALL = { origins: ['https://*/*', 'http://*/*'] };
const API = 'https://open.feishu.cn/*';
let session: SessionView;

beforeEach(() => {
  session = sessionWith();
  vi.mocked(tracksVisibility).mockReturnValue(true);
  vi.mocked(ask).mockReset();
  vi.mocked(ask).mockImplementation((async (name: string) =>
    ok(name === 'site.list' ? [{ origin: 'https://github.com', mode: 'direct' }] : session)) as typeof ask);
});

const listed = () => [...document.querySelectorAll('.rows bdi')].map((row) => row.textContent);

describe('the sites section', () => {
  it('asks the browser for all sites in the click, and shows what was granted', async () => {
    const { permissions } = stubBrowser();
    await show(<App welcome />);
    expect(field('Only sites I choose').checked).toBe(true);
    field('All sites').click();
    expect(permissions.request).toHaveBeenCalledWith(ALL);
    await settle();
    expect(field('All sites').checked).toBe(true);
    await click(field('Only sites I choose'));
    expect(permissions.remove).toHaveBeenCalledWith(ALL);
    expect(field('Only sites I choose').checked).toBe(true);
  });

  it('stays as it was when the browser refuses', async () => {
    stubBrowser({ grants: false });
    await show(<App welcome />);
    await click(field('All sites'));
    expect(field('All sites').checked).toBe(false);
    expect(text()).toContain('did not grant it');
  });

  it('says where to go when pages were granted at install', async () => {
    stubBrowser({ fixed: [API, ...ALL.origins] });
    await show(<App welcome />);
    expect(field('All sites').checked).toBe(true);
    await click(field('Only sites I choose'));
    expect(text()).toContain('only the browser can take them back');
    expect(field('All sites').checked).toBe(true);
  });

  it('adds and removes single sites, and never lists our own hosts', async () => {
    const { origins } = stubBrowser({ fixed: [API] });
    origins.add('https://open.corp.example/*');
    const custom = { api: 'https://open.corp.example', accounts: 'https://accounts.corp.example', linkHosts: [] };
    session = sessionWith({ brand: 'custom', app_id: 'cli_1', hasSecret: true, custom });
    await show(<App welcome />);
    await type('Site', 'https://wiki.example.com/page?x=1');
    await click(button('Add site'));
    expect(origins).toContain('https://wiki.example.com/*');
    expect(listed()).toEqual(['wiki.example.com', 'https://github.com']);
    expect(field('Site').value).toBe('');
    await click(button('Remove wiki.example.com'));
    expect(listed()).toEqual(['https://github.com']);
  });

  it('refuses what is no site', async () => {
    const { permissions } = stubBrowser();
    await show(<App welcome />);
    await type('Site', 'not a site');
    await click(button('Add site'));
    expect(permissions.request).not.toHaveBeenCalled();
    expect(text()).toContain('This is not a site');
  });

  it('changes how Tasklark acts on a site', async () => {
    stubBrowser();
    await show(<App welcome />);
    const select = document.querySelector<HTMLSelectElement>('[aria-label="How Tasklark acts on https://github.com"]');
    if (!select) throw new Error('No mode');
    expect(select.value).toBe('direct');
    select.value = 'off';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    expect(ask).toHaveBeenCalledWith('site.set', { origin: 'https://github.com', mode: 'off' });
  });

  const withoutCheck = 'Act directly on https://github.com without checking what is visible';

  it('lets the user do without the check that this browser cannot make', async () => {
    vi.mocked(tracksVisibility).mockReturnValue(false);
    stubBrowser();
    await show(<App welcome />);
    expect(field(withoutCheck).checked).toBe(false);
    expect(text()).toContain('could lead your click to it');
    await click(field(withoutCheck));
    expect(ask).toHaveBeenCalledWith('site.set', { origin: 'https://github.com', mode: 'direct', unseen: true });
  });

  it.each([
    ['a browser that makes the check', true, { mode: 'direct' }],
    ['a site that asks', false, { mode: 'ask' }],
    ['a site that the organisation decided', false, { mode: 'direct', byPolicy: true }],
  ])('offers that neither for nor in %s', async (_, tracks, site) => {
    vi.mocked(tracksVisibility).mockReturnValue(tracks);
    vi.mocked(ask).mockImplementation((async (name: string) =>
      ok(name === 'site.list' ? [{ origin: 'https://github.com', ...site }] : session)) as typeof ask);
    stubBrowser();
    await show(<App welcome />);
    expect(listed()).toEqual(['https://github.com']);
    expect(text()).not.toContain('without checking');
  });
});
