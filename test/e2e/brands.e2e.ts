import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { CUSTOM_HOSTS } from '../support/launch';
import { pageUrl } from '../support/pages-server';
import {
  click,
  clickToConfirm,
  confirm,
  find,
  type Heard,
  listenTo,
  seeText,
  seeWrite,
  signIn,
  type,
} from '../support/steps';
import { words } from '../support/words';
import { useStage } from './harness';

const [API, ACCOUNTS] = CUSTOM_HOSTS;
const LINK_HOST = 'applink.corp.example.test';
const COLLEAGUE = '张明德';

/** Whose token went to which host with the calls about tasks. */
const whoWhere = (heard: Heard) => [...new Set(heard.calls().map(({ user, host }) => `${user} at ${host}`))];
const hosts = (heard: Heard) => [...new Set(heard.requests().map(({ host }) => host))].sort();

describe('three platforms at once', () => {
  const stage = useStage();

  async function complete(page: Page, title: string): Promise<void> {
    await confirm(await clickToConfirm(stage.chromium, page, `Complete task: ${title}`), 'Complete');
  }

  describe('Feishu and Lark', () => {
    beforeAll(async () => {
      await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    });

    it('Lark is signed in on its own hosts, by the endpoint that works there', async () => {
      const heard = listenTo(stage.sandbox);
      const appId = stage.sandbox.apps.find(({ brand }) => brand === 'lark')?.app_id ?? '';
      const options = await signIn(stage.chromium, stage.sandbox, { user: 'Maya Fischer', appId });
      expect(hosts(heard)).toEqual(['accounts.larksuite.com', 'open.larksuite.com']);
      const [token] = heard.requests().filter(({ api }) => api.startsWith('oauth.'));
      expect(token).toMatchObject({ api: 'oauth.v2.token', host: 'open.larksuite.com', code: 0 });
      await seeText(options, words('signed_in_where', 'en', `${words('brand_feishu')} · ${words('brand_lark')}`));
    });

    it('a Lark link is acted on by the Lark account, a Feishu link beside it by the other', async () => {
      const page = await stage.chromium.open(pageUrl('pull-request'));
      const heard = listenTo(stage.sandbox);
      await complete(page, 'Draft the press release');
      expect(await seeWrite(heard, stage.guid('lark-plain'), 'completed_at')).toMatchObject({ user: 'Maya Fischer' });
      expect(whoWhere(heard)).toEqual(['Maya Fischer at open.larksuite.com']);

      const beside = listenTo(stage.sandbox);
      await complete(page, 'Version 2.0 is out');
      expect(await seeWrite(beside, stage.guid('milestone'), 'completed_at')).toMatchObject({ user: 'Anna Chen' });
      expect(whoWhere(beside)).toEqual(['Anna Chen at open.feishu.cn']);
      await page.close();
    });
  });

  describe('a platform of one’s own', () => {
    it('says what an address lacks before anything is sent', async () => {
      const heard = listenTo(stage.sandbox);
      const options = await stage.chromium.openOptions();
      await (await find(options, words('platform'), 'combobox')).select('custom');
      await type(options, words('app_field_api'), 'http://open.corp.example.test');
      await seeText(options, words('wrong_address'));
      await click(options, 'Sign in');
      await seeText(options, words('failure_no_app'));
      expect(heard.requests()).toEqual([]);
    });

    it('is signed in on the hosts that were entered, and on no other', async () => {
      const heard = listenTo(stage.sandbox);
      const [app] = stage.sandbox.apps;
      const options = await stage.chromium.openOptions();
      await (await find(options, words('platform'), 'combobox')).select('custom');
      await type(options, words('app_field_api'), `https://${API}`);
      await type(options, words('app_field_accounts'), `https://${ACCOUNTS}`);
      await type(options, words('app_field_linkHosts'), LINK_HOST);
      await type(options, 'App ID', app?.app_id ?? '');
      await type(options, 'App Secret', app?.app_secret ?? '');
      await click(options, 'Sign in');
      const target = await stage.chromium.browser.waitForTarget((found) => found.url().includes('/authorize'));
      const consent = await target.asPage();
      const colleague = stage.sandbox.users.find(({ name }) => name === COLLEAGUE);
      await (await find(consent, 'User', 'combobox')).select(colleague?.open_id ?? '');
      await click(consent, 'Authorize');
      await seeText(options, words('signed_in_as', 'en', COLLEAGUE));
      expect(hosts(heard)).toEqual([ACCOUNTS, API]);
    });

    it('its links are found and acted on with its account', async () => {
      const page = await stage.chromium.open(pageUrl('index'));
      const url = `https://${LINK_HOST}/client/todo/detail?guid=${stage.guid('shared')}`;
      await page.evaluate((href) => {
        const link = document.createElement('a');
        Object.assign(link, { href, textContent: 'On our own platform' });
        document.querySelector('main, body')?.prepend(link);
      }, url);
      const heard = listenTo(stage.sandbox);
      await find(page, 'Complete task: On our own platform');
      await complete(page, 'On our own platform');
      expect(await seeWrite(heard, stage.guid('shared'), 'completed_at')).toMatchObject({ user: COLLEAGUE });
      expect(whoWhere(heard)).toEqual([`${COLLEAGUE} at ${API}`]);
      await page.close();
    });
  });
});
