import { beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { openPopup, takeIntent } from '../../../entrypoints/background/popup-opener';
import type { PopupIntent } from '../../../lib/messages/contract';
import { memoryStore } from '../../support/memory-store';

vi.mock('webextension-polyfill', () => ({
  default: {
    action: { openPopup: vi.fn(async () => undefined) },
    windows: { create: vi.fn(async () => undefined) },
    runtime: { getURL: (path: string) => `chrome-extension://id/${path}` },
  },
}));

const intent: PopupIntent = {
  brand: 'feishu',
  guid: 'e297ddff-06ca-4166-b917-4ce57cd3a7a0',
  action: 'complete',
  tabId: 7,
  origin: 'https://git.example.com',
};

describe('opening the popup', () => {
  beforeEach(() => vi.clearAllMocks());

  it('asks the browser for the real one, in the window of the click', async () => {
    const store = memoryStore();
    await openPopup(store, intent, 3);
    expect(browser.action.openPopup).toHaveBeenCalledWith({ windowId: 3 });
    expect(browser.windows.create).not.toHaveBeenCalled();
    expect(await takeIntent(store, undefined)).toEqual(intent);
  });

  it('opens the same page as a small window where the browser will not', async () => {
    const store = memoryStore();
    vi.mocked(browser.action.openPopup).mockRejectedValueOnce(new Error('no focused window'));
    await openPopup(store, intent, 3);
    const url =
      'chrome-extension://id/popup.html?tab=7&brand=feishu&guid=e297ddff-06ca-4166-b917-4ce57cd3a7a0&action=complete';
    expect(browser.windows.create).toHaveBeenCalledWith(expect.objectContaining({ type: 'popup', url }));
  });

  it('tells what it was opened for once, and to nobody else', async () => {
    const store = memoryStore();
    await openPopup(store, intent, 3);
    expect(await takeIntent(store, 8)).toBeNull();
    expect(await takeIntent(store, 7)).toEqual(intent);
    expect(await takeIntent(store, 7)).toBeNull();
  });

  it('forgets a click whose popup never came', async () => {
    const store = memoryStore();
    await openPopup(store, intent, 3);
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 10_001);
    expect(await takeIntent(store, undefined)).toBeNull();
    vi.restoreAllMocks();
  });
});
