// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PageView } from '../../../lib/messages/contract';
import { tracksVisibility } from '../../../lib/visibility';
import { mount, settle, unmount } from '../../components/mount';
import { popup } from './open';
import { stubBackground } from './stub';

vi.mock('../../../lib/visibility');

const SITE: PageView = { origin: 'https://git.example.com', mode: 'direct', granted: true, links: [] };
const intent = {
  brand: 'feishu',
  guid: 'guid-1',
  tabId: 1,
  origin: 'https://git.example.com',
  action: 'complete',
} as const;

/** The popup over this site; with a question where a click in the page asked one. */
async function open(site: Partial<PageView>, asked = false) {
  const background = stubBackground(
    { 'page.links': () => ({ ...SITE, ...site }), 'popup.intent': () => ({ task: asked ? intent : null }) },
    { guid: 'guid-1', summary: 'x' },
  );
  mount(popup());
  await settle();
  return background;
}

const box = () =>
  [...document.querySelectorAll('label')]
    .find(({ textContent }) => textContent === 'Act directly on git.example.com without checking what is visible')
    ?.querySelector('input');

beforeEach(() => {
  fakeBrowser.reset();
  vi.mocked(tracksVisibility).mockReturnValue(false);
});
afterEach(() => {
  unmount();
  vi.restoreAllMocks();
});

describe.each([
  ['the list', false],
  ['a question', true],
])('over a direct site whose visibility nobody can say, %s', (_, asked) => {
  it('lets the user do without that check, and take it back', async () => {
    const { inputs } = await open({}, asked);
    expect(box()?.checked).toBe(false);
    box()?.click();
    await settle();
    expect(inputs('site.set')).toEqual([{ origin: SITE.origin, mode: 'direct', unseen: true }]);
    unmount();
    await open({ unseen: true }, asked);
    expect(box()?.checked).toBe(true);
  });

  it.each<[string, Partial<PageView>]>([
    ['where it asks anyway', { mode: 'ask' }],
    ['where the organisation decided', { byPolicy: true }],
  ])('offers nothing %s', async (_, site) => {
    await open(site, asked);
    expect(document.body.textContent).toContain(asked ? 'Complete' : 'git.example.com');
    expect(box()).toBeUndefined();
  });

  it('offers nothing in a browser that says it', async () => {
    vi.mocked(tracksVisibility).mockReturnValue(true);
    await open({}, asked);
    expect(document.body.textContent).not.toContain('without checking');
  });
});
