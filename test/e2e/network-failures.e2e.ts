import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../sandbox/model';
import { letTimePass } from '../support/own-page';
import { pageUrl } from '../support/pages-server';
import { openList, openTask } from '../support/popup-steps';
import {
  click,
  closePopup,
  find,
  type Heard,
  listenTo,
  seeText,
  seeWrite,
  signIn,
  type,
  until,
} from '../support/steps';
import { words } from '../support/words';
import { useStage } from './harness';

describe('the line to Feishu fails', () => {
  const stage = useStage();
  let page: Page;
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    page = await stage.chromium.open(pageUrl('index'));
  });

  /** Opens a sample task and waits for its form. */
  async function open(key: string): Promise<Page> {
    const { url = '' } = stage.sandbox.tasks.find((task) => task.key === key) ?? {};
    const popup = await openTask(stage.chromium, page, { link: url });
    await find(popup, 'Title', 'textbox');
    return popup;
  }

  /** Waits for the write and proves that there is no second one. */
  async function seeOneWrite(heard: Heard, popup: Page, key: string, field: string): Promise<void> {
    await seeWrite(heard, stage.guid(key), field);
    await find(popup, words('undo'));
    expect(heard.writes()).toHaveLength(1);
  }

  const patches = (heard: Heard) => heard.calls().filter(({ api }) => api === 'task.v2.patch');

  it.each<[string, string, Misbehaviour]>([
    ['429', 'plain', { how: 'rate-limited', ms: 3_000 }],
    ['99991400 with status 400', 'due-today', { how: 'rate-limited', status: 400, ms: 3_000 }],
  ])(
    'too many requests (%s): the change says that it waits, waits as told, and arrives once',
    async (_, key, fault) => {
      const popup = await open(key);
      const heard = listenTo(stage.sandbox);
      stage.sandbox.misbehave({ ...fault, api: 'task.v2.patch', times: 1 });
      await click(popup, 'Complete');
      await seeText(popup, words('failure_rate_limited'));
      await seeOneWrite(heard, popup, key, 'completed_at');
      expect(patches(heard)).toHaveLength(2);
      await closePopup(popup);
    },
  );

  it.each<[string, string, Misbehaviour]>([
    ['HTML', 'overdue', { how: 'html' }],
    ['broken JSON', 'done-own', { how: 'broken-json' }],
    ['a server in trouble (500)', 'chinese', { how: 'status', status: 500 }],
  ])('%s in place of an answer: tried again by itself, arrives once', async (_, key, fault) => {
    const popup = await open(key);
    const heard = listenTo(stage.sandbox);
    stage.sandbox.misbehave({ ...fault, api: 'task.v2.patch', times: 1 });
    await type(popup, 'Title', `Through ${fault.how}`);
    await click(popup, words('save_one'));
    await seeOneWrite(heard, popup, key, 'summary');
    expect(patches(heard)).toHaveLength(2);
    await closePopup(popup);
  });

  it.each<[string, string, Misbehaviour]>([
    ['the connection breaks', 'start-due', { how: 'drop-after' }],
    ['HTML comes back', 'milestone', { how: 'html', when: 'after' }],
  ])('the change was made and %s: it is not made a second time', async (_, key, fault) => {
    const popup = await open(key);
    const heard = listenTo(stage.sandbox);
    stage.sandbox.misbehave({ ...fault, api: 'task.v2.patch', times: 1 });
    await click(popup, 'Complete');
    await seeWrite(heard, stage.guid(key), 'completed_at');
    await find(popup, 'Reopen');
    await popup.waitForFunction(() => !document.querySelector('.notice.waiting'));
    expect(heard.writes()).toHaveLength(1);
    expect(patches(heard)).toHaveLength(1);
    // It was ours, so it can be undone like any other.
    await click(popup, words('undo'));
    await until('the reopening', () => heard.writes().length === 2);
    expect(stage.sandbox.task(stage.guid(key))?.completed_at).toBe('0');
    await closePopup(popup);
  });

  it('offline: the change shows at once, waits, is listed, and arrives once when the line is back', async () => {
    const popup = await open('custom-tip');
    const heard = listenTo(stage.sandbox);
    const online = stage.sandbox.misbehave({ how: 'drop-before' });
    await click(popup, words('complete_anyway'));
    await find(popup, 'Reopen');
    await seeText(popup, words('failure_no_network'));
    await closePopup(popup);
    const list = await openList(stage.chromium, page);
    await seeText(list, words('waiting_one'));
    expect(heard.writes()).toEqual([]);
    await closePopup(list);
    online();
    // Whoever opens the popup wants to see it gone, whatever wait was chosen.
    const again = await openList(stage.chromium, page);
    await seeWrite(heard, stage.guid('custom-tip'), 'completed_at');
    await again.waitForFunction(() => !document.querySelector('.notice.waiting'));
    expect(heard.writes()).toHaveLength(1);
    await closePopup(again);
  });

  it('offline: a task that was seen an hour ago is shown as it was then, and can be changed', async () => {
    await closePopup(await open('shared'));
    const options = await stage.chromium.openOptions();
    await letTimePass(options, 3_600_000);
    await options.close();
    const heard = listenTo(stage.sandbox);
    const online = stage.sandbox.misbehave({ how: 'drop-before' });
    const popup = await open('shared');
    await seeText(popup, words('failure_no_network'));
    await type(popup, 'Title', 'Written on a train');
    await click(popup, words('save_one'));
    await closePopup(popup);
    expect(heard.writes()).toEqual([]);
    online();
    const again = await openList(stage.chromium, page);
    const write = await seeWrite(heard, stage.guid('shared'), 'summary');
    expect(write.fields).toMatchObject([{ after: 'Written on a train' }]);
    await closePopup(again);
  });

  it('offline, and the worker dies meanwhile: the change is still there, and arrives once', async () => {
    const popup = await open('custom-href');
    const heard = listenTo(stage.sandbox);
    const online = stage.sandbox.misbehave({ how: 'drop-before' });
    await click(popup, words('complete_anyway'));
    await seeText(popup, words('failure_no_network'));
    await closePopup(popup);
    await stage.chromium.killWorker();
    // The page's links wake the next one.
    await page.reload();
    const list = await openList(stage.chromium, page);
    await seeText(list, words('waiting_one'));
    await closePopup(list);
    online();
    const again = await openList(stage.chromium, page);
    await seeWrite(heard, stage.guid('custom-href'), 'completed_at');
    await again.waitForFunction(() => !document.querySelector('.notice.waiting'));
    expect(heard.writes()).toHaveLength(1);
    await closePopup(again);
  });

  it('the browser says that it is online again: what waits is tried at once, each time', async () => {
    const popup = await open('parent');
    const online = stage.sandbox.misbehave({ how: 'drop-before' });
    await click(popup, 'Complete');
    await seeText(popup, words('failure_no_network'));
    await closePopup(popup);
    const heard = listenTo(stage.sandbox);
    // By itself it would try less and less often.
    for (let turn = 1; turn <= 6; turn += 1) {
      await (await stage.chromium.worker()).evaluate("void self.dispatchEvent(new Event('online'))");
      await until('a try', () => heard.calls().length >= turn);
    }
    online();
    await (await stage.chromium.worker()).evaluate("void self.dispatchEvent(new Event('online'))");
    await seeWrite(heard, stage.guid('parent'), 'completed_at');
  });
});
