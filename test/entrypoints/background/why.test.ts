import { describe, expect, it, vi } from 'vitest';
import { type Facts, reasonsFor } from '../../../entrypoints/background/why';
import type { WhyNoControl } from '../../../lib/messages/contract';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const look = { hasScout: true, found: 3, hasControls: true, foreignFrames: 0 };
const fine: Facts = {
  url: 'https://git.example.com/pull/1',
  isExcluded: false,
  isGranted: true,
  areAllGranted: false,
  mode: 'ask',
  isFixed: false,
  look,
  closed: 0,
  isSignedIn: true,
  isPrivate: false,
  isStorageWell: true,
};

describe('why no control stands there', () => {
  it.each<[string, Partial<Facts>, readonly WhyNoControl[]]>([
    ['nothing is in the way', {}, []],
    ['a direct site', { mode: 'direct' }, []],
    ['no address told', { url: undefined, look: undefined }, ['unknown_page']],
    ['no address told, though all pages would be', { url: undefined, areAllGranted: true }, ['browser_page']],
    ['a browser page', { url: 'chrome://settings/' }, ['browser_page']],
    ['another extension', { url: 'moz-extension://x/a.html' }, ['browser_page']],
    ['a data page', { url: 'data:text/html,x' }, ['browser_page']],
    ['the Chrome store', { url: 'https://chromewebstore.google.com/detail/x' }, ['store_page']],
    ['the old Chrome store', { url: 'https://chrome.google.com/webstore/detail/x' }, ['store_page']],
    ['Edge’s store', { url: 'https://microsoftedge.microsoft.com/addons/x' }, ['store_page']],
    ['Firefox’s store', { url: 'https://addons.mozilla.org/' }, ['store_page']],
    ['a host that only begins like a store', { url: 'https://addons.mozilla.org.example.com/' }, []],
    ['a file', { url: 'file:///home/a.html', isGranted: false }, ['file_page']],
    ['a sign-in page', { isExcluded: true, isGranted: false }, ['accounts_page']],
    ['a site that was switched off', { mode: 'off', look: undefined }, ['off']],
    ['a site that the organisation switched off', { mode: 'off', isFixed: true }, ['off_by_policy']],
    ['off before not granted: allowing it would not help', { mode: 'off', isGranted: false }, ['off']],
    ['no permission', { isGranted: false, look: undefined }, ['not_granted']],
    ['no permission, but looked into for the popup', { isGranted: false }, ['not_granted']],
    ['a page that lets nobody in', { look: undefined }, ['not_running']],
    [
      'a page that was open before',
      { look: { ...look, hasScout: false, found: 0, hasControls: false } },
      ['not_running'],
    ],
    ['an old copy', { look: { ...look, hasControls: false } }, ['updated']],
    ['links in editors alone', { look: { ...look, found: 0, hasControls: false }, closed: 2 }, ['closed_places']],
    ['closed places before frames', { look: { ...look, found: 0, foreignFrames: 2 }, closed: 1 }, ['closed_places']],
    ['links in editors beside others', { closed: 1 }, ['some_closed_places']],
    ['nobody signed in, and links in editors', { closed: 1, isSignedIn: false }, ['signed_out', 'some_closed_places']],
    ['frames of others', { look: { ...look, found: 0, foreignFrames: 1 } }, ['foreign_frames']],
    ['no links', { look: { ...look, found: 0 } }, ['no_links']],
    ['200 links', { look: { ...look, found: 200 } }, []],
    ['201 links', { look: { ...look, found: 201 } }, ['too_many']],
    ['nobody signed in', { isSignedIn: false }, ['signed_out']],
    ['nobody signed in, privately', { isSignedIn: false, isPrivate: true }, ['private_window']],
    ['a private window with an account', { isPrivate: true }, []],
    ['the page’s reason before the account’s', { isSignedIn: false, mode: 'off' }, ['off']],
    ['a broken database, and what can be told besides', { isStorageWell: false, mode: 'off' }, ['storage', 'off']],
    ['a broken database knows no account', { isStorageWell: false, isSignedIn: false }, ['storage']],
  ])('%s', (_, facts, reasons) => {
    expect(reasonsFor({ ...fine, ...facts })).toEqual(reasons);
  });
});
