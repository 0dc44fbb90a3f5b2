import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { openTask } from '../support/popup-steps';
import { click, closePopup, find, listenTo, seeText, seeWrite, signIn, type } from '../support/steps';
import { words } from '../support/words';
import { useStage } from './harness';

describe('custom fields', () => {
  const stage = useStage();
  let page: Page;
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen', extras: ['task:custom_field:read'] });
    page = await stage.chromium.open(pageUrl('index'));
  });

  async function open(key: string): Promise<Page> {
    const { url = '' } = stage.sandbox.tasks.find((task) => task.key === key) ?? {};
    const popup = await openTask(stage.chromium, page, { link: url });
    await find(popup, 'Title', 'textbox');
    return popup;
  }

  /** The task's values by the fields' names, as the server holds them. */
  const held = (key: string) =>
    Object.fromEntries((stage.sandbox.task(stage.guid(key))?.custom_fields ?? []).map((entry) => [entry.name, entry]));

  /** Chooses the option with these words. */
  async function choose(popup: Page, name: string, option: string): Promise<void> {
    const select = await find(popup, name, 'combobox');
    const value = await select.evaluate(
      (list, sought) => Array.from((list as HTMLSelectElement).options).find((one) => one.text === sought)?.value,
      option,
    );
    await select.select(value ?? 'there is no such option');
  }

  it('of all six types are set by name, in one request that holds nothing else', async () => {
    const before = held('fields');
    const popup = await open('fields');
    await type(popup, 'Cost', '1300.005');
    await seeText(popup, words('rounded_to', 'en', '1300.01', '2'));
    await type(popup, 'Share done', '37.5');
    await choose(popup, 'Reviewer', 'Anna Chen');
    const day = await find(popup, 'Launch day', 'Date');
    await day.focus();
    await popup.keyboard.type('02282027');
    await choose(popup, 'Stage', 'Final');
    await click(popup, 'Server', 'checkbox');
    await seeText(popup, words('hidden_goes', 'en', 'Retired area'));
    await type(popup, '备注', '法务 agrees.');
    const heard = listenTo(stage.sandbox);
    await click(popup, words('save_many', 'en', '7'));
    await seeWrite(heard, stage.guid('fields'), 'custom_fields');
    expect(heard.writes()).toHaveLength(1);
    const after = held('fields');
    expect(after).toMatchObject({
      Cost: { number_value: '1300.01' },
      'Share done': { number_value: '0.375' },
      'Launch day': { datetime_value: String(Date.UTC(2027, 1, 28)) },
      备注: { text_value: '法务 agrees.' },
    });
    expect(after.Reviewer?.member_value).toHaveLength(1);
    expect(after.Reviewer?.member_value).not.toEqual(before.Reviewer?.member_value);
    expect(after.Stage?.single_select_value).not.toBe(before.Stage?.single_select_value);
    // Web stays, the hidden option goes, Server comes.
    expect(after.Areas?.multi_select_value).toHaveLength(2);
    expect(after.Areas?.multi_select_value).toContain(before.Areas?.multi_select_value?.[0]);
    expect(after.Areas?.multi_select_value).not.toContain(before.Areas?.multi_select_value?.[1]);
    await closePopup(popup);
  });

  it('are cleared one by one, and a single one that changes leaves the others alone', async () => {
    const before = held('fields');
    const popup = await open('fields');
    const heard = listenTo(stage.sandbox);
    for (const name of ['Cost', 'Reviewer', 'Launch day', 'Stage', 'Areas', '备注'])
      await click(popup, words('clear_field', 'en', name));
    await click(popup, words('save_many', 'en', '6'));
    await seeWrite(heard, stage.guid('fields'), 'custom_fields');
    expect(held('fields')).toEqual({ 'Share done': before['Share done'] });
    await closePopup(popup);
  });

  it('that Feishu lets this person read only turn read-only, with the reason', async () => {
    const popup = await open('field-reader');
    await type(popup, 'Budget code', 'FIN-2027-01');
    const heard = listenTo(stage.sandbox);
    await click(popup, words('save_one'));
    await seeText(popup, words('custom_no_edit_right'));
    await popup.waitForFunction(() => !document.querySelector('[data-field^="custom:"] textarea'));
    await seeText(popup, 'FIN-2026-07');
    await click(popup, words('discard_change'));
    await popup.waitForFunction(() => !document.querySelector('.notice.failure'));
    expect(heard.writes()).toEqual([]);
    expect(held('field-reader')['Budget code']?.text_value).toBe('FIN-2026-07');
    await closePopup(popup);
  });
});
