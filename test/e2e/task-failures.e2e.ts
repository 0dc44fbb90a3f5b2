import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { openTask, typedIn } from '../support/popup-steps';
import { click, closePopup, find, listenTo, seeText, seeWrite, signIn, type, until } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { words } from '../support/words';
import { useStage } from './harness';

const READ_ONLY = 2;

describe('Feishu refuses', () => {
  const stage = useStage();
  let page: Page;
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    page = await stage.chromium.open(pageUrl('index'));
  });

  const open = (key: string) =>
    openTask(stage.chromium, page, { link: stage.sandbox.tasks.find((task) => task.key === key)?.url ?? '' });

  async function save(popup: Page, title: string): Promise<void> {
    await type(popup, 'Title', title);
    await click(popup, words('save_one'));
  }

  it.each([
    ['a deleted task (1470404)', 'deleted', 'failure_task_gone'],
    ['a task of somebody else (1470403)', 'stranger', 'failure_no_read_right'],
    ['a task of another company (1470403)', 'other-tenant', 'failure_no_read_right'],
  ] as const)('%s', async (_, key, reason) => {
    const popup = await open(key);
    await seeText(popup, words(reason));
    await closePopup(popup);
  });

  it('a text that is neither link nor ID is not sent anywhere', async () => {
    const heard = listenTo(stage.sandbox);
    const popup = await openTask(stage.chromium, page, { link: '../users/me' });
    await seeText(popup, words('not_a_task'));
    expect(heard.requests()).toEqual([]);
    await closePopup(popup);
  });

  it('an edit without the right (1470403): the text stays, and goes through once the right is there', async () => {
    const popup = await open('list-reader');
    const heard = listenTo(stage.sandbox);
    await save(popup, 'Close the books for Q3, soon');
    await seeText(popup, words('failure_no_edit_right'));
    expect(heard.writes()).toEqual([]);
    await closePopup(popup);

    const again = await open('list-reader');
    await seeText(again, words('failure_no_edit_right'));
    await seeText(again, words('restored'));
    expect(await typedIn(again, 'Title')).toBe('Close the books for Q3, soon');
    const members = stage.sandbox.task(stage.guid('list-reader'))?.members ?? [];
    const anna = stage.sandbox.users.find(({ name }) => name === 'Anna Chen')?.open_id ?? '';
    stage.sandbox.edit(stage.guid('list-reader'), {
      members: [...members, { id: anna, type: 'user', role: 'assignee' }],
    });
    await click(again, words('retry'));
    const write = await seeWrite(heard, stage.guid('list-reader'), 'summary');
    expect(write.fields).toMatchObject([{ name: 'summary', after: 'Close the books for Q3, soon' }]);
    await closePopup(again);
  });

  it('a follower hears why before anything is tried', async () => {
    const heard = listenTo(stage.sandbox);
    const popup = await open('follower');
    await seeText(popup, words('why_follower_only'));
    const complete = await find(popup, 'Complete');
    expect(await complete.evaluate((button) => (button as HTMLButtonElement).disabled)).toBe(true);
    expect(heard.calls().map(({ method }) => method)).toEqual(['GET']);
    await closePopup(popup);
  });

  it('a task that everyone must finish: said early to whoever did not create it', async () => {
    const popup = await open('mode1-assignee');
    await seeText(popup, words('why_not_creator_mode_1'));
    const complete = await find(popup, 'Complete');
    expect(await complete.evaluate((button) => (button as HTMLButtonElement).disabled)).toBe(true);
    await closePopup(popup);
  });

  it('the same where only the server knows (1470500): not tried again, and discarded on request', async () => {
    const guid = stage.guid('shared');
    const alone = stage.sandbox.task(guid)?.members.filter(({ name }) => name !== '张明德') ?? [];
    stage.sandbox.edit(guid, { mode: 1, members: alone.slice(0, 1) });
    const popup = await open('shared');
    const heard = listenTo(stage.sandbox);
    await click(popup, 'Complete');
    await seeText(popup, words('failure_not_creator_mode_1'));
    expect(heard.calls().filter(({ code }) => code === 1470500)).toHaveLength(1);
    await click(popup, words('discard_change'));
    await find(popup, 'Complete');
    await until('the failure to leave', () => seesNot(popup, words('failure_not_creator_mode_1')));
    expect(heard.writes()).toEqual([]);
    await closePopup(popup);
  });

  it.each([
    ['99991668', 400],
    ['99991677', 401],
  ])('a token that is refused (%s): one refresh, one replay, one write', async (code, status) => {
    const popup = await open('reminder');
    await find(popup, 'Title', 'textbox');
    const heard = listenTo(stage.sandbox);
    stage.sandbox.misbehave({ api: 'task.v2.patch', how: 'status', status, code: Number(code), times: 1 });
    await save(popup, `Call the landlord ${code}`);
    await seeWrite(heard, stage.guid('reminder'), 'summary');
    await seeText(popup, words('saved', 'en', words('field_summary')));
    expect(apis(heard)).toEqual(['task.v2.get', 'task.v2.patch', 'oauth.v3.token', 'task.v2.patch']);
    expect(heard.writes()).toHaveLength(1);
    await closePopup(popup);
  });

  it('every token has expired: one refresh, and what was refused is asked once more', async () => {
    const popup = await open('reminder-day');
    await find(popup, 'Title', 'textbox');
    const heard = listenTo(stage.sandbox);
    stage.sandbox.expireTokens();
    await save(popup, 'Water all plants');
    await seeWrite(heard, stage.guid('reminder-day'), 'summary');
    await seeText(popup, words('saved', 'en', words('field_summary')));
    expect(apis(heard)).toEqual(['task.v2.get', 'oauth.v3.token', 'task.v2.get', 'task.v2.patch']);
    await closePopup(popup);
  });

  it('a scope that the user has not granted (99991679): nothing is lost', async () => {
    const popup = await open('extra');
    await find(popup, 'Title', 'textbox');
    const heard = listenTo(stage.sandbox);
    const granted = stage.sandbox.misbehave({ api: 'task.v2.patch', how: 'status', status: 400, code: 99991679 });
    await save(popup, 'Imported from there');
    await seeText(popup, words('failure_scope_not_granted'));
    granted();
    await click(popup, words('retry'));
    await seeWrite(heard, stage.guid('extra'), 'summary');
    expect(heard.writes()).toHaveLength(1);
    await closePopup(popup);
  });

  it('the sign-in has ended for good (20064): the change waits, and arrives once after the next one', async () => {
    const popup = await open('parent');
    await find(popup, 'Title', 'textbox');
    const heard = listenTo(stage.sandbox);
    stage.sandbox.misbehave({ api: 'oauth.v3.token', how: 'status', status: 400, code: 20064, times: 1 });
    stage.sandbox.expireTokens();
    await save(popup, 'Move to the newer office');
    await seeText(popup, words('failure_session_expired'));
    expect(heard.writes()).toEqual([]);
    await closePopup(popup);
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    await seeWrite(heard, stage.guid('parent'), 'summary');
    expect(heard.writes()).toHaveLength(1);
  });

  it('a scope that the app lacks (99991672), met with the token of another app: the edit is kept', async () => {
    const options = await stage.chromium.openOptions();
    await click(options, 'Sign out');
    const token = stage.sandbox.tokenFor('Anna Chen', stage.sandbox.apps[READ_ONLY]?.app_id);
    await signInByToken(options, { token, user: 'Anna Chen' });
    const popup = await open('origin');
    const heard = listenTo(stage.sandbox);
    await save(popup, 'Answer the customer');
    await seeText(popup, words('failure_scope_not_enabled'));
    expect(await typedIn(popup, 'Title')).toBe('Answer the customer');
    expect(heard.writes()).toEqual([]);
    await closePopup(popup);
  });
});

const apis = (heard: ReturnType<typeof listenTo>) => heard.requests().map(({ api }) => api);

const seesNot = (page: Page, sought: string) =>
  page.evaluate((text) => !document.body.innerText.includes(text), sought);
