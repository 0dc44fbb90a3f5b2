import { describe, expect, it, vi } from 'vitest';
import { readPolicy } from '../../../entrypoints/background/policy';
import { SHAPES } from '../../../entrypoints/background/shapes';
import { openSites } from '../../../entrypoints/background/sites';
import { REQUESTS, type SiteMode } from '../../../lib/messages/contract';
import { memoryStore } from '../../support/memory-store';

vi.mock('webextension-polyfill', () => ({
  default: {
    storage: { managed: { get: async () => ({}) }, local: { set: async () => undefined } },
    permissions: { getAll: async () => ({ origins: [] }) },
    scripting: { getRegisteredContentScripts: async () => [] },
  },
}));

const ORIGIN = 'https://git.example.com';

describe('acting where no browser can say what is visible', () => {
  it('is off unless it is said, belongs to one origin, and is listed', async () => {
    const store = memoryStore();
    const sites = openSites(store, readPolicy);
    await sites.set(ORIGIN, 'direct');
    expect([await sites.mode(ORIGIN), await sites.isUnseen(ORIGIN)]).toEqual(['direct', false]);
    expect(await sites.list()).toEqual([{ origin: ORIGIN, mode: 'direct' }]);
    await sites.set(ORIGIN, 'direct', true);
    expect([await sites.mode(ORIGIN), await sites.isUnseen(ORIGIN)]).toEqual(['direct', true]);
    expect(await sites.list()).toEqual([{ origin: ORIGIN, mode: 'direct', unseen: true }]);
    expect(await sites.isUnseen('http://git.example.com')).toBe(false);
    expect(SHAPES.sites.fits(await store.sites.get())).toBe(true);
  });

  it.each<SiteMode>(['ask', 'off'])('ends when the site is no longer direct: %s', async (mode) => {
    const sites = openSites(memoryStore(), readPolicy);
    await sites.set(ORIGIN, 'direct', true);
    await sites.set(ORIGIN, mode);
    await sites.set(ORIGIN, 'direct');
    expect(await sites.isUnseen(ORIGIN)).toBe(false);
    await sites.set(ORIGIN, mode, true);
    expect([await sites.mode(ORIGIN), await sites.isUnseen(ORIGIN)]).toEqual([mode, false]);
  });

  it('is chosen in our own pages alone', () => {
    expect(REQUESTS['site.set'].audience).toBe('own');
  });
});
