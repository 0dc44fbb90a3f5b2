import type { NoticeTone } from '../../../components/Notice';
import type { Failure } from '../../../lib/failure';
import type { OperationView } from '../../../lib/messages/contract';
import type { Task } from '../../../lib/task/schema';
import { type Answering, type Language, type Row, refuses, type Step, says } from '../model';
import { APP, account, session } from '../samples/account';
import { everyField } from '../samples/fields';
import { outboxOf, showing } from '../samples/own-page';
import { type MoreView, NOW, statusFor, tasks, viewOf } from '../samples/tasks';
import { operation } from './popup-list';

interface Said {
  readonly task?: (language: Language) => Task;
  readonly view?: MoreView;
  readonly draft?: (language: Language) => Readonly<Record<string, string>>;
  readonly answers?: (language: Language) => Answering;
  readonly steps?: readonly Step[];
}

const notice = (state: string, { task, view = {}, draft, answers, steps }: Said): Row => ({
  ...{ surface: 'notice', document: 'popup', state, only: '.bottom' },
  scene: (language) =>
    showing(task?.(language) ?? tasks(language).full, language, {
      view,
      draft: draft?.(language) ?? {},
      answers: answers?.(language) ?? {},
      ...(steps && { steps }),
    }),
});

const typedTitle = (language: Language) => ({ summary: everyField(language).typed.summary ?? '' });
const OPEN = { status: 'todo', completed_at: '0' } as const;
const SAVE: Step = { press: '.foot .button.primary' };

const saving = (state: string, failure: Failure, tone = 'failure') =>
  notice(state, {
    draft: typedTitle,
    answers: () => ({ 'task.patch': refuses(failure) }),
    steps: [SAVE, { wait: `.notice.${tone}` }],
  });

/** A change of this task that was refused. */
const refused = (state: string, more: Partial<OperationView>) =>
  notice(state, {
    answers: (language) => ({
      'fields.read': says(everyField(language).fields),
      'outbox.list': says(outboxOf([operation(language, { guid: 'full', action: 'edit', state: 'parked', ...more })])),
    }),
  });

/** One for each tone at least. */
const TONES: Record<NoticeTone, Row> = {
  info: notice('draft restored', { draft: typedTitle }),
  done: notice('just changed', { view: { undo: { id: 'operation', until: NOW + 9000 } } }),
  waiting: notice('waits for the network', {
    view: { progress: 'waiting', failure: { kind: 'offline', reason: 'no_network' } },
  }),
  failure: saving('refused, with details', {
    ...{ kind: 'forbidden', reason: 'no_edit_right', code: 1470403, log_id: '202611301000A1B2C3' },
    detail: 'no permission',
  }),
};

export const POPUP_NOTICES: readonly Row[] = [
  ...Object.values(TONES),
  notice('saved', {
    draft: typedTitle,
    answers: (language) => ({
      'task.patch': says(
        viewOf({ ...tasks(language).full, ...typedTitle(language) }, language, {
          undo: { id: 'operation', until: NOW + 9000 },
        }),
      ),
    }),
    steps: [SAVE, { wait: '.notice.done' }],
  }),
  notice('saved, waits', {
    draft: typedTitle,
    answers: (language) => ({
      'task.patch': says(
        viewOf({ ...tasks(language).full, ...typedTitle(language) }, language, { progress: 'waiting' }),
      ),
    }),
    steps: [SAVE, { wait: '.notice.waiting' }],
  }),
  notice('being saved', { draft: typedTitle, answers: () => ({ 'task.patch': { never: true } }), steps: [SAVE] }),
  notice('reopened', {
    task: (language) => tasks(language).done,
    answers: (language) => ({
      'task.act': says(
        viewOf({ ...tasks(language).done, ...OPEN }, language, { undo: { id: 'operation', until: NOW + 9000 } }),
      ),
    }),
    steps: [{ press: '.head .buttons .button' }, { wait: '.notice.done' }],
  }),
  notice('undone', {
    view: { undo: { id: 'operation', until: NOW + 9000 } },
    answers: () => ({ 'action.undo': says({ ...statusFor(tasks('en').todo, 'en') }) }),
    steps: [{ press: '.notice.done .button' }],
  }),
  notice('problem in a field', { draft: () => ({ summary: ' ' }), steps: [SAVE, { wait: '.notice.failure' }] }),
  saving('not stored', { kind: 'invalid', reason: 'storage_full' }),
  saving('signed out meanwhile', { kind: 'signed-out', reason: 'session_expired' }),
  notice('choice still open', {
    task: (language) => ({ ...tasks(language).full, summary: tasks(language).bare.summary }),
    draft: (language) => ({ ...typedTitle(language), 'base:summary': JSON.stringify(tasks(language).full.summary) }),
    steps: [SAVE],
  }),
  refused('right to a custom field missing', {
    patch: { custom_fields: [{ guid: 'text', text_value: 'x' }] },
    failure: { kind: 'forbidden', reason: 'no_edit_right', code: 1470403 },
  }),
  refused('refused value', {
    patch: { due: { timestamp: String(NOW), is_all_day: false } },
    failure: {
      kind: 'invalid',
      reason: 'invalid_value',
      detail: "Invalid Param 'task.due.timestamp', must be later than start",
    },
  }),
  notice('quota used up', {
    view: { progress: 'waiting', failure: { kind: 'limited', reason: 'quota_used_up', code: 99991403 } },
  }),
  notice('details open', {
    draft: typedTitle,
    answers: () => ({
      'task.patch': refuses({ kind: 'server', reason: 'server_error', code: 1470500, log_id: '202611301000A1B2C3' }),
    }),
    steps: [SAVE, { open: '.notice summary' }],
  }),
  notice('noticed', { view: { noticed: { differs: ['summary'], alsoChanged: ['due', 'description'] } } }),
  notice('draft not stored', {
    answers: () => ({ 'draft.put': refuses({ kind: 'invalid', reason: 'not_stored' }) }),
    steps: [{ type: ['.row textarea', 'Ship it'] }, { wait: '.notice.failure' }],
  }),
  notice('sign-in ends', {
    answers: (language) => ({
      'session.list': says(
        session({
          ...{ brand: 'feishu', ...APP, account: account(language, { refreshes: false }) },
          failure: { kind: 'signed-out', reason: 'session_expired' },
        }),
      ),
    }),
  }),
];
