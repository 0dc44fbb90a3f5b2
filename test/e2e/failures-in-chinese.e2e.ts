import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import type { MessageKey } from '../../lib/i18n';
import { pageUrl } from '../support/pages-server';
import { openTask } from '../support/popup-steps';
import { click, closePopup, find, seeText, type } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { words } from '../support/words';
import { useStage } from './harness';

const READ_ONLY = 2;

const chinese = (key: MessageKey, ...substitutions: string[]) => words(key, 'zh_CN', ...substitutions);

describe('failures as a Chinese reader sees them', () => {
  const stage = useStage({ language: 'zh-CN' });

  const open = async (page: Page, key: string) => {
    const { url = '' } = stage.sandbox.tasks.find((task) => task.key === key) ?? {};
    return openTask(stage.chromium, page, { link: url, locale: 'zh_CN' });
  };

  it('no app, a wrong secret, a closed window', async () => {
    const options = await stage.chromium.openOptions();
    await click(options, chinese('options_sign_in'));
    await seeText(options, chinese('failure_no_app'));

    await type(options, chinese('app_field_app_id'), stage.sandbox.apps[0]?.app_id ?? '');
    for (const [answer, failure] of [
      ['Authorize', 'failure_wrong_secret'],
      ['close', 'failure_login_closed'],
    ] as const) {
      await type(options, chinese('app_field_app_secret'), 'SANDBOX-NOT-A-SECRET-WRONG-00000');
      await click(options, chinese('options_sign_in'));
      const target = await stage.chromium.browser.waitForTarget((found) => found.url().includes('/authorize'));
      const consent = await target.asPage();
      await (answer === 'close' ? consent.close() : click(consent, answer));
      await seeText(options, chinese(failure));
    }
    await seeText(options, chinese('login_help_20029'));
  });

  it('a task that is gone, a right and a scope that are missing, and no line', async () => {
    const options = await stage.chromium.openOptions();
    const locale = 'zh_CN';
    await signInByToken(options, { token: 'eyJ-of-nobody', locale });
    await seeText(options, chinese('failure_token_refused'));
    const token = stage.sandbox.tokenFor('Anna Chen', stage.sandbox.apps[READ_ONLY]?.app_id);
    await signInByToken(options, { token, user: 'Anna Chen', locale });

    const page = await stage.chromium.open(pageUrl('index'));
    for (const [key, failure] of [
      ['deleted', 'failure_task_gone'],
      ['stranger', 'failure_no_read_right'],
      ['mode1-assignee', 'why_not_creator_mode_1'],
      ['follower', 'why_follower_only'],
    ] as const) {
      const popup = await open(page, key);
      await seeText(popup, chinese(failure));
      await closePopup(popup);
    }

    const popup = await open(page, 'plain');
    await find(popup, chinese('action_complete'));
    const online = stage.sandbox.misbehave({ how: 'drop-before' });
    await click(popup, chinese('action_complete'));
    await seeText(popup, chinese('failure_no_network'));
    online();
    await seeText(popup, chinese('failure_scope_not_enabled'));
    expect(stage.sandbox.writes).toEqual([]);
    await closePopup(popup);
  });
});
