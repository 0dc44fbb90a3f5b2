import type { Failure } from '../../../lib/failure';
import type { Answers } from '../../../lib/messages/contract';
import type { RingState } from '../../../lib/task/ring-shapes';
import type { Progress } from '../../../lib/task/status';
import { type Answering, type Language, never, type Row, refuses, type Scene, says, type Told } from '../model';
import { statusFor, tasks } from '../samples/tasks';
import { fullLine, onPage, STATUSES, sentence } from '../samples/web-page';

const STATES = Object.keys(STATUSES) as RingState[];

const ring = (state: string, scene: Row['scene']): Row => ({
  ...{ surface: 'ring', document: 'page', width: 420, height: 56 },
  ...{ state, scene },
});

/** At rest, one for each state; then small on a full line. */
const rings: readonly Row[] = [
  ...STATES.map((state) =>
    ring(state, (language) => ({
      page: sentence(language),
      answers: onPage(STATUSES[state](language)),
      steps: [{ wait: `.wrap.${state}` }],
    })),
  ),
  ...(['todo', 'overdue', 'done', 'signed_out'] as const).map((state) =>
    ring(`small ${state}`, (language) => ({
      page: fullLine(language),
      answers: onPage(STATUSES[state](language)),
      steps: [{ wait: `.wrap.small.${state}` }],
    })),
  ),
];

const bar = (state: string, scene: Row['scene'], more: Partial<Row> = {}): Row => ({
  ...{ surface: 'bar', document: 'page', width: 520, height: 72 },
  ...{ state, scene, ...more },
});

const opened = (language: Language, status: Told<Answers['task.status'] | null>, ring: RingState): Scene => ({
  page: sentence(language),
  answers: onPage(status),
  steps: [{ wait: `.wrap.${ring}` }, { mean: 'show' }, { wait: '.wrap:popover-open' }],
});

/** What opens around a ring that is pointed at, has the focus or is meant by a shortcut. */
const bars: readonly Row[] = [
  ...STATES.map((state) => bar(state, (language) => opened(language, STATUSES[state](language), state))),
  bar('long title', (language) => opened(language, says(statusFor(tasks(language).wordy, language)), 'todo')),
  bar('no room beside', (language) => opened(language, STATUSES.todo(language), 'todo'), { width: 300, height: 96 }),
];

const NO_RIGHT: Failure = { kind: 'forbidden', reason: 'no_edit_right', code: 1470403 };
const NO_NETWORK: Failure = { kind: 'offline', reason: 'no_network' };

interface Result {
  readonly from: 'todo' | 'done' | 'wordy';
  readonly told: (language: Language) => Told<Answers['action.propose']>;
  /** What the background says to Undo, which is pressed then. */
  readonly undone?: (language: Language) => Told<Answers['action.undo']>;
  /** Else what comes next. */
  readonly asked?: 'complete';
  readonly more?: Answering;
}

const COMPLETED = { status: 'done', completed_at: '1' } as const;
const completed = (language: Language, ...more: Progressed) =>
  says(statusFor({ ...tasks(language).todo, ...COMPLETED }, language, ...more));
const open = (language: Language, ...more: Progressed) => says(statusFor(tasks(language).todo, language, ...more));
type Progressed = [progress?: Progress, failure?: Failure];

/** Every way in which a click or a shortcut in a page can end. */
const RESULTS: Record<string, Result> = {
  completed: { from: 'todo', told: (language) => completed(language) },
  reopened: { from: 'done', told: (language) => open(language) },
  'completed, long title': {
    from: 'wordy',
    told: (language) => says(statusFor({ ...tasks(language).wordy, ...COMPLETED }, language)),
  },
  waiting: { from: 'todo', told: (language) => completed(language, 'waiting') },
  'reopened, offline': { from: 'done', told: (language) => open(language, 'waiting', NO_NETWORK) },
  failed: { from: 'todo', told: () => refuses(NO_RIGHT) },
  'failed later': {
    from: 'todo',
    told: (language) => open(language, 'parked', { kind: 'invalid', reason: 'content_refused' }),
  },
  'failed, long words': { from: 'wordy', told: () => refuses({ kind: 'limited', reason: 'quota_used_up' }) },
  'not reopened': { from: 'done', told: () => refuses({ kind: 'gone', reason: 'task_gone' }) },
  'done by somebody else': {
    from: 'todo',
    told: (language) => says({ ...statusFor({ ...tasks(language).todo, ...COMPLETED }, language), already: true }),
  },
  undone: { from: 'todo', told: (language) => completed(language), undone: (language) => open(language) },
  'undone, waiting': {
    from: 'todo',
    told: (language) => completed(language),
    undone: (language) => open(language, 'waiting'),
  },
  'not undone': { from: 'todo', told: (language) => completed(language), undone: () => refuses(NO_RIGHT) },
  'not opened': {
    from: 'done',
    told: () => never,
    // What is done already is asked about in the popup.
    asked: 'complete',
    more: { 'popup.open': refuses({ kind: 'server', reason: 'unknown' }) },
  },
};

/** Undo is a click, which acts at once where the browser need not say what is visible. */
const UNDO: Answering = { 'site.mode': says({ mode: 'direct', unseen: true, signedOut: [] }) };

const toasts: readonly Row[] = Object.entries(RESULTS).map(([state, { from, told, undone, asked, more }]) => ({
  ...{ surface: 'toast', document: 'page', width: 520, height: 160 },
  state,
  scene: (language) => ({
    page: sentence(language),
    answers: onPage(says(statusFor(tasks(language)[from], language)), {
      'action.propose': told(language),
      ...(undone && { ...UNDO, 'action.undo': undone(language) }),
      ...more,
    }),
    steps: [
      { wait: `.wrap.${from === 'done' ? 'done' : 'todo'}` },
      { mean: asked ?? (from === 'done' ? 'reopen' : 'complete') },
      { wait: '.toast' },
      ...(undone ? [{ click: '.toast button' }, { wait: '.toast:not(:has(.line))' }] : []),
    ],
    ...(undone && { browser: { isBlind: true } }),
  }),
}));

export const IN_PAGE: readonly Row[] = [...rings, ...bars, ...toasts];
