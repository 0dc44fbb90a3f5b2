import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { click, clickToConfirm, closePopup, find, listenTo, seeText, seeWrite, signIn, type } from '../support/steps';
import { useStage } from './harness';

describe('when things go wrong', () => {
  const stage = useStage();
  let page: Page;

  it('a wrong secret is told before anything else', async () => {
    const [app] = stage.sandbox.apps;
    const options = await stage.chromium.openOptions();
    await type(options, 'App ID', app?.app_id ?? '');
    await type(options, 'App Secret', 'SANDBOX-NOT-A-SECRET-WRONG-00000');
    await click(options, 'Sign in');
    const target = await stage.chromium.browser.waitForTarget((found) => found.url().includes('/authen/v1/authorize'));
    await click(await target.asPage(), 'Authorize');
    await seeText(options, 'The App ID or App Secret is not accepted.');
  });

  describe('signed in', () => {
    beforeAll(async () => {
      await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
      page = await stage.chromium.open(pageUrl('issue'));
    });

    async function ask(link: string): Promise<Page> {
      return clickToConfirm(stage.chromium, page, `Complete task: ${link}`);
    }

    it.each([
      ['a private task', 'You may not see this task'],
      ['a deleted one', 'does not exist any more'],
      ['one of another company', 'You may not see this task'],
    ])('%s says so', async (link, words) => {
      const popup = await ask(link);
      await seeText(popup, words);
      await closePopup(popup);
    });

    it('HTML in place of an answer loses no edit', async () => {
      const popup = await ask('t104025');
      await find(popup, 'Complete');
      const heard = listenTo(stage.sandbox);
      stage.sandbox.misbehave({ api: 'task.v2.patch', how: 'html', times: 1 });
      await click(popup, 'Complete');
      await seeWrite(heard, stage.guid('origin'), 'completed_at');
      await find(page, 'Reopen task: Answer the customer of ticket 8812');
      expect(heard.writes()).toHaveLength(1);
      await closePopup(popup);
    });

    it('a limit is waited out', async () => {
      const popup = await ask('Renew the certificate');
      await find(popup, 'Complete');
      const heard = listenTo(stage.sandbox);
      stage.sandbox.misbehave({ api: 'task.v2.patch', how: 'rate-limited', ms: 1_000, times: 1 });
      await click(popup, 'Complete');
      await seeWrite(heard, stage.guid('overdue'), 'completed_at');
      expect(heard.writes()).toHaveLength(1);
      await closePopup(popup);
    });

    it('an expired token is renewed once, and the edit goes through', async () => {
      const popup = await ask('Call the landlord');
      await find(popup, 'Complete');
      const heard = listenTo(stage.sandbox);
      stage.sandbox.expireTokens();
      await click(popup, 'Complete');
      await seeWrite(heard, stage.guid('reminder'), 'completed_at');
      expect(heard.requests().filter(({ api }) => api.includes('token'))).toHaveLength(1);
      await closePopup(popup);
    });
  });
});
