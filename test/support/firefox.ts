import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import puppeteer from 'puppeteer';
import { type ConnectProxy, startConnectProxy } from './connect-proxy';
import { BRAND_HOSTS, type HostPorts, LINK_HOSTS } from './launch';
import { seeText, until } from './steps';

export interface Firefox {
  readonly browser: Browser;
  readonly proxy: ConnectProxy;
  /** A new tab at a web address. */
  open(url: string): Promise<Page>;
  /** A new tab at a page of the extension, such as "options.html". */
  openOwn(page: string): Promise<Page>;
  /** Whether the toolbar's popup is open; it belongs to the browser's own window, so its page is out of reach. */
  isPopupOpen(): Promise<boolean>;
  /** Shuts the popup, as a click elsewhere does. */
  closePopup(): Promise<void>;
  /** Takes web pages back from the extension, as a user does in the add-on manager. */
  revokeWebPages(): Promise<void>;
  /** Presses Enter in the popup as a person does: whatever has focus there gets it. */
  pressEnterInPopup(): Promise<void>;
  close(): Promise<void>;
}

/** A system Firefox, else the one that puppeteer downloaded. */
function executable(): { executablePath?: string } {
  const found = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => existsSync(path));
  return found ? { executablePath: found } : {};
}

const PRESS_ENTER = `(() => {
  document.querySelector('.webextension-popup-browser').focus();
  const keys = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
  keys.beginInputTransactionForTests(window);
  const enter = new KeyboardEvent('', { key: 'Enter', code: 'Enter', keyCode: 13 });
  return keys.keydown(enter) && keys.keyup(enter);
})()`;

const CLOSE_POPUP = `(() => {
  document.querySelector('.webextension-popup-browser')?.closest('panel').hidePopup();
  return true;
})()`;

/** What the add-on manager's switch does for each pattern that the manifest asks for beyond the API's hosts. */
const revoke = (id: string) => `(async () => {
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
  const { extension } = WebExtensionPolicy.getByID('${id}');
  const origins = ['https://*/*', 'http://*/*'];
  await ExtensionPermissions.remove('${id}', { permissions: [], origins }, extension);
  return true;
})()`;

/** What puppeteer's WebDriver BiDi browser speaks through; puppeteer itself has no words for Firefox's own windows. */
interface BidiConnection {
  send(method: string, parameters: object): Promise<{ result: unknown }>;
}

/** Evaluates in the browser's own window (`--remote-allow-system-access`) and answers yes or no. */
async function openPrivileged(browser: Browser): Promise<(expression: string) => Promise<boolean>> {
  const { connection } = browser as unknown as { connection: BidiConnection };
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [window] = (tree.result as { contexts: { context: string }[] }).contexts;
  return async (expression) => {
    const target = { context: window?.context };
    const answer = await connection.send('script.evaluate', { expression, target, awaitPromise: true });
    return (answer.result as { result?: { value?: unknown } }).result?.value === true;
  };
}

/** Starts Firefox by WebDriver BiDi with a fresh profile and the extension; hosts are led to loopback by a proxy. */
export async function launchFirefox(extension: string, ports: HostPorts): Promise<Firefox> {
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
  const gecko: string = manifest.browser_specific_settings.gecko.id;
  const uuid = randomUUID();
  const proxy = await startConnectProxy((host) => {
    if (BRAND_HOSTS.includes(host)) return ports.sandbox;
    return LINK_HOSTS.includes(host) || /\.example\.(com|test)$/.test(host) ? ports.pages : undefined;
  });
  const browser = await puppeteer.launch({
    browser: 'firefox',
    ...executable(),
    args: ['--remote-allow-system-access'],
    acceptInsecureCerts: true,
    extraPrefsFirefox: {
      // Known before the extension is there, so that its pages can be opened; a first install takes it.
      'extensions.webextensions.uuids': JSON.stringify({ [gecko]: uuid }),
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxy.port,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxy.port,
    },
  });
  await browser.installExtension(extension);
  const own = (page: string) => `moz-extension://${uuid}/${page}`;
  const privileged = await openPrivileged(browser);

  return {
    browser,
    proxy,
    isPopupOpen: () => privileged("Boolean(document.querySelector('.webextension-popup-browser'))"),
    pressEnterInPopup: async () => {
      await privileged(PRESS_ENTER);
    },
    closePopup: async () => {
      await privileged(CLOSE_POPUP);
    },
    revokeWebPages: async () => {
      if (!(await privileged(revoke(gecko)))) throw new Error('Firefox did not take the permission back');
    },
    open: async (url) => {
      const page = await browser.newPage();
      await page.goto(url);
      return page;
    },
    openOwn: async (name) => {
      const page = await browser.newPage();
      // Never resolves for pages of an extension; the caller waits for what it looks for.
      void page.goto(own(name)).catch(() => undefined);
      return page;
    },
    close: async () => {
      await browser.close();
      await proxy.close();
    },
  };
}

/** Signs this user in by a token pasted into the options, as for a trial; answers with the options page. */
export async function pasteToken(firefox: Firefox, token: string, user: string): Promise<Page> {
  const options = await firefox.openOwn('options.html');
  const field = await until('the token field', async () => {
    const named = await options.$$('::-p-aria(User access token)');
    const tags = await Promise.all(named.map((one) => one.evaluate(({ localName }) => localName)));
    return named[tags.indexOf('input')];
  });
  await field.type(token);
  await (await until('its button', () => options.$('::-p-aria(Use this token)'))).click();
  await seeText(options, `Signed in as ${user}`);
  return options;
}
