import type { Page } from 'puppeteer';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fixedGuid } from '../sandbox/fixed-guid';
import type { Task } from '../sandbox/model';
import { paste, pressSave, typeDate } from '../support/form-steps';
import { pageUrl } from '../support/pages-server';
import { openTask } from '../support/popup-steps';
import {
  click,
  clickToConfirm,
  closePopup,
  confirm,
  find,
  type Heard,
  listenTo,
  restPointer,
  seeText,
  seeWrite,
  signIn,
  until,
} from '../support/steps';
import { words } from '../support/words';
import { useStage } from './harness';

const NANOSECONDS = '1775174400123000000';

interface Case {
  readonly name: string;
  /** Sample task, another one in each test: the popup shows for a while what it has read before. */
  readonly key: string;
  /** What the sandbox holds of it, as other tools write it and other servers answer it. */
  readonly odd: object;
  /** What must be read somewhere in the popup, inputs and folds included. */
  readonly shown: readonly string[];
  readonly notShown?: readonly string[];
  /** A change of another part, and all that it may send; by default the title. */
  readonly change?: readonly [(popup: Page) => Promise<void>, object];
}

const RENAME: NonNullable<Case['change']> = [(popup) => paste(popup, 'Title', 'Renamed'), { summary: 'Renamed' }];
const custom = (name: string, type: string, value: object) => ({
  guid: fixedGuid(`field ${name}`),
  name,
  type,
  ...value,
});

const CASES: readonly Case[] = [
  {
    name: 'custom fields with a number for a text, a member without an id and an object for a text',
    key: 'fields',
    odd: {
      custom_fields: [
        custom('Cost', 'number', { number_value: 12.5 }),
        custom('Reviewer', 'member', { member_value: [{ name: 'Bo' }] }),
        custom('备注', 'text', { text_value: { rich: 'Ask' } }),
      ],
    },
    shown: ['12.5', 'Bo', '{"rich":"Ask"}', words('field_unreadable')],
    change: [
      (popup) => paste(popup, 'Share done', '40'),
      { custom_fields: [{ guid: fixedGuid('field Share done'), number_value: '0.4' }] },
    ],
  },
  {
    name: 'a due in nanoseconds',
    key: 'parent',
    odd: { due: { timestamp: NANOSECONDS, is_all_day: false } },
    shown: [words('not_a_date_kept', 'en', NANOSECONDS)],
  },
  {
    name: 'a word for a start, a list for a description',
    key: 'start-due',
    odd: { start: { timestamp: 'tomorrow', is_all_day: false }, description: ['A', 'B'] },
    shown: [words('not_a_date_kept', 'en', 'tomorrow'), '["A","B"]', words('field_unreadable')],
  },
  {
    name: 'an assignee without an id, a state and a mode that nobody knows',
    key: 'days',
    odd: { members: [{ type: 'user', role: 'assignee', name: 'Bo' }], status: 'paused', mode: 7 },
    shown: ['Bo', '7', words('field_unreadable')],
  },
  {
    name: 'numbers for texts, numbers and words for times and switches',
    key: 'origin',
    odd: {
      due: { timestamp: Date.UTC(2026, 11, 24), is_all_day: 'true' },
      ...{ is_milestone: 'true', extra: 12, created_at: 1e300 },
    },
    shown: ['2026-12-24', '12', words('not_a_date', 'en', '1e+300')],
    notShown: [words('field_unreadable')],
  },
  {
    name: 'empty texts and objects for all that is not set',
    key: 'reminder',
    odd: {
      ...Object.fromEntries(
        ['start', 'mode', 'is_milestone', 'custom_complete', 'reminders', 'dependencies', 'attachments', 'origin']
          .concat(['status', 'created_at', 'next_task_guid', 'task_id', 'subtask_count'])
          .map((name) => [name, '']),
      ),
      due: {},
    },
    shown: [],
    notShown: ['not a date', words('field_unreadable')],
  },
];

describe('odd answers', () => {
  const stage = useStage();
  let page: Page;
  let popup: Page | undefined;
  const failures: string[] = [];

  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen', extras: ['task:custom_field:read'] });
    page = await stage.chromium.open(pageUrl('index'));
  });
  afterEach(async () => {
    if (popup && !popup.isClosed()) await closePopup(popup);
    stage.sandbox.reset({ tokens: true });
    failures.length = 0;
  });

  async function open(key: string): Promise<Page> {
    const { url = '' } = stage.sandbox.tasks.find((task) => task.key === key) ?? {};
    popup = await openTask(stage.chromium, page, { link: url });
    popup.on('pageerror', (error) => failures.push(String(error)));
    await find(popup, 'Title', 'textbox');
    return popup;
  }

  const sent = (heard: Heard) =>
    heard.calls().flatMap(({ api, body }) => (api === 'task.v2.patch' ? [(body as { task: object }).task] : []));

  /** Everything that can be read in the popup, with what stands in its inputs. */
  const allOf = (popup: Page) =>
    popup.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
      const inputs = [...document.querySelectorAll('input, textarea, select')] as HTMLInputElement[];
      return [document.body.innerText, ...inputs.map(({ value }) => value)].join('\n');
    });

  it.each(CASES)('$name: shown as it is, another part changed alone, completed', async (one) => {
    const { key, odd, shown, notShown = [], change = RENAME } = one;
    stage.sandbox.edit(stage.guid(key), odd as Partial<Task>);
    const popup = await open(key);
    const heard = listenTo(stage.sandbox);
    const { summary = '' } = stage.sandbox.task(stage.guid(key)) ?? {};
    for (const part of [summary, ...shown])
      await until(`"${part}" to be shown`, async () => (await allOf(popup)).includes(part));
    const all = await allOf(popup);
    for (const part of [...notShown, words('failure_not_json'), words('part_failed')]) expect(all).not.toContain(part);

    const [act, expected] = change;
    await act(popup);
    await pressSave(popup);
    await until('the change', () => sent(heard).length === 1);
    await seeText(popup, words('saved').replace('$1', ''));
    await click(popup, 'Complete');
    await seeWrite(heard, stage.guid(key), 'completed_at');
    await find(popup, 'Reopen');
    expect(sent(heard)).toEqual([expected, { completed_at: expect.stringMatching(/^\d{13}$/) }]);
    expect(failures).toEqual([]);
  });

  it('an answer without lists, and with texts in their place, is a task like any other', async () => {
    const guid = stage.guid('long-description');
    const { summary } = stage.sandbox.task(guid) ?? {};
    const task = {
      guid,
      summary,
      members: '',
      tasklists: '',
      custom_fields: '',
      assignee_related: 'none',
      creator: '',
    };
    const restore = stage.sandbox.misbehave({
      ...{ how: 'status', status: 200, api: 'task.v2.get', body: { code: 0, msg: 'success', data: { task } } },
    });
    const popup = await open('long-description');
    const heard = listenTo(stage.sandbox);
    expect(await allOf(popup)).toContain(summary);
    await paste(popup, 'Title', 'By mail');
    await pressSave(popup);
    await seeWrite(heard, guid, 'summary');
    restore();
    await click(popup, 'Complete');
    await seeWrite(heard, guid, 'completed_at');
    expect(sent(heard)[0]).toEqual({ summary: 'By mail' });
    expect(failures).toEqual([]);
  });

  it('a due in nanoseconds can be replaced by a date', async () => {
    stage.sandbox.edit(stage.guid('reminder-day'), { due: { timestamp: NANOSECONDS, is_all_day: true } });
    const popup = await open('reminder-day');
    const heard = listenTo(stage.sandbox);
    await seeText(popup, words('not_a_date_kept', 'en', NANOSECONDS));
    const due = await popup.$('[data-field=due] input[type=date]');
    expect(await due?.evaluate((input) => input.value)).toBe('');
    await typeDate(popup, 'Due', '2026-12-24');
    await pressSave(popup);
    await seeWrite(heard, stage.guid('reminder-day'), 'due');
    expect(sent(heard)).toEqual([{ due: { timestamp: String(Date.UTC(2026, 11, 24)), is_all_day: true } }]);
    expect(failures).toEqual([]);
  });

  it('at the ring: its bar says what stands there, and the task is completed', async () => {
    const guid = stage.guid('milestone');
    const { summary = '' } = stage.sandbox.task(guid) ?? {};
    stage.sandbox.edit(guid, {
      due: { timestamp: NANOSECONDS },
      members: [{ role: 'assignee', name: 'Bo' }],
      description: ['A'],
    } as never);
    const heard = listenTo(stage.sandbox);
    await page.goto(pageUrl('dashboard'));
    await restPointer(page);
    await (await find(page, `Complete task: ${summary}`)).hover();
    await find(page, `Edit task: ${summary}`);
    popup = await clickToConfirm(stage.chromium, page, `Complete task: ${summary}`);
    popup.on('pageerror', (error) => failures.push(String(error)));
    await seeText(popup, summary);
    await seeText(popup, words('not_a_date', 'en', NANOSECONDS));
    await confirm(popup, 'Complete');
    await seeWrite(heard, guid, 'completed_at');
    await find(page, `Reopen task: ${summary}`);
    expect(failures).toEqual([]);
  });

  it.each([
    ['plain', 'no task', { code: 0, msg: 'success', data: {} }],
    ['chinese', 'a list in place of the task', { code: 0, data: { task: [] } }],
    [
      'field-reader',
      'parts that cannot be read',
      { code: 0, data: { task: { completed_at: 1.8e12, due: 7.5, members: 'x', status: {} } } },
    ],
  ])('a change of %s that was made is no failure where its answer holds %s', async (key, _, body) => {
    const popup = await open(key);
    const heard = listenTo(stage.sandbox);
    stage.sandbox.misbehave({ how: 'status', status: 200, body, when: 'after', api: 'task.v2.patch', times: 1 });
    await click(popup, 'Complete');
    await find(popup, 'Reopen');
    await find(popup, words('undo'));
    await until('the change to be settled', () => heard.writes().length === 1);
    expect(sent(heard)).toHaveLength(1);
    expect(failures).toEqual([]);
  });
});
