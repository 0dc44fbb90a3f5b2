import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { openTask, typedIn } from '../support/popup-steps';
import { click, closePopup, find, type Heard, listenTo, seeText, seeWrite, signIn, type } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { words } from '../support/words';
import { useStage } from './harness';

const LEGACY = 1;
const READER = 2;

/** The calls about tasks, by endpoint and the code that came back. */
const calls = (heard: Heard) => heard.calls().map(({ api, code }) => `${api} ${code}`);

describe('an app that holds only the old scope task:task', () => {
  const stage = useStage();
  let page: Page;

  const open = (key: string) =>
    openTask(stage.chromium, page, { link: stage.sandbox.tasks.find((task) => task.key === key)?.url ?? '' });

  async function completeAndReopen(key: string): Promise<Heard> {
    const popup = await open(key);
    await find(popup, 'Complete');
    const heard = listenTo(stage.sandbox);
    await click(popup, 'Complete');
    await seeWrite(heard, stage.guid(key), 'completed_at');
    await seeText(popup, words('done_complete'));
    await click(popup, 'Reopen');
    await seeText(popup, words('done_reopen'));
    expect(heard.writes().map(({ api }) => api)).toEqual(['task.v1.complete', 'task.v1.uncomplete']);
    expect(stage.sandbox.task(stage.guid(key))?.completed_at).toBe('0');
    await closePopup(popup);
    return heard;
  }

  describe('signed in with the old scope ticked', () => {
    beforeAll(async () => {
      page = await stage.chromium.open(pageUrl('index'));
      const options = await stage.chromium.openOptions();
      await click(options, words('extras_title'), 'DisclosureTriangle');
      await click(options, `${words('extra_legacy')} task:task`, 'checkbox');
      await signIn(stage.chromium, stage.sandbox, {
        user: 'Anna Chen',
        appId: stage.sandbox.apps[LEGACY]?.app_id ?? '',
      });
    });

    it('asks for that scope alone, and says what that means', async () => {
      const asked = stage.sandbox.requests.find(({ api }) => api === 'authorize');
      expect(asked?.query.scope).toBe('offline_access task:task');
      await seeText(await stage.chromium.openOptions(), words('account_legacy'));
    });

    it('completes and reopens by v1, and never tries v2', async () => {
      const heard = await completeAndReopen('plain');
      expect(heard.calls().filter(({ api }) => api.startsWith('task.v2'))).toEqual([]);
    });

    it('says at once which scope an edit lacks: fields cannot be typed into, and completing works', async () => {
      const popup = await open('overdue');
      await seeText(popup, words('why_old_scope_only'));
      await seeText(popup, words('scope_way_out'));
      const title = await find(popup, 'Title', 'textbox');
      expect(await title.evaluate((field) => (field as HTMLTextAreaElement).disabled)).toBe(true);
      const enabled = await popup.$$('.form :is(input, textarea, select):not(:disabled)');
      expect(enabled).toHaveLength(0);
      const heard = listenTo(stage.sandbox);
      await popup.keyboard.down('Control');
      await popup.keyboard.press('Enter');
      await popup.keyboard.up('Control');
      expect(heard.writes()).toEqual([]);
      await click(popup, 'Complete');
      await seeText(popup, words('done_complete'));
      await click(popup, 'Reopen');
      await seeText(popup, words('done_reopen'));
      await closePopup(popup);
    });

    it('1470404 means "no right to edit" here, not "gone"', async () => {
      const popup = await open('list-reader');
      const heard = listenTo(stage.sandbox);
      await click(popup, 'Complete');
      await seeText(popup, words('failure_no_edit_right'));
      expect(calls(heard)).toContain('task.v1.complete 1470404');
      await closePopup(popup);
    });

    it('1470432 is a task that may not be read', async () => {
      const heard = listenTo(stage.sandbox);
      const popup = await open('stranger');
      await seeText(popup, words('failure_no_read_right'));
      expect(calls(heard)).toEqual(['task.v1.get 1470432']);
      await closePopup(popup);
    });
  });

  it('a pasted token of such an app, whose scopes nobody told, finds its way to v1', async () => {
    const options = await stage.chromium.openOptions();
    await click(options, 'Sign out');
    const token = stage.sandbox.tokenFor('Anna Chen', stage.sandbox.apps[LEGACY]?.app_id);
    await signInByToken(options, { token, user: 'Anna Chen' });
    const heard = listenTo(stage.sandbox);
    await completeAndReopen('reminder');
    // Refused once, and remembered.
    expect(calls(heard).filter((call) => call.startsWith('task.v2'))).toEqual(['task.v2.get 99991672']);
  });

  it('a pasted token that may only read says so after the first refusal, and then before anybody types', async () => {
    const options = await stage.chromium.openOptions();
    await click(options, 'Sign out');
    const token = stage.sandbox.tokenFor('Anna Chen', stage.sandbox.apps[READER]?.app_id);
    await signInByToken(options, { token, user: 'Anna Chen' });
    const popup = await open('overdue');
    await type(popup, 'Title', 'Renew it');
    await click(popup, words('save_one'));
    await seeText(popup, words('why_no_write_scope'));
    expect(await typedIn(popup, 'Title')).toBe('Renew it');
    await closePopup(popup);
    const again = await open('plain');
    await seeText(again, words('why_no_write_scope'));
    await seeText(again, words('scope_way_out'));
    expect(await again.$$('.form :is(input, textarea, select):not(:disabled)')).toHaveLength(0);
    await closePopup(again);
  });
});
