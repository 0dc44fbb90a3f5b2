import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import {
  actDirectly,
  clickToConfirm,
  confirm,
  find,
  focusLink,
  listenTo,
  REST_MS,
  seeWrite,
  signIn,
} from '../support/steps';
import { useStage } from './harness';

describe('by keyboard alone', () => {
  const stage = useStage();
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
  });

  /** Tab from the link before it, as somebody without a mouse does. */
  async function tabToControl(page: Page, link: string): Promise<void> {
    await focusLink(page, link);
    await page.keyboard.press('Tab');
  }

  it('asks, and the popup is answered by keys', async () => {
    const heard = listenTo(stage.sandbox);
    const page = await stage.chromium.open(pageUrl('dashboard'));
    await find(page, 'Complete task: Write the release notes');
    await tabToControl(page, 'Write the release notes');
    await page.keyboard.press('Enter');
    const popup = await stage.chromium.popupPage();
    await find(popup, 'Complete');
    await popup.keyboard.press('Enter');
    await seeWrite(heard, stage.guid('plain'), 'completed_at');
    await popup.keyboard.press('Escape').catch(() => undefined);
    await find(page, 'Reopen task: Write the release notes');
    await page.close();
  });

  it('acts at once on a direct site', async () => {
    const page = await stage.chromium.open(pageUrl('dashboard'));
    const popup = await clickToConfirm(stage.chromium, page, 'Complete task: Version 2.0 is out');
    await confirm(popup, 'Complete', 'tracker.example.com');
    await find(page, 'Complete task: Send the invoice to Contoso');
    const heard = listenTo(stage.sandbox);
    const press = async () => {
      await tabToControl(page, 'Send the invoice to Contoso');
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
      await page.keyboard.press('Enter');
    };
    await actDirectly(page, 'Send the invoice to Contoso', () => heard.writes().length > 0, press);
    await seeWrite(heard, stage.guid('due-today'), 'completed_at');
    await find(page, 'Reopen task: Send the invoice to Contoso');
    await page.close();
  });

  it('opens the form by E, saves by Ctrl+Enter and closes by Esc', async () => {
    const heard = listenTo(stage.sandbox);
    const page = await stage.chromium.open(pageUrl('dashboard'));
    await find(page, 'Complete task: Renew the certificate');
    await tabToControl(page, 'Renew the certificate');
    await page.keyboard.press('e');
    const popup = await stage.chromium.popupPage();
    const title = await find(popup, 'Title', 'textbox');
    await title.type(' now');
    await popup.keyboard.down('Control');
    await popup.keyboard.press('Enter');
    await popup.keyboard.up('Control');
    const write = await seeWrite(heard, stage.guid('overdue'), 'summary');
    expect(write.fields).toHaveLength(1);
    const closed = new Promise((resolve) => popup.once('close', resolve));
    await popup.keyboard.press('Escape').catch(() => undefined);
    await closed;
    await page.close();
  });
});
