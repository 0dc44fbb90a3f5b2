import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { openList, openTask } from '../support/popup-steps';
import {
  actDirectly,
  click,
  clickToConfirm,
  closePopup,
  confirm,
  count,
  find,
  listenTo,
  seeText,
  seeWrite,
  signIn,
  until,
} from '../support/steps';
import { words } from '../support/words';
import { useStage } from './harness';

describe('completing a task that repeats', () => {
  const stage = useStage();
  let page: Page;
  const title = () => stage.sandbox.task(stage.guid('repeating'))?.summary ?? '';
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    page = await stage.chromium.open(pageUrl('index'));
  });

  async function complete(): Promise<Page> {
    const { url = '' } = stage.sandbox.tasks.find((task) => task.key === 'repeating') ?? {};
    const popup = await openTask(stage.chromium, page, { link: url });
    await click(popup, 'Complete');
    return popup;
  }

  it('is held as long as it can be undone, and Undo takes it back without a request', async () => {
    const popup = await complete();
    await seeText(popup, 'Completing in');
    const heard = listenTo(stage.sandbox);
    await click(popup, words('undo'));
    await find(popup, 'Complete');
    await closePopup(popup);
    const list = await openList(stage.chromium, page);
    await find(list, words('task_link_or_id'), 'textbox');
    await until('nothing to wait', async () => !(await list.evaluate(() => document.querySelector('.waiting-list'))));
    await closePopup(list);
    expect(heard.calls().filter(({ api }) => api === 'task.v2.patch')).toEqual([]);
    expect(stage.sandbox.task(stage.guid('repeating'))?.status).toBe('todo');
  });

  it('is in the waiting list with its countdown and Undo', async () => {
    const popup = await complete();
    await seeText(popup, 'Completing in');
    await closePopup(popup);
    const heard = listenTo(stage.sandbox);
    const list = await openList(stage.chromium, page);
    await seeText(list, 'Completing in');
    await click(list, words('undo'));
    await until('nothing to wait', async () => !(await list.evaluate(() => document.querySelector('.waiting-list'))));
    await closePopup(list);
    expect(heard.writes()).toEqual([]);
  });

  it('survives the worker’s death and the closing of popup and tab: then it is sent, once', async () => {
    const popup = await complete();
    await seeText(popup, 'Completing in');
    await closePopup(popup);
    const heard = listenTo(stage.sandbox);
    await stage.chromium.killWorker();
    await page.close();
    expect(heard.writes()).toEqual([]);
    // Nobody does anything more. The alarm wakes the next worker: after half a minute, which is longer than a step may take.
    const sent = () => seeWrite(heard, stage.guid('repeating'), 'completed_at');
    await sent().catch(sent);
    page = await stage.chromium.open(pageUrl('index'));
    expect(heard.writes().filter(({ guid }) => guid === stage.guid('repeating'))).toHaveLength(1);
    expect(title()).not.toBe('');
  });

  it('from the page: answered at once, and Undo there leaves no trace', async () => {
    const board = await stage.chromium.open(pageUrl('dashboard'));
    const before = listenTo(stage.sandbox);
    const popup = await clickToConfirm(stage.chromium, board, 'Complete task: Write the release notes');
    await confirm(popup, 'Complete', 'tracker.example.com');
    await seeWrite(before, stage.guid('plain'), 'completed_at');
    const repeating = await repeatingOn(board);
    const heard = listenTo(stage.sandbox);
    await actDirectly(board, `Complete task: ${repeating}`, () => count(board, words('toast_undo')));
    await actDirectly(board, words('toast_undo'), () => count(board, `Complete task: ${repeating}`));
    expect(heard.writes()).toEqual([]);
    await board.close();
  });

  /** A repeating task that is open: the copy that completing made, put into the page as a link. */
  async function repeatingOn(board: Page): Promise<string> {
    const next = stage.sandbox.task(stage.guid('repeating'))?.next_task_guid ?? '';
    await board.evaluate((guid) => {
      const link = document.createElement('a');
      link.href = `https://applink.feishu.cn/client/todo/detail?guid=${guid}`;
      link.textContent = 'The next occurrence';
      document.body.prepend(link);
    }, next);
    const summary = stage.sandbox.task(next)?.summary ?? '';
    await find(board, `Complete task: ${summary}`);
    return summary;
  }
});
