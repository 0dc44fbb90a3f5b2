import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FieldName } from '../../lib/task/fields';
import { choose, openTaskForm, paste, pressSave, sent, typeDate, typeTime } from '../support/form-steps';
import { pageUrl } from '../support/pages-server';
import { click, closePopup, count, find, listenTo, seeText, signIn, until } from '../support/steps';
import { words } from '../support/words';
import { useStage } from './harness';

/** One step of a person with one field: what is done, and the one request that it must make. */
interface Step {
  readonly do: (popup: Page) => Promise<void>;
  /** The field's value in the request; absent where it is listed without one. */
  readonly value?: unknown;
  /** Requests before that one, by their field. */
  readonly before?: readonly unknown[];
}

interface Refused {
  readonly do: (popup: Page) => Promise<void>;
  readonly words: string;
  /** How many fields differ by then; one unless told. */
  readonly changes?: number;
}

interface Case {
  readonly name: FieldName;
  /** A sample task that has no such value. */
  readonly key: string;
  readonly set: Step;
  readonly change: Step;
  /** Nothing where the field cannot be cleared. */
  readonly clear?: Step;
  /** What the form itself refuses. */
  readonly over: readonly Refused[];
  /** What the server alone refuses; without words of its own any value, by a fault. */
  readonly byServer: { readonly do: (popup: Page) => Promise<void>; readonly words?: string };
  /** What must still stand in the field then. */
  readonly kept: { readonly label: string; readonly role: string; readonly text: string };
}

const label = (name: FieldName) => words(`field_${name}`);
const clears = (name: FieldName) => (popup: Page) => click(popup, words('clear_field', 'en', label(name)));
const pastes = (name: FieldName, text: string) => (popup: Page) => paste(popup, label(name), text);
const day = (date: string) => ({ timestamp: String(Date.parse(`${date}T00:00Z`)), is_all_day: true });
/** A time of the machine's zone, as in the browser that runs on it. */
const moment = (date: string, time: string) => ({
  timestamp: String(new Date(`${date}T${time}`).getTime()),
  is_all_day: false,
});
const switchAllDay = (popup: Page) => click(popup, words('all_day'), 'checkbox');

const tip = (platform: 'pc' | 'ios' | 'android', locale: 'en_us' | 'zh_cn' | 'ko_kr') =>
  words(
    'completion_control',
    'en',
    words(`platform_name_${platform}`),
    words('completion_tip', 'en', words(`language_${locale}`)),
  );
const link = (platform: 'pc' | 'ios' | 'android') =>
  words('completion_control', 'en', words(`platform_name_${platform}`), words('completion_link'));

const CASES: readonly Case[] = [
  {
    name: 'summary',
    key: 'plain',
    set: { do: pastes('summary', '写发布说明 — release notes 🐦'), value: '写发布说明 — release notes 🐦' },
    change: { do: pastes('summary', '🐦'.repeat(3000)), value: '🐦'.repeat(3000) },
    over: [
      { do: pastes('summary', '🐦'.repeat(3001)), words: words('problem_too_long', 'en', 'Title', '3000') },
      { do: pastes('summary', ''), words: words('problem_empty', 'en', 'Title') },
    ],
    byServer: { do: pastes('summary', 'with forbidden-content'), words: words('failure_content_refused') },
    kept: { label: 'Title', role: 'textbox', text: 'with forbidden-content' },
  },
  {
    name: 'description',
    key: 'milestone',
    set: { do: pastes('description', 'First line\nsecond 行'), value: 'First line\nsecond 行' },
    change: { do: pastes('description', '文'.repeat(3000)), value: '文'.repeat(3000) },
    clear: { do: clears('description') },
    over: [
      { do: pastes('description', '文'.repeat(3001)), words: words('problem_too_long', 'en', 'Description', '3000') },
    ],
    byServer: { do: pastes('description', 'with forbidden-content'), words: words('failure_content_refused') },
    kept: { label: 'Description', role: 'textbox', text: 'with forbidden-content' },
  },
  {
    name: 'due',
    key: 'shared',
    set: {
      do: async (popup) => {
        await typeDate(popup, 'Due', '2031-03-30');
        await typeTime(popup, 'Due', '17:45');
      },
      value: moment('2031-03-30', '17:45'),
    },
    change: { do: switchAllDay, value: day('2031-03-30') },
    clear: { do: clears('due') },
    over: [
      {
        do: async (popup) => {
          await typeDate(popup, 'Start', '2031-04-02');
          await typeDate(popup, 'Due', '2031-04-01');
        },
        words: words('problem_start_after_due'),
        changes: 2,
      },
    ],
    byServer: { do: (popup) => typeDate(popup, 'Due', '2031-05-01') },
    kept: { label: 'Due', role: 'Date', text: '2031-05-01' },
  },
  {
    name: 'start',
    key: 'overdue',
    set: { do: (popup) => typeDate(popup, 'Start', '2020-02-29'), value: day('2020-02-29') },
    change: { do: (popup) => typeDate(popup, 'Start', '1970-01-02'), value: day('1970-01-02') },
    clear: { do: clears('start') },
    over: [{ do: (popup) => typeDate(popup, 'Start', '2099-12-31'), words: words('problem_start_after_due') }],
    byServer: { do: (popup) => typeDate(popup, 'Start', '2019-05-01') },
    kept: { label: 'Start', role: 'Date', text: '2019-05-01' },
  },
  {
    name: 'completed_at',
    key: 'parent',
    set: {
      do: async (popup) => {
        await typeDate(popup, label('completed_at'), '2024-02-29');
        await typeTime(popup, label('completed_at'), '08:05');
      },
      value: moment('2024-02-29', '08:05').timestamp,
    },
    // A done task takes no other time: it is reopened first.
    change: {
      do: (popup) => typeTime(popup, label('completed_at'), '21:30'),
      before: ['0'],
      value: moment('2024-02-29', '21:30').timestamp,
    },
    clear: { do: clears('completed_at'), value: '0' },
    over: [
      {
        do: async (popup) => {
          await typeDate(popup, label('completed_at'), '2024-03-01');
          const time = await find(popup, words('time_of', 'en', label('completed_at')), 'InputTime');
          await time.focus();
          await popup.keyboard.press('Backspace');
        },
        words: words('problem_incomplete', 'en', label('completed_at')),
      },
    ],
    byServer: {
      do: async (popup) => {
        await typeDate(popup, label('completed_at'), '2024-03-01');
        await typeTime(popup, label('completed_at'), '10:00');
      },
    },
    kept: { label: label('completed_at'), role: 'Date', text: '2024-03-01' },
  },
  {
    name: 'extra',
    key: 'origin',
    set: { do: pastes('extra', 'dGVzdA=='), value: 'dGVzdA==' },
    change: { do: pastes('extra', 'x'.repeat(65_536)), value: 'x'.repeat(65_536) },
    clear: { do: clears('extra') },
    over: [{ do: pastes('extra', 'x'.repeat(65_537)), words: words('problem_too_long', 'en', 'Extra data', '65536') }],
    byServer: { do: pastes('extra', '{"a": 1}') },
    kept: { label: 'Extra data', role: 'textbox', text: '{"a": 1}' },
  },
  {
    name: 'custom_complete',
    key: 'reminder',
    set: {
      do: async (popup) => {
        await paste(popup, link('pc'), 'https://www.example.com/done');
        await paste(popup, tip('pc', 'zh_cn'), '工作台');
      },
      value: { pc: { href: 'https://www.example.com/done', tip: { zh_cn: '工作台' } } },
    },
    change: {
      do: async (popup) => {
        await click(popup, words('completion_tab', 'en', words('platform_android')), 'tab');
        await click(popup, words('add_language'));
        await click(popup, words('add_this_language', 'en', words('language_ko_kr')));
        await paste(popup, tip('android', 'ko_kr'), '작'.repeat(1000));
      },
      value: {
        pc: { href: 'https://www.example.com/done', tip: { zh_cn: '工作台' } },
        android: { tip: { ko_kr: '작'.repeat(1000) } },
      },
    },
    clear: { do: clears('custom_complete') },
    over: [
      { do: (popup) => paste(popup, tip('android', 'ko_kr'), '작'.repeat(1001)), words: words('problem_tip_too_long') },
      {
        do: async (popup) => {
          await paste(popup, tip('android', 'ko_kr'), '');
          await paste(popup, link('android'), 'javascript:alert(1)');
        },
        words: words('problem_not_a_web_link'),
      },
    ],
    byServer: { do: (popup) => paste(popup, link('android'), 'http://www.example.com') },
    kept: { label: link('android'), role: 'textbox', text: 'http://www.example.com' },
  },
  {
    name: 'repeat_rule',
    key: 'reminder-day',
    set: {
      do: (popup) => choose(popup, 'Repeat', words('repeat_workdays')),
      value: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR',
    },
    change: {
      do: async (popup) => {
        await choose(popup, 'Repeat', words('repeat_other'));
        await paste(popup, words('repeat_rule_text'), 'FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR');
      },
      value: 'FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR',
    },
    clear: { do: clears('repeat_rule') },
    over: [
      {
        do: async (popup) => {
          await choose(popup, 'Repeat', words('repeat_other'));
          await paste(popup, words('repeat_rule_text'), `FREQ=DAILY;COUNT=${'1'.repeat(984)}`);
        },
        words: words('problem_too_long', 'en', 'Repeat', '1000'),
      },
    ],
    byServer: {
      do: (popup) => paste(popup, words('repeat_rule_text'), 'FREQ=HOURLY'),
      words: words('failure_invalid_value'),
    },
    kept: { label: words('repeat_rule_text'), role: 'textbox', text: 'FREQ=HOURLY' },
  },
  {
    name: 'mode',
    key: 'start-due',
    set: { do: (popup) => choose(popup, label('mode'), words('mode_1')), value: 1 },
    change: { do: (popup) => choose(popup, label('mode'), words('mode_2')), value: 2 },
    over: [],
    byServer: { do: (popup) => choose(popup, label('mode'), words('mode_1')) },
    kept: { label: label('mode'), role: 'combobox', text: '1' },
  },
  {
    name: 'is_milestone',
    key: 'days',
    set: { do: (popup) => click(popup, 'Milestone', 'checkbox'), value: true },
    change: { do: (popup) => click(popup, 'Milestone', 'checkbox'), value: false },
    over: [],
    byServer: { do: (popup) => click(popup, 'Milestone', 'checkbox') },
    kept: { label: 'Milestone', role: 'checkbox', text: 'true' },
  },
];

describe('each field: set, changed, cleared, over the limit, refused', () => {
  const stage = useStage();
  let page: Page;
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    page = await stage.chromium.open(pageUrl('index'));
  });

  it.each(CASES)('$name', async ({ name, key, set, change, clear, over, byServer, kept }) => {
    const { sandbox } = stage;
    const guid = stage.guid(key);
    const popup = await openTaskForm(stage.chromium, sandbox, page, key);

    async function takes({ do: act, value, before = [] }: Step): Promise<void> {
      const heard = listenTo(sandbox);
      await act(popup);
      await pressSave(popup);
      const values = [...before, value];
      await until(`${name} to be sent`, () => heard.writes().length >= values.length);
      const bodies = values.map((one) => ({ task: one === undefined ? {} : { [name]: one }, update_fields: [name] }));
      expect(sent(heard)).toEqual(bodies);
      expect(
        heard.writes().map(({ guid, user, fields }) => [guid, user, ...fields.map((field) => field.name)]),
      ).toEqual(values.map(() => [guid, 'Anna Chen', name]));
      await seeText(popup, words('saved', 'en', label(name)));
      // Nothing is left to save.
      await find(popup, words('save'));
    }

    await takes(set);
    await takes(change);
    if (clear) await takes(clear);
    else expect(await count(popup, words('clear_field', 'en', label(name)))).toBe(0);

    const heard = listenTo(sandbox);
    for (const refused of over) {
      await refused.do(popup);
      await pressSave(popup, refused.changes);
      await until(`"${refused.words}" to be told`, () =>
        popup.$$eval(
          '.notice.failure',
          (notices, sought) => notices.some((notice) => notice.textContent?.includes(sought)),
          refused.words,
        ),
      );
    }
    expect(heard.requests().filter(({ method }) => method === 'PATCH')).toEqual([]);
    if (over.length > 0) await click(popup, words('discard'));

    const undo = byServer.words
      ? undefined
      : sandbox.misbehave({
          api: 'task.v2.patch',
          how: 'status',
          status: 400,
          code: 1470400,
          msg: `Invalid Param '${name}', no.`,
          times: 1,
        });
    await byServer.do(popup);
    await pressSave(popup);
    await seeText(popup, byServer.words ?? words('failure_invalid_value'));
    undo?.();
    expect(sent(heard).length).toBeGreaterThan(0);
    expect(heard.writes()).toEqual([]);
    expect(
      await (await find(popup, kept.label, kept.role)).evaluate((field) => {
        const input = field as HTMLInputElement;
        return input.type === 'checkbox' ? String(input.checked) : input.value;
      }),
    ).toBe(kept.text);
    await closePopup(popup);
  });
});
