import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { fixedGuid } from '../sandbox/fixed-guid';
import { LAUNCH_LIST } from '../sandbox/seed-lists';
import { choose, openTaskForm, paste, pressSave, sent, typeDate } from '../support/form-steps';
import { pageUrl } from '../support/pages-server';
import { click, closePopup, find, listenTo, seeText, signIn } from '../support/steps';
import { words } from '../support/words';
import { useStage } from './harness';

type Act = (popup: Page) => Promise<void>;

interface Case {
  readonly name: string;
  readonly set: readonly [Act, object];
  readonly change: readonly [Act, object];
  /** What clears it. */
  readonly empty: object;
  /** What the form itself refuses, and its words. */
  readonly over?: readonly [Act, string];
}

const ANNA = 'ou_7d8a6e617d8a6e617d8a6e617d8a6e61';
const ZHANG = 'ou_2cefb2f02cefb2f02cefb2f02cefb2f0';
const types =
  (name: string, text: string): Act =>
  (popup) =>
    paste(popup, name, text);
const chooses =
  (name: string, option: string): Act =>
  (popup) =>
    choose(popup, name, option);
const ticks =
  (option: string): Act =>
  (popup) =>
    click(popup, option, 'checkbox');
const option = (name: string) => fixedGuid(`option ${name}`);

const CASES: readonly Case[] = [
  {
    name: 'Cost',
    set: [types('Cost', '10.23'), { number_value: '10.23' }],
    change: [types('Cost', '-0.1'), { number_value: '-0.1' }],
    empty: { number_value: '' },
    over: [types('Cost', '1'.repeat(21)), words('problem_number_too_long', 'en', 'Cost')],
  },
  {
    name: 'Share done',
    set: [types('Share done', '37.5'), { number_value: '0.375' }],
    change: [types('Share done', '100'), { number_value: '1' }],
    empty: { number_value: '' },
    over: [types('Share done', '1,000'), words('problem_not_a_number', 'en', 'Share done')],
  },
  {
    name: 'Reviewer',
    set: [chooses('Reviewer', '张明德'), { member_value: [{ id: ZHANG, type: 'user', name: '张明德' }] }],
    change: [chooses('Reviewer', 'Anna Chen'), { member_value: [{ id: ANNA, type: 'user', name: 'Anna Chen' }] }],
    empty: { member_value: [] },
  },
  {
    name: 'Launch day',
    set: [(popup) => typeDate(popup, 'Launch day', '2028-02-29'), { datetime_value: String(Date.UTC(2028, 1, 29)) }],
    change: [(popup) => typeDate(popup, 'Launch day', '1970-01-02'), { datetime_value: String(Date.UTC(1970, 0, 2)) }],
    empty: { datetime_value: '' },
  },
  {
    name: 'Stage',
    set: [chooses('Stage', 'Review'), { single_select_value: option('Review') }],
    change: [chooses('Stage', 'Final'), { single_select_value: option('Final') }],
    empty: { single_select_value: '' },
  },
  {
    name: 'Areas',
    set: [ticks('Server'), { multi_select_value: [option('Server')] }],
    change: [ticks('Web'), { multi_select_value: [option('Web'), option('Server')] }],
    empty: { multi_select_value: [] },
  },
  {
    name: '备注',
    set: [types('备注', '法务\n2nd line'), { text_value: '法务\n2nd line' }],
    change: [types('备注', '文'.repeat(3000)), { text_value: '文'.repeat(3000) }],
    empty: { text_value: '' },
    over: [types('备注', '文'.repeat(3001)), words('problem_text_too_long', 'en', '备注')],
  },
];

describe('each custom field: set, changed, cleared, refused', () => {
  const stage = useStage();
  let popup: Page;
  beforeAll(async () => {
    const { chromium, sandbox } = stage;
    sandbox.edit(stage.guid('shared'), {
      tasklists: [{ tasklist_guid: LAUNCH_LIST.guid, section_guid: LAUNCH_LIST.default_section }],
    });
    await signIn(chromium, sandbox, { user: 'Anna Chen', extras: ['task:custom_field:read'] });
    const page = await chromium.open(pageUrl('index'));
    popup = await openTaskForm(chromium, sandbox, page, 'shared');
    await find(popup, '备注', 'textbox');
  });

  it.each(CASES)('$name', async ({ name, set, change, empty, over }) => {
    const clear: Act = (popup) => click(popup, words('clear_field', 'en', name));
    for (const [act, value] of [set, change, [clear, empty] as const]) {
      const heard = listenTo(stage.sandbox);
      await act(popup);
      await pressSave(popup);
      await seeText(popup, words('saved', 'en', name));
      // The others of the task are not named at all.
      const custom_fields = [{ guid: fixedGuid(`field ${name}`), ...value }];
      expect(sent(heard)).toEqual([{ task: { custom_fields }, update_fields: ['custom_fields'] }]);
      expect(heard.writes().map(({ user, fields }) => [user, ...fields.map((field) => field.name)])).toEqual([
        ['Anna Chen', 'custom_fields'],
      ]);
    }
    if (!over) return;
    const heard = listenTo(stage.sandbox);
    await over[0](popup);
    await pressSave(popup);
    await seeText(popup, over[1]);
    expect(sent(heard)).toEqual([]);
    await click(popup, words('discard'));
    await find(popup, words('save'));
  });

  it('what Feishu refuses stays typed', async () => {
    stage.sandbox.misbehave({ api: 'task.v2.patch', how: 'status', status: 400, code: 1470400, times: 1 });
    const heard = listenTo(stage.sandbox);
    await paste(popup, 'Cost', '12.5');
    await pressSave(popup);
    await seeText(popup, words('failure_invalid_value'));
    expect(sent(heard)).toHaveLength(1);
    expect(heard.writes()).toEqual([]);
    const cost = await find(popup, 'Cost', 'textbox');
    expect(await cost.evaluate((field) => (field as HTMLInputElement).value)).toBe('12.5');
    await closePopup(popup);
  });
});
