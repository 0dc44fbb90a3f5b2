import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { fixedGuid } from '../sandbox/fixed-guid';
import type { FieldRecord } from '../sandbox/model';
import { LAUNCH_LIST } from '../sandbox/seed-lists';
import { pageUrl } from '../support/pages-server';
import { openTask } from '../support/popup-steps';
import { click, closePopup, find, listenTo, seeText, seeWrite, signIn, type } from '../support/steps';
import { words } from '../support/words';
import { useStage } from './harness';

const TYPES = ['number', 'member', 'datetime', 'single_select', 'multi_select', 'text'] as const;

/** One of many fields of the list, of each type in turn, with names and options as long as Feishu lets them be. */
function longField(number: number): FieldRecord {
  const type = TYPES[number % TYPES.length] ?? 'text';
  const options = Array.from({ length: 100 }, (_, index) => ({
    guid: fixedGuid(`long ${number} ${index}`),
    name: `${index} ${'选项'.repeat(20)}`,
    color_index: index % 55,
    is_hidden: false,
  }));
  return {
    field: {
      guid: fixedGuid(`long ${number}`),
      name: `AFieldWithoutAnySpacesInItsVeryLongName_${number}`,
      type,
      creator: { id: 'ou_none', type: 'user', role: 'creator' },
      created_at: '1735689600000',
      updated_at: '1735689600000',
      ...(type === 'member' && { member_setting: { multi: true } }),
      ...(type === 'single_select' && { single_select_setting: { options } }),
      ...(type === 'multi_select' && { multi_select_setting: { options } }),
    },
    tenant_key: LAUNCH_LIST.tenant_key,
    tasklists: [LAUNCH_LIST.guid],
  };
}

describe('custom fields', () => {
  const stage = useStage();
  let page: Page;
  beforeAll(async () => {
    // From the start, since tasks and definitions are kept for a while once they were read.
    for (let number = 0; number < 30; number += 1) stage.sandbox.addField(longField(number));
    stage.sandbox.edit(stage.guid('plain'), {
      tasklists: [{ tasklist_guid: LAUNCH_LIST.guid, section_guid: LAUNCH_LIST.default_section }],
      custom_fields: [
        {
          guid: longField(5).field.guid,
          name: longField(5).field.name,
          type: 'text',
          text_value: '很长的值'.repeat(700),
        },
      ],
    });
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
    await seeText(popup, words('hidden_stays', 'en', 'Retired area'));
    await type(popup, '备注', '法务 agrees.');
    const heard = listenTo(stage.sandbox);
    await click(popup, words('save_many', 'en', '7'));
    // The hidden option was kept, and Feishu does not take it: it says so beside the field that has it.
    await seeText(popup, words('refused_hidden', 'en', 'Retired area'));
    expect(heard.writes()).toEqual([]);
    await click(popup, words('hidden_option', 'en', 'Retired area'), 'checkbox');
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
    // Web stays, the hidden option was taken out, Server comes.
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

  it('thirty of them neither overflow nor hide the foot', async () => {
    const guid = stage.guid('plain');
    const popup = await open('plain');
    await seeText(popup, longField(29).field.name);
    const size = await popup.evaluate(() => {
      const main = document.querySelector('main') as HTMLElement;
      const foot = document.querySelector('.foot') as HTMLElement;
      return {
        wide: Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth),
        under: foot.getBoundingClientRect().bottom - innerHeight,
      };
    });
    expect(size.wide).toBeLessThanOrEqual(0);
    expect(size.under).toBeLessThanOrEqual(0);
    const heard = listenTo(stage.sandbox);
    await type(popup, longField(29).field.name, 'The last of all');
    await click(popup, words('save_one'));
    await seeWrite(heard, guid, 'custom_fields');
    expect(held('plain')[longField(29).field.name]?.text_value).toBe('The last of all');
    await closePopup(popup);
  });
});
