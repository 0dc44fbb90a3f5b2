import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../sandbox/model';
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

const TASKS = /\/task\/v2\//;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const live = (popup: Page) => popup.$eval('[aria-live=polite]', (region) => (region as HTMLElement).innerText);
const foot = (popup: Page) => popup.$eval('.foot', (region) => (region as HTMLElement).innerText);

describe('the server is out of order', () => {
  const stage = useStage();
  let page: Page;
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    page = await stage.chromium.open(pageUrl('index'));
  });

  async function open(key: string): Promise<Page> {
    const { url = '' } = stage.sandbox.tasks.find((task) => task.key === key) ?? {};
    const popup = await openTask(stage.chromium, page, { link: url });
    await find(popup, 'Title', 'textbox');
    return popup;
  }

  const fieldsOf = (heard: Heard, key: string) =>
    heard
      .writes()
      .filter(({ guid }) => guid === stage.guid(key))
      .map(({ fields }) => fields.map(({ name }) => name).join());

  it.each<[string, string, Misbehaviour, 'server_error' | 'not_json', number]>([
    ['a page with 502, for 15 s', 'plain', { how: 'html', status: 502 }, 'server_error', 15_000],
    ['503 with a code', 'due-today', { how: 'status', status: 503 }, 'server_error', 6000],
    ['a page with 200', 'overdue', { how: 'html' }, 'not_json', 6000],
  ])('%s: what was saved and completed arrives by itself, once, in order', async (_, key, fault, reason, ms) => {
    const popup = await open(key);
    const heard = listenTo(stage.sandbox);
    const end = stage.sandbox.misbehave({ ...fault, path: TASKS });
    await type(popup, 'Title', `Through ${key}`);
    await click(popup, words('save_one'));
    await seeText(popup, words(`failure_${reason}`));
    await click(popup, 'Complete');
    await find(popup, 'Reopen');
    await seeText(popup, words('waits_since').replace(' $1', ''));
    if (reason === 'server_error') expect(await live(popup)).not.toMatch(/proxy|sign-in page/);
    await closePopup(popup);
    await sleep(ms);
    expect(heard.writes()).toEqual([]);
    // Not one request after the other: the wait grows.
    expect(heard.calls().length).toBeLessThan(30);
    end();
    await until('both changes', () => fieldsOf(heard, key).length === 2, 40_000);
    expect(fieldsOf(heard, key)).toEqual(['summary', 'completed_at']);
  });

  it('while the worker dies: what waits is still there, and arrives once', async () => {
    const popup = await open('start-due');
    const heard = listenTo(stage.sandbox);
    const end = stage.sandbox.misbehave({ path: TASKS, how: 'html', status: 502 });
    await type(popup, 'Title', 'Through a death');
    await click(popup, words('save_one'));
    await seeText(popup, words('failure_server_error'));
    await closePopup(popup);
    await stage.chromium.killWorker();
    await page.reload();
    const list = await openList(stage.chromium, page);
    await seeText(list, words('waiting_one'));
    await closePopup(list);
    end();
    await until('the change', () => fieldsOf(heard, 'start-due').length > 0, 40_000);
    await sleep(1000);
    expect(fieldsOf(heard, 'start-due')).toEqual(['summary']);
  });

  it('a task that cannot be read: the popup says whose trouble it is, and shows the task once it is over', async () => {
    const end = stage.sandbox.misbehave({ path: TASKS, how: 'html', status: 502 });
    const { url = '' } = stage.sandbox.tasks.find((task) => task.key === 'milestone') ?? {};
    const popup = await openTask(stage.chromium, page, { link: url });
    await seeText(popup, words('failure_server_error'));
    await find(popup, words('try_again'));
    end();
    await find(popup, 'Title', 'textbox');
    await closePopup(popup);
  });

  it('a change that waits can be ended by the user', async () => {
    const popup = await open('extra');
    const heard = listenTo(stage.sandbox);
    const end = stage.sandbox.misbehave({ api: 'task.v2.patch', how: 'html', status: 502 });
    await type(popup, 'Title', 'Given up');
    await click(popup, words('save_one'));
    await seeText(popup, words('failure_server_error'));
    await click(popup, words('discard_change'));
    await until('nothing to wait', () => popup.evaluate(() => !document.querySelector('.notice.waiting')));
    end();
    await sleep(3000);
    expect(heard.writes()).toEqual([]);
    await closePopup(popup);
  });

  it('the month’s quota: nothing is sent until the user tries again, and then it is', async () => {
    const popup = await open('parent');
    const heard = listenTo(stage.sandbox);
    const end = stage.sandbox.misbehave({ path: TASKS, how: 'status', status: 400, code: 99991403 });
    await click(popup, 'Complete');
    await seeText(popup, words('failure_quota_used_up'));
    end();
    await sleep(3000);
    expect(heard.writes()).toEqual([]);
    await click(popup, words('try_again'));
    await seeWrite(heard, stage.guid('parent'), 'completed_at');
    await popup.waitForFunction(() => !document.querySelector('.notice.waiting'));
    expect(heard.writes()).toHaveLength(1);
    await closePopup(popup);
  });

  it('a slow save says so, in the foot and to whoever hears the page, until it has arrived', async () => {
    const popup = await open('shared');
    const heard = listenTo(stage.sandbox);
    stage.sandbox.misbehave({ api: 'task.v2.patch', how: 'delay', ms: 5000, times: 1 });
    await type(popup, 'Title', 'Saved slowly');
    await click(popup, words('save_one'));
    for (const read of [foot, live]) {
      await until('the word', async () => (await read(popup)).includes(words('saving')));
      await until('the way out', async () => (await read(popup)).includes(words('saving_stored')));
    }
    expect(await popup.evaluate(() => document.body.innerText)).not.toContain(words('nothing_changes'));
    if (process.env.SHOTS) await popup.screenshot({ path: `${process.env.SHOTS}/saving.png` });
    await popup.keyboard.down('Control');
    await popup.keyboard.press('Enter');
    await popup.keyboard.press('Enter');
    await popup.keyboard.up('Control');
    await seeText(popup, words('saved', 'en', words('field_summary')));
    expect(await popup.evaluate(() => document.body.innerText)).not.toContain(words('saving'));
    expect(heard.writes()).toHaveLength(1);
    await closePopup(popup);
  });

  it('a save whose answer is lost, over a death: Undo brings back what was there', async () => {
    const popup = await open('days');
    const before = stage.sandbox.task(stage.guid('days'))?.summary;
    const heard = listenTo(stage.sandbox);
    stage.sandbox.misbehave({ api: 'task.v2.patch', how: 'hang', when: 'after', times: 1 });
    await type(popup, 'Title', 'Arrived unheard');
    await click(popup, words('save_one'));
    await seeWrite(heard, stage.guid('days'), 'summary');
    await closePopup(popup);
    await stage.chromium.killWorker();
    // The page's links wake the next one.
    await page.reload();
    const again = await open('days');
    await click(again, words('undo'));
    await until('the old title', () => stage.sandbox.task(stage.guid('days'))?.summary === before);
    expect(fieldsOf(heard, 'days')).toEqual(['summary', 'summary']);
    await closePopup(again);
  });
});
