import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page, Target } from 'puppeteer';
import puppeteer from 'puppeteer';

/** Which loopback ports stand in for the real hosts. */
export interface HostPorts {
  /** The sandbox over HTTPS: API and accounts hosts of both brands. */
  readonly sandbox: number;
  /** The sample pages over HTTPS and HTTP, and the link hosts. */
  readonly pages: number;
  readonly plainPages: number;
  /** SPKI hash of the one certificate that both show. */
  readonly spki: string;
}

export interface LaunchOptions {
  readonly extension: string;
  readonly ports: HostPorts;
  /** BCP 47 tag of the browser's own language; English when absent. */
  readonly language?: string;
  readonly dark?: boolean;
  /** Show windows: on this X display, or on the user's own where it is "own". */
  readonly display?: string | 'own';
  /** A folder that keeps the profile, so that the browser can be started again with it; a fresh one that is thrown away when absent. */
  readonly profile?: string;
}

export interface Chromium {
  readonly browser: Browser;
  readonly extensionId: string;
  /** A new tab at this address, once its document is there. */
  open(url: string): Promise<Page>;
  /** The options page: the one that opened after install, or a new tab. */
  openOptions(): Promise<Page>;
  /** The real popup (not the page in a tab), or the small window that stands in for it, once it is there. */
  popupPage(): Promise<Page>;
  /** Runs an expression in the service worker; the watch on it ends with the answer, since a watched worker cannot be ended. */
  worker(): Promise<{ evaluate(expression: string): Promise<unknown> }>;
  /** Ends the service worker as the browser does, without asking it. */
  killWorker(): Promise<void>;
  /** Reloads the extension as an update does; open pages keep the old scripts. */
  reloadExtension(): Promise<void>;
  close(): Promise<void>;
}

export const BRAND_HOSTS: readonly string[] = [
  'open.feishu.cn',
  'accounts.feishu.cn',
  'open.larksuite.com',
  'accounts.larksuite.com',
];
/** A private deployment: its API and its accounts host, answered by the sandbox as Feishu. */
export const CUSTOM_HOSTS: readonly string[] = ['open.corp.example.test', 'accounts.corp.example.test'];
export const LINK_HOSTS: readonly string[] = ['applink.feishu.cn', 'applink.larkoffice.com', 'applink.larksuite.com'];

/** Real names to loopback; every other name does not exist, so that nothing can leave the machine. */
function hostRules({ sandbox, pages, plainPages }: HostPorts): string {
  const to = (hosts: readonly string[], port: number) => hosts.map((host) => `MAP ${host} 127.0.0.1:${port}`);
  return [
    ...to([...BRAND_HOSTS, ...CUSTOM_HOSTS], sandbox),
    ...to(['*.example.com:80', '*.example.test:80'], plainPages),
    ...to([...LINK_HOSTS, '*.example.com', '*.example.test'], pages),
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.0.0.1',
  ].join(', ');
}

/** Starts Chromium with a fresh profile, the extension, and the real host names mapped to loopback (toolchain of the tests). */
export async function launchChromium(options: LaunchOptions): Promise<Chromium> {
  const { extension, ports, language = 'en-US', dark, display, profile } = options;
  const isFirstRun = !profile || !existsSync(join(profile, 'Default'));
  const browser = await puppeteer.launch({
    headless: display === undefined,
    ...(profile && { userDataDir: profile }),
    pipe: true,
    enableExtensions: true,
    defaultViewport: display === undefined ? { width: 1280, height: 900 } : null,
    env: {
      ...process.env,
      LANGUAGE: language.replace('-', '_'),
      ...(display?.startsWith(':') && { DISPLAY: display }),
    },
    args: [
      // Root cannot use Chromium's own sandbox, and neither can most containers.
      ...(process.getuid?.() === 0 || process.env.CI ? ['--no-sandbox'] : []),
      '--disable-quic',
      '--no-first-run',
      // Pages that only speak HTTP stay what they are.
      '--disable-features=HttpsUpgrades',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--lang=${language}`,
      `--host-resolver-rules=${hostRules(ports)}`,
      `--ignore-certificate-errors-spki-list=${ports.spki}`,
      ...(dark ? ['--force-dark-mode'] : []),
      ...(display === undefined ? [] : ['--window-size=1280,900', '--window-position=0,0']),
    ],
  });
  const extensionId = await browser.installExtension(extension);
  const own = (page: string) => `chrome-extension://${extensionId}/${page}`;
  const asPage = (matches: (target: Target) => boolean) =>
    browser.waitForTarget(matches, { timeout: 15_000 }).then((target) => target.asPage());
  const workerTarget = () =>
    browser.waitForTarget((target) => target.type() === 'service_worker' && target.url().startsWith(own('')), {
      timeout: 15_000,
    });

  const worker = async () => ({
    async evaluate(expression: string): Promise<unknown> {
      const session = await (await workerTarget()).createCDPSession();
      try {
        const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
          expression,
          awaitPromise: true,
          returnByValue: true,
          userGesture: true,
        });
        if (exceptionDetails) throw new Error(result.description ?? exceptionDetails.text);
        return result.value;
      } finally {
        await session.detach().catch(() => undefined);
      }
    },
  });

  async function open(url: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(url, { waitUntil: 'load' });
    return page;
  }

  // The first run opens this page by itself; waited for, so that it does not come in front of a test later.
  if (isFirstRun)
    await browser.waitForTarget((target) => target.url().startsWith(own('options.html')), { timeout: 15_000 });

  return {
    browser,
    extensionId,
    open,
    openOptions: async () => {
      const there = browser.targets().find((target) => target.url().startsWith(own('options.html')));
      const page = (await there?.page()) ?? (await open(own('options.html')));
      await page.bringToFront();
      return page;
    },
    popupPage: () => asPage((target) => target.url().startsWith(own('popup.html'))),
    worker,
    killWorker: async () => {
      // Not by `worker.close()`: it detaches from the worker as well, and one that starts in just that moment stays paused for ever.
      const page = browser.targets().find((target) => target.url().startsWith(own('options.html')));
      const session = await (page ?? (await open(own('options.html'))).target()).createCDPSession();
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await session.detach();
    },
    reloadExtension: async () => {
      // Loading it again replaces the running copy, as an update does; `runtime.reload()` from a watched worker never ends.
      await browser.installExtension(extension);
    },
    close: () => browser.close(),
  };
}
