import type { NoticeTone } from '../../../components/Notice';
import type { Failure } from '../../../lib/failure';
import { type Answering, type Language, type Row, refuses, type Step, says } from '../model';
import { APP, account, session } from '../samples/account';
import { everyField } from '../samples/fields';
import { showing } from '../samples/own-page';
import { type MoreView, NOW, tasks, viewOf } from '../samples/tasks';

interface Said {
  readonly view?: MoreView;
  readonly draft?: (language: Language) => Readonly<Record<string, string>>;
  readonly answers?: (language: Language) => Answering;
  readonly steps?: readonly Step[];
}

const notice = (state: string, { view = {}, draft, answers, steps }: Said): Row => ({
  ...{ surface: 'notice', document: 'popup', state, only: '.bottom' },
  scene: (language) =>
    showing(tasks(language).full, language, {
      view,
      draft: draft?.(language) ?? {},
      answers: answers?.(language) ?? {},
      ...(steps && { steps }),
    }),
});

const typedTitle = (language: Language) => ({ summary: everyField(language).typed.summary ?? '' });
const SAVE: Step = { press: '.foot .button.primary' };

const saving = (state: string, failure: Failure, tone = 'failure') =>
  notice(state, {
    draft: typedTitle,
    answers: () => ({ 'task.patch': refuses(failure) }),
    steps: [SAVE, { wait: `.notice.${tone}` }],
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
  notice('problem in a field', { draft: () => ({ summary: ' ' }), steps: [SAVE, { wait: '.notice.failure' }] }),
  saving('not stored', { kind: 'invalid', reason: 'storage_full' }),
  saving('signed out meanwhile', { kind: 'signed-out', reason: 'session_expired' }),
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
