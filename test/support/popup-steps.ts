import type { Page } from 'puppeteer';
import type { Chromium } from './launch';
import { find, type } from './steps';
import { type Locale, words } from './words';

/** What a user does with the popup of the toolbar button; it opens over the tab `page`. */

/** Presses the toolbar button, which no driver can reach: the browser's own call for the same stands in. */
export async function openList(chromium: Chromium, page: Page): Promise<Page> {
  await page.bringToFront();
  await (await chromium.worker()).evaluate('chrome.action.openPopup()');
  return chromium.popupPage();
}

/** Opens the popup and the task of this link or id in it. */
export async function openTask(
  chromium: Chromium,
  page: Page,
  task: { readonly link: string; readonly locale?: Locale },
): Promise<Page> {
  const popup = await openList(chromium, page);
  await type(popup, words('task_link_or_id', task.locale), task.link);
  await popup.keyboard.press('Enter');
  return popup;
}

/** What stands in a field of the form. */
export async function typedIn(popup: Page, label: string): Promise<string> {
  return (await find(popup, label, 'textbox')).evaluate((field) => (field as HTMLInputElement).value);
}
