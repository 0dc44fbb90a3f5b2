import type { Answers, OperationView } from '../../../lib/messages/contract';
import type { CustomFieldType } from '../../../lib/task/custom-fields';
import type { Task } from '../../../lib/task/schema';
import { type Answering, type Language, never, type Row, refuses, type Scene, type Step, says } from '../model';
import { EMPTIED, everyField } from '../samples/fields';
import { outboxOf, showing } from '../samples/own-page';
import { dayAt, type MoreView, me, NOW, speaker, tasks } from '../samples/tasks';
import { operation } from './popup-list';

interface Form {
  readonly task?: (language: Language) => Task;
  readonly draft?: (language: Language) => Readonly<Record<string, string>>;
  readonly view?: MoreView;
  readonly answers?: (language: Language) => Answering;
  readonly steps?: readonly Step[];
}

const MORE: Step = { open: '.more > summary' };
/** As high as the longest form in the longest language. */
const WHOLE = 2600;

const form = (state: string, { task, draft, view = {}, answers, steps }: Form, more: Partial<Row> = {}): Row => ({
  ...{ surface: 'form', document: 'popup', state, ...more },
  scene: (language): Scene =>
    showing(task?.(language) ?? everyField(language).task, language, {
      view,
      draft: draft?.(language) ?? {},
      answers: { 'fields.read': says(everyField(language).fields), ...answers?.(language) },
      ...(steps && { steps }),
    }),
});

const whole = (state: string, one: Form) =>
  form(state, { steps: [MORE, { wait: '.more-rows .row' }], ...one }, { tall: WHOLE });

const FORMS: readonly Row[] = [
  form('nothing changed', {}),
  form('changed', { draft: (language) => ({ summary: everyField(language).typed.summary ?? '', description: '' }) }),
  form('bare task', { task: (language) => tasks(language).bare }),
  whole('every field kept', {}),
  whole('every field set', { draft: (language) => everyField(language).typed }),
  whole('every field cleared', { draft: () => EMPTIED }),
  whole('every problem', {
    draft: () => ({
      summary: ' ',
      due: '2026-12-01 09:00',
      start: '2026-12-03 09:00',
      extra: 'x'.repeat(65_600),
      custom_complete: '{"pc":{"href":"ftp://erp.example.com"}}',
      'custom:number': '12,5',
      'custom:text': 'x'.repeat(3001),
    }),
  }),
  whole('all day', {
    task: (language) => ({
      ...tasks(language).full,
      start: { timestamp: '1796515200000', is_all_day: true },
      due: { timestamp: '1796774400000', is_all_day: true },
    }),
  }),
  whole('read only', { view: { learnt: 'no_edit_right' } }),
  whole('done', {
    task: (language) => ({ ...everyField(language).task, status: 'done', completed_at: String(NOW - 9e6) }),
  }),
  form(
    'custom fields need a scope',
    {
      answers: () => ({ 'fields.read': refuses({ kind: 'forbidden', reason: 'scope_not_granted' }) }),
    },
    { tall: WHOLE },
  ),
  form(
    'custom fields unread',
    {
      answers: () => ({ 'fields.read': refuses({ kind: 'offline', reason: 'timeout' }) }),
    },
    { tall: WHOLE },
  ),
  form('custom fields being read', { answers: () => ({ 'fields.read': never }) }, { tall: WHOLE }),
  form(
    'custom fields read only',
    {
      answers: (language) => ({ 'fields.read': says(unreadable(language)) }),
    },
    { tall: WHOLE },
  ),
  form(
    'what else is in the task',
    {
      task: furtherFacts,
      steps: [{ open: '.facts > summary' }, { wait: '.facts dl' }],
    },
    { tall: WHOLE },
  ),
  form(
    'what else is in an all-day task',
    {
      task: allDayFacts,
      steps: [{ open: '.facts > summary' }, { wait: '.facts dl' }],
    },
    { tall: WHOLE },
  ),
  whole('parts that cannot be read', { task: oddTask }),
  form('request', {
    draft: (language) => ({ summary: everyField(language).typed.summary ?? '' }),
    steps: [{ open: '.request > summary' }],
  }),
  // As high as it is: where a small one scrolls to depends on what comes first, the field or the notice above it.
  form(
    'refused text',
    {
      answers: (language) => ({
        'outbox.list': says(
          outboxOf([
            operation(language, {
              ...{ guid: 'full', action: 'edit', state: 'parked', base: { summary: tasks(language).full.summary } },
              patch: { summary: everyField(language).typed.summary ?? '' },
              failure: { kind: 'invalid', reason: 'content_refused', code: 1470500 },
            }),
          ]),
        ),
      }),
    },
    { tall: WHOLE },
  ),
];

function unreadable(language: Language): Answers['fields.read'] {
  const { fields } = everyField(language);
  const types: readonly CustomFieldType[] = ['number', 'member', 'datetime', 'single_select', 'multi_select', 'text'];
  return {
    ...fields,
    unreadable: types.map((guid) => ({ guid, failure: { kind: 'forbidden', reason: 'no_field_right' } })),
  };
}

function oddTask(language: Language): Task {
  const { task } = everyField(language);
  return {
    ...task,
    due: { timestamp: '1775174400123000000', is_all_day: false },
    start: { timestamp: 'tomorrow' },
    created_at: '1775174400123000000',
    custom_fields: (task.custom_fields ?? []).map((held) =>
      held.guid === 'text' ? { ...held, unreadable: { rich: [{ text: 'Ask legal first.' }] } } : held,
    ),
    unreadable: { description: ['Columns keep their order.', 'Ask Li Lei.'], mode: 7 },
  };
}

function furtherFacts(language: Language): Task {
  return {
    ...tasks(language).full,
    reminders: [30, 0, -90].map((relative_fire_minute, id) => ({ id: String(id), relative_fire_minute })),
    subtask_count: 3,
    dependencies: [{ type: 'prev' }, { type: 'next' }, { type: 'next' }],
    url: 'https://applink.feishu.cn/client/todo/detail?guid=full',
    attachments: [{ guid: 'a', name: 'export.csv', size: 4096 }],
    origin: { platform_i18n_name: { en_us: 'Wiki', zh_cn: '知识库' }, href: { url: 'https://wiki.example.com/42' } },
  };
}

/** Reminders count from the day's beginning; with whatever else a task holds that ours do not. */
function allDayFacts(language: Language): Task {
  const { full } = tasks(language);
  return {
    ...full,
    ...{ start: undefined, due: { timestamp: '1796774400000', is_all_day: true } },
    members: [
      { id: 'ou_stranger_4711', role: 'assignee' },
      { id: '', role: 'follower' },
      { id: 'ou_lei', role: 'reviewer' },
    ],
    reminders: [1440, -540].map((relative_fire_minute, id) => ({ id: String(id), relative_fire_minute })),
    parent_task_guid: 'parent',
    subtask_count: 1,
    tasklists: [{ tasklist_guid: 'list' }, { tasklist_guid: 'other' }],
    status: 'in_review',
    unreadable: { reminders: 7 },
  };
}

/** Two people at the same field. */
function theirs(language: Language): Task {
  const say = speaker(language);
  return { ...everyField(language).task, summary: say('Ship the export dialog on Monday', '周一上线导出对话框') };
}

const inConflict = (language: Language, custom = false): OperationView =>
  operation(language, {
    ...{ guid: 'full', action: 'edit', state: 'parked', failure: { kind: 'invalid', reason: 'conflict' } },
    owner: { name: me(language).name, signedIn: true },
    patch: {
      summary: everyField(language).typed.summary ?? '',
      ...(custom && { custom_fields: [{ guid: 'number', number_value: '990' }] }),
    },
    base: {
      summary: tasks(language).full.summary,
      ...(custom && { custom_fields: [{ guid: 'number', number_value: '10' }] }),
    },
  });

const DAY = { timestamp: dayAt(3), is_all_day: true };

const CONFLICTS: readonly Row[] = [
  form('saved change', {
    task: theirs,
    view: { progress: 'parked', failure: { kind: 'invalid', reason: 'conflict' } },
    answers: (language) => ({ 'outbox.list': says(outboxOf([inConflict(language)])) }),
  }),
  form('saved change of two fields', {
    task: theirs,
    view: { progress: 'parked', failure: { kind: 'invalid', reason: 'conflict' } },
    answers: (language) => ({ 'outbox.list': says(outboxOf([inConflict(language, true)])) }),
  }),
  form('saved change of times', {
    task: (language) => ({ ...everyField(language).task, repeat_rule: 'FREQ=MONTHLY;INTERVAL=1;BYDAY=2TU', due: DAY }),
    view: { progress: 'parked', failure: { kind: 'invalid', reason: 'conflict' } },
    answers: (language) => ({
      'outbox.list': says(
        outboxOf([
          {
            ...inConflict(language),
            patch: { repeat_rule: 'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=5', due: { ...DAY, timestamp: dayAt(20) } },
            base: { repeat_rule: 'FREQ=WEEKLY;INTERVAL=1', due: { ...DAY, timestamp: dayAt(10) } },
          },
        ]),
      ),
    }),
  }),
  form('over by itself', {
    task: (language) => ({ ...everyField(language).task, summary: everyField(language).typed.summary ?? '' }),
    view: { progress: 'parked', failure: { kind: 'invalid', reason: 'conflict' } },
    answers: (language) => ({ 'outbox.list': says(outboxOf([inConflict(language)])) }),
  }),
  form('while typing', {
    task: theirs,
    draft: (language) => ({
      summary: everyField(language).typed.summary ?? '',
      'base:summary': JSON.stringify(tasks(language).full.summary),
    }),
  }),
].map((row) => ({ ...row, surface: 'conflict' as const }));

export const POPUP_FORM: readonly Row[] = [...FORMS, ...CONFLICTS];
