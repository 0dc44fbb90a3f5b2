import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { openList } from '../support/popup-steps';
import { click, closePopup, count, find, seeText, until } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { words } from '../support/words';
import { useStage } from './harness';

/** As much of it as the browser's own page for extensions uses here. */
interface DeveloperPrivate {
  updateExtensionConfiguration(wish: { extensionId: string; hostAccess: string }): Promise<void>;
}

const HOST = 'tracker.example.com';
const CONTROL = 'Complete task: Version 2.0 is out';

describe('"Why is there no control here?"', () => {
  const stage = useStage();

  /** Opens the popup over a page and asks. */
  async function askWhy(page: Page): Promise<Page> {
    const popup = await openList(stage.chromium, page);
    await click(popup, words('missing_control'), 'DisclosureTriangle');
    return popup;
  }

  it('says that nobody is signed in', async () => {
    const page = await stage.chromium.open(pageUrl('dashboard'));
    const popup = await askWhy(page);
    await seeText(popup, words('no_control_signed_out'));
    await closePopup(popup);
    await page.close();
    const token = stage.sandbox.tokenFor('Anna Chen');
    await signInByToken(await stage.chromium.openOptions(), { token, user: 'Anna Chen' });
  });

  it('says that nothing is in the way, and how many links there are', async () => {
    const page = await stage.chromium.open(pageUrl('dashboard'));
    await find(page, CONTROL);
    const popup = await askWhy(page);
    await seeText(popup, words('control_there_many', 'en', '10'));
    await closePopup(popup);
    await page.close();
  });

  it('says that the site is off after one click made it so, and switches it on again', async () => {
    const page = await stage.chromium.open(pageUrl('dashboard'));
    await find(page, CONTROL);
    const popup = await openList(stage.chromium, page);
    await click(popup, words('turn_off_on', 'en', HOST));
    await until('the controls to leave', async () => (await count(page, CONTROL)) === 0);
    await click(popup, words('missing_control'), 'DisclosureTriangle');
    await seeText(popup, words('no_control_off', 'en', HOST));
    const buttons = await popup.$$(`.why ::-p-aria([name="${words('turn_on')}"][role="button"])`);
    expect(buttons).toHaveLength(1);
    await buttons[0]?.click();
    await seeText(popup, words('control_there_many', 'en', '10'));
    await find(page, CONTROL);
    await closePopup(popup);
    await page.close();
  });

  it('says that links stand only where nothing may be put', async () => {
    const page = await stage.chromium.open(pageUrl('single-page-app'));
    const link = `https://applink.feishu.cn/client/todo/detail?guid=${stage.guid('plain')}`;
    await page.evaluate((address) => {
      const [label, field] = [document.createElement('label'), document.createElement('textarea')];
      const anchor = Object.assign(document.createElement('a'), { href: address, textContent: 'a task' });
      label.append(anchor);
      field.value = address;
      document.body.append(label, field);
    }, link);
    const popup = await askWhy(page);
    await seeText(popup, words('no_control_closed_places'));
    await closePopup(popup);
    await page.close();
  });

  it.each([
    ['no_control_no_links', pageUrl('single-page-app')],
    ['no_control_browser_page', 'chrome://version/'],
    ['no_control_accounts_page', 'https://accounts.feishu.cn/open-apis/authen/v1/authorize'],
  ] as const)('says %s', async (reason, url) => {
    const page = await stage.chromium.open(url);
    const popup = await askWhy(page);
    await seeText(popup, words(reason));
    await closePopup(popup);
    await page.close();
  });
});

describe('web pages that are taken back', () => {
  const stage = useStage();
  beforeAll(async () => {
    const token = stage.sandbox.tokenFor('Anna Chen');
    await signInByToken(await stage.chromium.openOptions(), { token, user: 'Anna Chen' });
  });

  /** What the browser's own page for extensions does when a user chooses "On click" or "On all sites". */
  async function allow(access: 'ON_CLICK' | 'ON_ALL_SITES'): Promise<void> {
    const settings = await stage.chromium.open('chrome://extensions/');
    await settings.evaluate(
      (extensionId, hostAccess): Promise<void> => {
        const { developerPrivate } = (globalThis as unknown as { chrome: { developerPrivate: DeveloperPrivate } })
          .chrome;
        return developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess });
      },
      stage.chromium.extensionId,
      access,
    );
    await settings.close();
  }

  it('lose their controls at once, say why, and get them back', async () => {
    const page = await stage.chromium.open(pageUrl('dashboard'));
    await find(page, CONTROL);
    await allow('ON_CLICK');
    await page.bringToFront();
    await until('the controls to leave', async () => (await count(page, CONTROL)) === 0);
    // A press of the toolbar button, unlike the call that stands in for it elsewhere, tells us which page it is.
    const extension = (await stage.chromium.browser.extensions()).get(stage.chromium.extensionId);
    if (!extension) throw new Error('Tasklark is gone');
    await page.triggerExtensionAction(extension);
    const popup = await stage.chromium.popupPage();
    await click(popup, words('missing_control'), 'DisclosureTriangle');
    await seeText(popup, words('no_control_not_granted', 'en', HOST));
    await find(popup, words('allow_on', 'en', HOST));
    await closePopup(popup);
    await allow('ON_ALL_SITES');
    await page.bringToFront();
    await find(page, CONTROL);
  });
});

describe('own pages', () => {
  const stage = useStage();

  it('turn no text into markup, and no address into a script', async () => {
    const options = await stage.chromium.openOptions();
    const refused = await options.evaluate(() => {
      const attempt = (work: () => void) => {
        try {
          work();
          return 'done';
        } catch (error) {
          return (error as Error).name;
        }
      };
      return [
        attempt(() => {
          document.createElement('p').innerHTML = '<b>x</b>';
        }),
        attempt(() => {
          document.createElement('script').src = '/scout.js';
        }),
      ];
    });
    expect(refused).toEqual(['TypeError', 'TypeError']);
  });
});
