import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import {
  click,
  clickToConfirm,
  closePopup,
  confirm,
  find,
  listenTo,
  openForm,
  seeText,
  seeWrite,
  signIn,
  type,
  until,
} from '../support/steps';
import { useStage } from './harness';

describe('on a site that asks first', () => {
  const stage = useStage();
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
  });

  it('asks Feishu nothing before the user points at a control', async () => {
    const heard = listenTo(stage.sandbox);
    const page = await stage.chromium.open(pageUrl('pull-request'));
    const ring = await find(page, 'Complete task: Version 2.0 is out');
    expect(heard.calls()).toEqual([]);
    await ring.hover();
    await until('the pointed task to be read', () => heard.calls().length > 0);
    expect(heard.calls().map(({ api, path }) => [api, path.split('/').at(-1)])).toEqual([
      ['task.v2.get', stage.guid('milestone')],
    ]);
    await page.close();
  });

  it('completes a task after the popup has asked', async () => {
    const heard = listenTo(stage.sandbox);
    const page = await stage.chromium.open(pageUrl('dashboard'));
    const popup = await clickToConfirm(stage.chromium, page, 'Complete task: Write the release notes');
    await find(popup, 'Write the release notes', 'heading');
    expect(heard.writes()).toEqual([]);
    await confirm(popup, 'Complete');
    const write = await seeWrite(heard, stage.guid('plain'), 'completed_at');
    expect(write.user).toBe('Anna Chen');
    await find(page, 'Reopen task: Write the release notes');
    await page.close();
  });

  it('reopens it the same way', async () => {
    const heard = listenTo(stage.sandbox);
    const page = await stage.chromium.open(pageUrl('dashboard'));
    await (await find(page, 'Complete task: Write the release notes')).hover();
    const popup = await clickToConfirm(stage.chromium, page, 'Reopen task: Write the release notes');
    await confirm(popup, 'Reopen');
    await seeWrite(heard, stage.guid('plain'), 'completed_at');
    expect(stage.sandbox.task(stage.guid('plain'))?.status).toBe('todo');
    await page.close();
  });

  it('edits a task in the popup, and sends only what changed', async () => {
    const heard = listenTo(stage.sandbox);
    const page = await stage.chromium.open(pageUrl('dashboard'));
    const popup = await openForm(stage.chromium, page, 'Renew the certificate');
    await type(popup, 'Title', 'Renew the certificate of the shop');
    await click(popup, 'Save 1 change');
    await seeText(popup, 'Saved');
    const write = await seeWrite(heard, stage.guid('overdue'), 'summary');
    expect(write.fields.map(({ name }) => name)).toEqual(['summary']);
    await find(page, 'Complete task: Renew the certificate of the shop');
    await closePopup(popup);
    await page.close();
  });

  it('asks in a small window where the browser has no place for a popup', async () => {
    const { browser } = stage.chromium;
    const opener = await stage.chromium.open(pageUrl('dashboard'));
    const opened = browser.waitForTarget((target) => target.opener() === opener.target());
    // A window without a toolbar, as chats and mail programs open them.
    await opener.evaluate(() => void open(location.href, '', 'popup,width=900,height=700'));
    const page = await (await opened).asPage();
    const heard = listenTo(stage.sandbox);
    const asking = await clickToConfirm(stage.chromium, page, 'Complete task: Trade fair in Shenzhen');
    expect(new URL(asking.url()).searchParams.get('guid')).toBe(stage.guid('days'));
    await confirm(asking, 'Complete');
    await seeWrite(heard, stage.guid('days'), 'completed_at');
    await page.close();
    await opener.close();
  });
});
