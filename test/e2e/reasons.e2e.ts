import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { openTask } from '../support/popup-steps';
import { click, closePopup, count, find, listenTo, seeText, seeWrite, signIn } from '../support/steps';
import { words } from '../support/words';
import { useStage } from './harness';

describe('what may be done with a task, and if not, why and what instead', () => {
  const stage = useStage();
  let page: Page;
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    page = await stage.chromium.open(pageUrl('index'));
  });

  const open = (key: string) =>
    openTask(stage.chromium, page, { link: stage.sandbox.tasks.find((task) => task.key === key)?.url ?? '' });

  /** Names of the buttons and links in the task's head, in their order. */
  const offered = (popup: Page) =>
    popup.$$eval('.head .buttons :is(a, button)', (all) =>
      all.map((one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim()),
    );

  /** Whether the button of this name acts when it is pressed. */
  const acts = async (popup: Page, name: string) =>
    (await find(popup, name)).evaluate(
      (button) => !(button as HTMLButtonElement).disabled && button.getAttribute('aria-disabled') !== 'true',
    );

  it('everyone must finish, and only the creator may for all: each one’s progress, and Feishu instead', async () => {
    const popup = await open('mode1-assignee');
    await seeText(popup, words('why_not_creator_mode_1'));
    for (const name of [words('you'), '张明德', '李雷']) await seeText(popup, words('part_open', 'en', name));
    expect(await offered(popup)).toEqual([words('open_in_feishu'), words('action_complete')]);
    expect(await acts(popup, words('action_complete'))).toBe(false);
    const heard = listenTo(stage.sandbox);
    await (await find(popup, words('action_complete'))).evaluate((button) => (button as HTMLElement).click());
    await closePopup(popup);
    expect(heard.writes()).toEqual([]);
  });

  it('the creator is told that it is for everybody, and may', async () => {
    const popup = await open('mode1-creator');
    await seeText(popup, words('note_completes_for_everybody'));
    await seeText(popup, '李雷: done');
    const heard = listenTo(stage.sandbox);
    await click(popup, words('action_complete'));
    await seeWrite(heard, stage.guid('mode1-creator'), 'completed_at');
    await seeText(popup, words('note_reopens_for_everybody'));
    await closePopup(popup);
  });

  it('a third party’s link comes first, “Complete anyway” second', async () => {
    const popup = await open('custom-href');
    await seeText(popup, words('note_custom_completion'));
    await seeText(popup, 'Approve it in the ERP');
    const link = words('open_host', 'en', 'erp.example.com');
    expect(await offered(popup)).toEqual([link, words('complete_anyway')]);
    const href = await (await find(popup, link, 'link')).evaluate((anchor) => (anchor as HTMLAnchorElement).href);
    expect(href).toBe('https://erp.example.com/approve/4711');
    const heard = listenTo(stage.sandbox);
    await click(popup, words('complete_anyway'));
    await seeWrite(heard, stage.guid('custom-href'), 'completed_at');
    await closePopup(popup);
  });

  it('where there is only a tip, it is read first', async () => {
    const popup = await open('custom-tip');
    await seeText(popup, 'Sign it on paper; the archive closes this task.');
    expect(await offered(popup)).toEqual([words('complete_anyway')]);
    await closePopup(popup);
  });

  it('a repeating task: the next one appears, and reopening will not remove it', async () => {
    const popup = await open('repeating');
    await seeText(popup, words('note_repeats'));
    const heard = listenTo(stage.sandbox);
    await click(popup, words('action_complete'));
    await seeWrite(heard, stage.guid('repeating'), 'completed_at');
    await seeText(popup, words('note_next_stays'));
    const next = stage.sandbox.task(stage.guid('repeating'))?.next_task_guid ?? '';
    expect(stage.sandbox.task(next)?.status).toBe('todo');
    await click(popup, words('action_reopen'));
    await seeText(popup, words('done_reopen'));
    expect(stage.sandbox.task(next)?.status).toBe('todo');
    await closePopup(popup);
  });

  it('a follower is told whom to ask', async () => {
    const popup = await open('follower');
    await seeText(popup, words('why_follower_only'));
    expect(await acts(popup, words('action_complete'))).toBe(false);
    expect(
      await (await find(popup, 'Title', 'textbox')).evaluate((field) => (field as HTMLInputElement).disabled),
    ).toBe(true);
    await closePopup(popup);
  });

  it('a done task says by whom and when', async () => {
    const popup = await open('done-own');
    await seeText(popup, words('completed_by', 'en', words('you')));
    await find(popup, words('action_reopen'));
    expect(await count(popup, words('action_complete'))).toBe(0);
    await closePopup(popup);
  });

  it('a right that Feishu refused is learnt, and not asked for again', async () => {
    const popup = await open('list-reader');
    const heard = listenTo(stage.sandbox);
    await click(popup, words('action_complete'));
    await seeText(popup, words('failure_no_edit_right'));
    await seeText(popup, words('why_no_edit_right'));
    expect(await acts(popup, words('action_complete'))).toBe(false);
    expect(heard.calls().filter(({ api, code }) => api === 'task.v2.patch' && code === 1470403)).toHaveLength(1);
    await closePopup(popup);
    const again = await open('list-reader');
    await seeText(again, words('why_no_edit_right'));
    expect(await offered(again)).toEqual([words('open_in_feishu'), words('action_complete')]);
    expect(heard.writes()).toEqual([]);
    await closePopup(again);
  });

  it('a task that is gone has no action at all', async () => {
    const popup = await open('deleted');
    await seeText(popup, words('failure_task_gone'));
    expect(await count(popup, words('action_complete'))).toBe(0);
    expect(await count(popup, words('save'))).toBe(0);
    await closePopup(popup);
  });
});
