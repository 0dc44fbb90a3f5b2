import browser from 'webextension-polyfill';
import type { PopupIntent } from '../../lib/messages/contract';
import type { Store } from './store';

/** A popup that has not asked by then belongs to another click, ms. */
const INTENT_LIFE_MS = 10_000;

/** Opens the popup on a task; where the browser will not (no focused window, an old version), the same page as a small window. */
export async function openPopup(store: Store, intent: PopupIntent, windowId: number): Promise<void> {
  await store.intent.set({ intent, at: Date.now() });
  try {
    await browser.action.openPopup({ windowId });
  } catch {
    await openWindow(intent);
  }
}

async function openWindow({ brand, guid, action, tabId }: PopupIntent): Promise<void> {
  const query = new URLSearchParams({ tab: String(tabId), brand, guid, ...(action && { action }) });
  const url = `${browser.runtime.getURL('popup.html')}?${query}`;
  await browser.windows.create({ url, type: 'popup', width: 400, height: 640 });
}

/** What the popup was opened for; told once. A small window names its tab, so that it takes nobody else's. */
export async function takeIntent(store: Store, tabId: number | undefined): Promise<PopupIntent | null> {
  const kept = await store.intent.get();
  if (!kept || Date.now() - kept.at > INTENT_LIFE_MS) return null;
  if (tabId !== undefined && tabId !== kept.intent.tabId) return null;
  await store.intent.remove();
  return kept.intent;
}
