import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { openTask, typedIn } from '../support/popup-steps';
import { click, closePopup, find, listenTo, seeText, seeWrite, signIn, type, until } from '../support/steps';
import { words } from '../support/words';
import { useStage } from './harness';

describe('somebody else changes the task between opening and saving', () => {
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

  const title = (key: string) => stage.sandbox.task(stage.guid(key))?.summary;

  it('the same field: told, nothing overwritten until mine is chosen', async () => {
    const popup = await open('plain');
    await type(popup, 'Title', 'Mine');
    stage.sandbox.edit(stage.guid('plain'), { summary: 'Theirs' });
    const heard = listenTo(stage.sandbox);
    await click(popup, words('save_one'));
    await seeText(popup, words('failure_conflict'));
    expect(title('plain')).toBe('Theirs');
    expect(await typedIn(popup, 'Title')).toBe('Mine');
    expect(heard.writes()).toEqual([]);

    await seeText(popup, 'Theirs');
    await click(popup, words('side_mine'), 'radio');
    await click(popup, words('save_choice'));
    const write = await seeWrite(heard, stage.guid('plain'), 'summary');
    expect(write.fields).toEqual([{ name: 'summary', before: 'Theirs', after: 'Mine' }]);
    expect(heard.writes()).toHaveLength(1);
    await closePopup(popup);
  });

  it('the same field, and theirs is chosen: nothing is written, what else was typed is', async () => {
    const popup = await open('milestone');
    await type(popup, 'Title', 'Mine');
    await type(popup, 'Description', 'Mine as well');
    stage.sandbox.edit(stage.guid('milestone'), { summary: 'Theirs' });
    const heard = listenTo(stage.sandbox);
    await click(popup, words('save_many', 'en', '2'));
    await click(popup, words('side_theirs'), 'radio');
    await click(popup, words('save_choice'));
    const write = await seeWrite(heard, stage.guid('milestone'), 'description');
    expect(write.fields.map(({ name }) => name)).toEqual(['description']);
    expect(title('milestone')).toBe('Theirs');
    await find(popup, 'Theirs', 'heading');
    // The write is seen before the popup has heard of it.
    await until('theirs to stand in the form', async () => (await typedIn(popup, 'Title')) === 'Theirs');
    await closePopup(popup);
  });

  it('the same field, and theirs is kept: Discard writes nothing and shows theirs', async () => {
    const popup = await open('overdue');
    await type(popup, 'Title', 'Mine');
    stage.sandbox.edit(stage.guid('overdue'), { summary: 'Theirs' });
    const heard = listenTo(stage.sandbox);
    await click(popup, words('save_one'));
    await seeText(popup, words('failure_conflict'));
    // With the change that was refused goes the text that was typed for it.
    await click(popup, words('discard_change'));
    await popup.waitForFunction(() => !document.querySelector('.notice.failure'));
    await find(popup, 'Theirs', 'heading');
    expect(await typedIn(popup, 'Title')).toBe('Theirs');
    expect(heard.writes()).toEqual([]);
    expect(title('overdue')).toBe('Theirs');
    await closePopup(popup);
  });

  it('the same field, corrected and saved again: the refused change is over', async () => {
    const popup = await open('parent');
    await type(popup, 'Title', 'Mine');
    stage.sandbox.edit(stage.guid('parent'), { summary: 'Theirs' });
    const heard = listenTo(stage.sandbox);
    await click(popup, words('save_one'));
    await seeText(popup, words('failure_conflict'));
    await type(popup, 'Title', 'Theirs and mine');
    await click(popup, words('save_one'));
    await seeText(popup, words('saved', 'en', words('field_summary')));
    await popup.waitForFunction(() => !document.querySelector('.notice.failure'));
    expect(heard.writes().map(({ fields }) => fields)).toEqual([
      [{ name: 'summary', before: 'Theirs', after: 'Theirs and mine' }],
    ]);
    expect(await typedIn(popup, 'Title')).toBe('Theirs and mine');
    await closePopup(popup);
  });

  it('another field: no conflict, both changes stand', async () => {
    const popup = await open('reminder-day');
    await type(popup, 'Title', 'Water all plants');
    stage.sandbox.edit(stage.guid('reminder-day'), { description: 'Not the cactus.' });
    const heard = listenTo(stage.sandbox);
    await click(popup, words('save_one'));
    const write = await seeWrite(heard, stage.guid('reminder-day'), 'summary');
    expect(write.fields.map(({ name }) => name)).toEqual(['summary']);
    expect(stage.sandbox.task(stage.guid('reminder-day'))).toMatchObject({
      summary: 'Water all plants',
      description: 'Not the cactus.',
    });
    await closePopup(popup);
  });

  it('completed there already: that is success, not a second completion', async () => {
    const popup = await open('days');
    const heard = listenTo(stage.sandbox);
    stage.sandbox.edit(stage.guid('days'), { completed_at: '1700000000000' });
    await click(popup, 'Complete');
    await find(popup, 'Reopen');
    await popup.waitForFunction(() => !document.querySelector('.notice.waiting'));
    expect(heard.writes().filter(({ user }) => user !== '')).toEqual([]);
    expect(stage.sandbox.task(stage.guid('days'))?.completed_at).toBe('1700000000000');
    await closePopup(popup);
  });
});
