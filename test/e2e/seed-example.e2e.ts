import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { TIP_LOCALES } from '../../lib/task/custom-complete';
import example from '../lib/task/document-example.json';
import type { FieldDefinition, FieldType } from '../sandbox/model';
import { LAUNCH_LIST } from '../sandbox/seed-lists';
import { choose, openTaskForm, paste, pressSave, sent, typeDate, typeTime, unfold } from '../support/form-steps';
import { pageUrl } from '../support/pages-server';
import { openTask } from '../support/popup-steps';
import { click, closePopup, find, listenTo, seeText, seeWrite, signIn } from '../support/steps';
import { words } from '../support/words';
import { useStage } from './harness';

// The request and the response that the document of the patch call shows (T2/task/patch), through the form. The request is the
// document's own word for word, except where the API itself would not have it so:
// - a rule and a completion are refused together, so that there are two requests (feishu-task-api §4.5);
// - `update_fields` names everything that is sent, as it must for any of it to change; the document's names the title alone;
// - of an all-day time only the date is kept, which is sent as its midnight UTC (§4.2, §3.9), and of a moment whole seconds (§1);
// - a custom field holds a value of one type, so that the document's one field is six here.

const { task: wanted } = example.request;
const [{ guid: FIELD, ...values }] = wanted.custom_fields as [(typeof wanted.custom_fields)[number]];
const [PERSON] = values.member_value as [(typeof values.member_value)[number]];
const OPTION = { guid: values.single_select_value, name: 'Yearly', color_index: 7, is_hidden: false };

/** The example writes a value of each type into one field; a real one is of one type, so that there are six here. */
const FIELDS: readonly [FieldType, string, Partial<FieldDefinition>][] = [
  ['number', FIELD, { number_setting: { format: 'normal', separator: 'none', decimal_count: 2 } }],
  ['member', 'a4f648d7-76ef-477f-bc8e-0601b5a60001', { member_setting: { multi: true } }],
  ['datetime', 'a4f648d7-76ef-477f-bc8e-0601b5a60002', { datetime_setting: { format: 'yyyy-mm-dd' } }],
  ['single_select', 'a4f648d7-76ef-477f-bc8e-0601b5a60003', { single_select_setting: { options: [OPTION] } }],
  ['multi_select', 'a4f648d7-76ef-477f-bc8e-0601b5a60004', { multi_select_setting: { options: [OPTION] } }],
  ['text', 'a4f648d7-76ef-477f-bc8e-0601b5a60005', { text_setting: {} }],
];
const nameOf = (type: FieldType) => `Example ${type}`;

const dayOf = ({ timestamp }: { timestamp: string }) => new Date(Number(timestamp)).toISOString().slice(0, 10);
const asDay = (time: { timestamp: string; is_all_day: boolean }) => ({
  ...time,
  timestamp: String(Date.parse(dayOf(time))),
});
const completedAt = String(Math.floor(Number(wanted.completed_at) / 1000) * 1000);
const two = (value: number) => String(value).padStart(2, '0');
/** A moment as the clock of this machine shows it, in the form's spelling. */
const clock = (ms: string) => {
  const at = new Date(Number(ms));
  return {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`,
  };
};

describe('the document’s own example', () => {
  const stage = useStage();
  let page: Page;
  beforeAll(async () => {
    const { sandbox, chromium } = stage;
    const guid = stage.guid('plain');
    const { creator } = sandbox.task(guid) ?? {};
    if (!creator) throw new Error('The sample has a creator');
    const [anna] = sandbox.users;
    if (anna) sandbox.users.push({ ...anna, name: PERSON.name, open_id: PERSON.id, union_id: 'on_1', user_id: 'u1' });
    for (const [type, fieldGuid, setting] of FIELDS)
      sandbox.addField({
        field: {
          ...{ guid: fieldGuid, name: nameOf(type), type, creator, created_at: '1', updated_at: '1' },
          ...setting,
        },
        tenant_key: LAUNCH_LIST.tenant_key,
        tasklists: [LAUNCH_LIST.guid],
      });
    // Of another mode, and a milestone: so that every field of the example is a change.
    sandbox.edit(guid, {
      mode: 1,
      is_milestone: true,
      members: [
        { ...creator, role: 'assignee' },
        { id: PERSON.id, type: 'user', role: 'assignee' },
      ],
      tasklists: [{ tasklist_guid: LAUNCH_LIST.guid, section_guid: LAUNCH_LIST.default_section }],
    });
    await signIn(chromium, sandbox, { user: 'Anna Chen', extras: ['task:custom_field:read'] });
    page = await chromium.open(pageUrl('index'));
  });

  const computer = words('platform_name_pc');
  const tipOf = (locale: (typeof TIP_LOCALES)[number]) =>
    words('completion_control', 'en', computer, words('completion_tip', 'en', words(`language_${locale}`)));

  async function typeCompletion(popup: Page): Promise<void> {
    const { href, tip } = wanted.custom_complete.pc;
    await paste(popup, words('completion_control', 'en', computer, words('completion_link')), href);
    await click(popup, words('add_language'));
    for (const locale of TIP_LOCALES) {
      if (locale !== 'en_us' && locale !== 'zh_cn')
        await click(popup, words('add_this_language', 'en', words(`language_${locale}`)));
      await paste(popup, tipOf(locale), tip[locale]);
    }
    await click(popup, words('completion_for_all'));
  }

  async function typeCustomFields(popup: Page): Promise<void> {
    await paste(popup, nameOf('number'), values.number_value);
    await typeDate(popup, nameOf('datetime'), dayOf({ timestamp: values.datetime_value }));
    await choose(popup, nameOf('single_select'), OPTION.name);
    await click(popup, OPTION.name, 'checkbox');
    await click(popup, PERSON.name, 'checkbox');
    await paste(popup, nameOf('text'), values.text_value);
  }

  it('typed by hand makes its request', async () => {
    const popup = await openTaskForm(stage.chromium, stage.sandbox, page, 'plain');
    await find(popup, nameOf('text'), 'textbox');
    const heard = listenTo(stage.sandbox);
    await paste(popup, words('field_summary'), wanted.summary);
    await paste(popup, words('field_description'), wanted.description);
    await click(popup, words('all_day'), 'checkbox');
    await typeDate(popup, words('field_due'), dayOf(wanted.due));
    await typeDate(popup, words('field_start'), dayOf(wanted.start));
    await choose(popup, words('field_repeat_rule'), words('repeat_workdays'));
    await click(popup, words('field_is_milestone'), 'checkbox');
    await typeCustomFields(popup);
    await choose(popup, words('field_mode'), words('mode_2'));
    const completed = words('field_completed_at');
    await typeDate(popup, completed, clock(completedAt).date);
    await typeTime(popup, completed, clock(completedAt).time);
    await paste(popup, words('field_extra'), wanted.extra);
    await typeCompletion(popup);

    // Ten fields of the table, and the six custom ones by their own names.
    await pressSave(popup, 16);
    await seeWrite(heard, stage.guid('plain'), 'completed_at');
    const { completed_at: _, custom_fields: __, ...others } = wanted;
    const [first, second, ...more] = sent(heard) as [{ task: typeof wanted; update_fields: string[] }, unknown];
    const { custom_fields, ...task } = first.task;
    expect(task).toEqual({ ...others, due: asDay(wanted.due), start: asDay(wanted.start) });
    expect([...first.update_fields].sort()).toEqual([...Object.keys(others), 'custom_fields'].sort());
    expect(Object.fromEntries(custom_fields.map(({ guid, ...value }) => [guid, value]))).toEqual(
      Object.fromEntries(
        FIELDS.map(([type, guid]) => {
          const key = `${type}_value` as const;
          return [guid, { [key]: values[key] }];
        }),
      ),
    );
    expect(second).toEqual({ task: { completed_at: completedAt }, update_fields: ['completed_at'] });
    expect(more).toEqual([]);
    expect(heard.writes().map(({ user }) => user)).toEqual(['Anna Chen', 'Anna Chen']);
    await closePopup(popup);
  });

  it('is shown whole', async () => {
    const { task } = example.response.data;
    const undo = stage.sandbox.misbehave({ api: 'task.v2.get', how: 'status', status: 200, body: example.response });
    const popup = await openTask(stage.chromium, page, { link: task.guid });
    await find(popup, task.summary, 'heading');
    await unfold(popup);
    await popup.locator('.facts > summary').click();
    await seeText(popup, words('fact_dependencies'));

    // Every input, text box and choice, by its name.
    const held = await popup.$$eval('.form :is(input, textarea, select)', (fields) =>
      Object.fromEntries(
        fields.map((field) => {
          const { type, checked, value } = field as HTMLInputElement;
          return [field.getAttribute('aria-label'), type === 'checkbox' ? checked : value];
        }),
      ),
    );
    expect(held).toMatchObject({
      [words('field_summary')]: task.summary,
      [words('field_description')]: task.description,
      [words('field_due')]: dayOf(task.due),
      [words('field_start')]: dayOf(task.start),
      [words('all_day')]: true,
      [words('field_repeat_rule')]: 'workdays',
      [words('field_is_milestone')]: task.is_milestone,
      [words('field_mode')]: String(task.mode),
      [words('field_completed_at')]: clock(task.completed_at).date,
      [words('time_of', 'en', words('field_completed_at'))]: clock(task.completed_at).time,
      [words('field_extra')]: task.extra,
      [words('completion_control', 'en', computer, words('completion_link'))]: task.custom_complete.pc.href,
      ...Object.fromEntries(TIP_LOCALES.map((locale) => [tipOf(locale), task.custom_complete.pc.tip[locale]])),
    });
    for (const platform of ['ios', 'android'] as const) {
      await click(popup, words('completion_tab', 'en', words(`platform_${platform}`)), 'tab');
      const shown = await popup.$$eval('.completion-panel :is(input, textarea)', (texts) =>
        texts.map((text) => (text as HTMLInputElement).value),
      );
      const { href, tip } = task.custom_complete[platform];
      expect(shown).toEqual([href, ...TIP_LOCALES.map((locale) => tip[locale])]);
    }

    const [custom] = task.custom_fields as [(typeof task.custom_fields)[number]];
    const [file] = task.attachments as [(typeof task.attachments)[number]];
    const shown = [
      // What the extra data says.
      'test',
      words('fact_assignees'),
      PERSON.name,
      words('created_by', 'en', PERSON.name),
      words('reminder_before_day', 'en', '30 minutes'),
      words('one_list'),
      `${task.origin.platform_i18n_name.en_us} · ${task.origin.href.title}`,
      words('others_wait', 'en', '1'),
      `${file.name} · 60.8 kB`,
      words('one_subtask'),
      words('is_subtask'),
      clock(task.created_at).date.slice(0, 4),
      words('fact_updated'),
      // Of a list that this person cannot read: as it is, with the reason.
      custom.name,
      custom.number_value,
    ];
    for (const text of shown) await seeText(popup, text);
    const origin = await find(popup, `${task.origin.platform_i18n_name.en_us} · ${task.origin.href.title}`, 'link');
    expect(await origin.evaluate((link) => (link as HTMLAnchorElement).href)).toBe('https://www.example.com/');
    undo();
    await closePopup(popup);
  });
});
