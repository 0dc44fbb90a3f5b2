import type { Failure } from '../../../lib/failure';
import type { Answers } from '../../../lib/messages/contract';
import type { RingState } from '../../../lib/task/ring-shapes';
import { type Language, type Row, refuses, type Scene, says, type Told } from '../model';
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

interface Result {
  readonly from: 'todo' | 'done' | 'wordy';
  readonly told: (language: Language) => Told<Answers['action.propose']>;
}

const COMPLETED = { status: 'done', completed_at: '1' } as const;

/** Every way in which a click or a shortcut in a page can end. */
const RESULTS: Record<string, Result> = {
  completed: {
    from: 'todo',
    told: (language) => says(statusFor({ ...tasks(language).todo, ...COMPLETED }, language)),
  },
  reopened: { from: 'done', told: (language) => says(statusFor(tasks(language).todo, language)) },
  'completed, long title': {
    from: 'wordy',
    told: (language) => says(statusFor({ ...tasks(language).wordy, ...COMPLETED }, language)),
  },
  waiting: {
    from: 'todo',
    told: (language) => says(statusFor({ ...tasks(language).todo, ...COMPLETED }, language, 'waiting')),
  },
  failed: { from: 'todo', told: () => refuses(NO_RIGHT) },
  'failed later': {
    from: 'todo',
    told: (language) =>
      says(statusFor(tasks(language).todo, language, 'parked', { kind: 'invalid', reason: 'content_refused' })),
  },
  'failed, long words': { from: 'wordy', told: () => refuses({ kind: 'limited', reason: 'quota_used_up' }) },
};

const toasts: readonly Row[] = Object.entries(RESULTS).map(([state, { from, told }]) => ({
  ...{ surface: 'toast', document: 'page', width: 520, height: 200 },
  state,
  scene: (language) => ({
    page: sentence(language),
    answers: onPage(says(statusFor(tasks(language)[from], language)), { 'action.propose': told(language) }),
    steps: [
      { wait: `.wrap.${from === 'done' ? 'done' : 'todo'}` },
      { mean: from === 'done' ? 'reopen' : 'complete' },
      { wait: '.toast' },
    ],
  }),
}));

export const IN_PAGE: readonly Row[] = [...rings, ...bars, ...toasts];
