import type { Page } from 'puppeteer';
import type { SiteMode } from '../../lib/messages/contract';

/** Sets how an origin behaves, by the message that the options send for it; `options` is one of the extension's own pages. */
export async function setSiteMode(options: Page, origin: string, mode: SiteMode): Promise<void> {
  await options.evaluate(
    `chrome.runtime.sendMessage(${JSON.stringify({ type: 'site.set', input: { origin, mode } })})`,
  );
}
