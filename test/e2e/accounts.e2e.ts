import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { openList, openTask } from '../support/popup-steps';
import { click, closePopup, count, find, listenTo, seeText, seeWrite, signIn, type, until } from '../support/steps';
import { words } from '../support/words';
import { useStage } from './harness';

describe('two people at one browser', () => {
  const stage = useStage();
  let page: Page;
  /** Somebody else of Anna's company. */
  let other: string;
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    page = await stage.chromium.open(pageUrl('index'));
    const anna = stage.sandbox.users.find(({ name }) => name === 'Anna Chen');
    const isColleague = ({ name, tenant_key }: { name: string; tenant_key: string }) =>
      name !== 'Anna Chen' && tenant_key === anna?.tenant_key;
    other = stage.sandbox.users.find(isColleague)?.name ?? '';
  });

  it('what one of them changed offline waits for that one, is shown as theirs, and goes once', async () => {
    const { url = '' } = stage.sandbox.tasks.find((task) => task.key === 'plain') ?? {};
    const popup = await openTask(stage.chromium, page, { link: url });
    await find(popup, 'Title', 'textbox');
    const heard = listenTo(stage.sandbox);
    const online = stage.sandbox.misbehave({ path: /\/task\/v2\//, how: 'drop-before' });
    await type(popup, 'Title', 'Anna wrote this offline');
    await click(popup, words('save_one'));
    await seeText(popup, words('failure_no_network'));
    await closePopup(popup);

    const options = await stage.chromium.openOptions();
    await click(options, 'Sign out');
    await find(options, 'Sign in');
    online();
    await signIn(stage.chromium, stage.sandbox, { user: other });
    const list = await openList(stage.chromium, page);
    await seeText(list, words('waits_for_account', 'en', 'Anna Chen'));
    // Another's change can be copied or given up, not sent.
    expect(await count(list, words('retry'))).toBe(0);
    await find(list, words('copy_text'));
    await closePopup(list);
    expect(heard.writes()).toEqual([]);

    await signOut(options);
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    const write = await seeWrite(heard, stage.guid('plain'), 'summary');
    expect(write.user).toBe('Anna Chen');
    const after = await openList(stage.chromium, page);
    await until('nothing to wait', async () => !(await after.evaluate(() => document.querySelector('.waiting-list'))));
    await closePopup(after);
    expect(heard.writes()).toHaveLength(1);
  });

  async function signOut(options: Page): Promise<void> {
    await options.bringToFront();
    await click(options, 'Sign out');
    await find(options, 'Sign in');
  }
});
