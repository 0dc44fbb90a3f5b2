import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { buildE2e } from '../../support/build-e2e';

/** A browser of its own with at most one extension, that puts its script into every page at document start. */
export interface Tabs {
  readonly browser: Browser;
  /** Of the extension; nothing in a browser without one. */
  readonly extensionId: string | undefined;
  /** A new tab in front that has loaded this address. */
  open(url: string): Promise<Page>;
  close(): Promise<void>;
}

const launch = () => puppeteer.launch({ pipe: true, enableExtensions: true, args: ['--no-sandbox', '--no-first-run'] });

async function open(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.bringToFront();
  await page.goto(url, { waitUntil: 'load' });
  return page;
}

/** The built extension as users have it, signed out, once it has told the browser where its script goes. */
export async function tabsWithTasklark(): Promise<Tabs> {
  const browser = await launch();
  const extensionId = await browser.installExtension(buildE2e('chrome'));
  const own = `chrome-extension://${extensionId}/`;
  // The first run opens this page by itself.
  const options = await browser.waitForTarget((target) => target.url().startsWith(`${own}options.html`));
  const page = await options.asPage();
  await page.waitForFunction('chrome.scripting.getRegisteredContentScripts().then((scripts) => scripts.length === 1)');
  await page.close();
  return { browser, extensionId, open: (url) => open(browser, url), close: () => browser.close() };
}

/** An extension that is nothing but this content script, in the top frame or in all frames. */
export async function tabsWithScript(source: string, { allFrames = false } = {}): Promise<Tabs> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-script-'));
  writeFileSync(join(folder, 'script.js'), source);
  const manifest = {
    ...{ manifest_version: 3, name: 'One script', version: '1' },
    content_scripts: [
      {
        matches: ['<all_urls>'],
        js: ['script.js'],
        run_at: 'document_start',
        all_frames: allFrames,
        match_about_blank: true,
      },
    ],
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  const browser = await launch();
  const extensionId = await browser.installExtension(folder);
  return {
    ...{ browser, extensionId },
    open: (url) => open(browser, url),
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** No extension at all. */
export async function bareTabs(): Promise<Tabs> {
  const browser = await launch();
  return { browser, extensionId: undefined, open: (url) => open(browser, url), close: () => browser.close() };
}

/** An extension's script that does nothing. */
export const EMPTY_SCRIPT = '0;\n';
/** The least that a script must do to know whether its extension is still there. */
export const RUNTIME_SCRIPT = 'globalThis.id = chrome.runtime.id;\n';
/** The least that finds links and text at all, in 0.75 kB. */
export const SMALL_SCRIPT = `(() => {
  const found = new Set();
  const look = (root) => {
    for (const link of root.querySelectorAll('a[href*="applink."]')) found.add(link);
    const body = root.body ?? root;
    if (!body.textContent.includes('applink.')) return;
    const walker = document.createTreeWalker(body, 4);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) if (text.data.includes('applink.')) found.add(text);
  };
  const begin = () => {
    requestIdleCallback(() => look(document));
    new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) if (node.nodeType === 1) look(node);
    }).observe(document, { childList: true, subtree: true });
  };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin);
  else begin();
})();
`;
/** The same, and it looks at every element for a shadow root, once: each kind of element that it meets is one more the engine knows. */
export const WALKING_SCRIPT = `${SMALL_SCRIPT}addEventListener('load', () => requestIdleCallback(() => {
  const walker = document.createTreeWalker(document, 1);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node.shadowRoot) console.debug('a root');
}));
`;
