import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { dumpDatabases } from '../attacks/canaries';
import { askAs } from '../support/own-page';
import { pageUrl } from '../support/pages-server';
import { click, confirm, find, listenTo, restPointer, seeWrite, until } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { useStage } from './harness';

const { origin } = new URL(pageUrl('pull-request'));
const TITLE = 'Agree on the launch date';

describe('a private window, where the user has let Tasklark in', () => {
  const stage = useStage();
  let usual: Page;
  let secret: Page;

  /** Lets the extension into private windows, by the switch on the browser's own page; it starts anew for that. */
  async function allowPrivate(): Promise<void> {
    const { chromium } = stage;
    const page = await chromium.open('chrome://extensions');
    // Without developer mode the browser would not start an unpacked extension again.
    await page.evaluate(`(async () => {
      await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      await chrome.developerPrivate.updateExtensionConfiguration({ extensionId: '${chromium.extensionId}', incognitoAccess: true });
    })()`);
    await page.close();
  }

  /** A new private window with this page of ours or of the web, asked for by the worker, as a driver cannot. */
  async function openPrivate(opener: Page, url: string): Promise<Page> {
    const known = new Set(stage.chromium.browser.targets());
    // Nothing is answered: the window is out of the opener's sight.
    await opener.evaluate(`chrome.windows.create({ incognito: true, url: '${url}' })`);
    const target = await until('the private window', () =>
      stage.chromium.browser
        .targets()
        .find((one) => one.type() === 'page' && one.url().startsWith(url) && !known.has(one)),
    );
    return target.asPage();
  }

  beforeAll(async () => {
    const options = await stage.chromium.openOptions();
    await signInByToken(options, { token: stage.sandbox.tokenFor('Anna Chen'), user: 'Anna Chen' });
    await allowPrivate();
    usual = await until('the options after the new start', async () => {
      const page = await stage.chromium.openOptions();
      const isUp = await page.evaluate(
        'chrome.runtime?.id !== undefined && chrome.extension.isAllowedIncognitoAccess()',
      );
      if (isUp) return page;
      await page.close();
      return undefined;
    });
    secret = await openPrivate(usual, `chrome-extension://${stage.chromium.extensionId}/options.html`);
    await until('the private options', () => secret.evaluate('chrome.extension.inIncognitoContext'));
  });

  const account = async (page: Page) => {
    const answer = await askAs(page, 'session.list', {});
    return answer.ok ? answer.value.brands.find(({ brand }) => brand === 'feishu')?.account?.name : undefined;
  };
  const queue = async (page: Page) => {
    const answer = await askAs(page, 'outbox.list', {});
    return answer.ok ? answer.value.shown.map(({ guid }) => guid) : undefined;
  };
  const act = (page: Page, key: string, id: string) =>
    askAs(page, 'task.act', { id, brand: 'feishu', guid: stage.guid(key), action: 'complete' });

  it('knows nothing of the account of the other windows, and they nothing of its own', async () => {
    expect(await account(usual)).toBe('Anna Chen');
    expect(await account(secret)).toBeUndefined();
    expect(await dumpDatabases(secret)).not.toContain('Anna Chen');
    await signInByToken(secret, { token: stage.sandbox.tokenFor('张明德'), user: '张明德' });
    expect(await account(secret)).toBe('张明德');
    expect(await account(usual)).toBe('Anna Chen');
    expect(await dumpDatabases(usual)).not.toContain('张明德');
  });

  it('has a queue of its own', async () => {
    const online = stage.sandbox.misbehave({ how: 'drop-before' });
    await act(usual, 'plain', '11111111-1111-4111-8111-111111111111');
    await act(secret, 'field-reader', '22222222-2222-4222-8222-222222222222');
    await until('both to wait', async () => (await queue(usual))?.length === 1 && (await queue(secret))?.length === 1);
    expect([await queue(usual), await queue(secret)]).toEqual([[stage.guid('plain')], [stage.guid('field-reader')]]);
    const heard = listenTo(stage.sandbox);
    online();
    for (const page of [usual, secret]) await askAs(page, 'popup.intent', {});
    const [first, second] = [
      await seeWrite(heard, stage.guid('plain'), 'completed_at'),
      await seeWrite(heard, stage.guid('field-reader'), 'completed_at'),
    ];
    expect([first.user, second.user]).toEqual(['Anna Chen', '张明德']);
    expect(heard.writes()).toHaveLength(2);
  });

  it('has its own sites: what is direct outside asks in it', async () => {
    await askAs(usual, 'site.set', { origin, mode: 'direct' });
    const page = await openPrivate(usual, pageUrl('pull-request'));
    await page.bringToFront();
    const heard = listenTo(stage.sandbox);
    await restPointer(page);
    await click(page, `Complete task: ${TITLE}`, 'button', 1_300);
    const popup = await stage.chromium.popupPage();
    await find(popup, 'Complete');
    expect(heard.writes()).toEqual([]);
    expect(await popup.evaluate('chrome.extension.inIncognitoContext')).toBe(true);
    await confirm(popup, 'Complete');
    const { user } = await seeWrite(heard, stage.guid('shared'), 'completed_at');
    expect(user).toBe('张明德');
    await page.close();
  });

  it('leaves nothing behind', async () => {
    await secret.close();
    const again = await openPrivate(usual, `chrome-extension://${stage.chromium.extensionId}/options.html`);
    await until('the private options', () => again.evaluate('chrome.extension.inIncognitoContext'));
    expect(await account(again)).toBeUndefined();
    expect(await dumpDatabases(again)).not.toContain('张明德');
    expect(await account(usual)).toBe('Anna Chen');
  });
});
