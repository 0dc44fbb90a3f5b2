import type { TaskView } from '../../../lib/messages/contract';
import type { Note, WhyNot } from '../../../lib/task/actions';
import type { Task } from '../../../lib/task/schema';
import type { Progress } from '../../../lib/task/status';
import { type Language, never, type Row, refuses, type Scene, says } from '../model';
import { showing, site } from '../samples/own-page';
import { type MoreView, NOW, type TaskId, tasks } from '../samples/tasks';

/** A task in which each reason and note can be seen: why the next action may not be done, and what is special about it. */
interface Case {
  readonly task: (all: ReturnType<typeof tasks>) => Task;
  readonly view?: MoreView;
  /** Where the reason is about the action that was asked for and not about the one that comes next. */
  readonly asked?: 'complete' | 'reopen';
}

const of = (id: TaskId) => (all: ReturnType<typeof tasks>) => all[id];

const WHY: Record<WhyNot, Case> = {
  already_done: { task: of('done'), asked: 'complete' },
  already_open: { task: of('todo'), asked: 'reopen' },
  not_creator_mode_1: { task: of('others') },
  follower_only: { task: of('followed') },
  no_edit_right: { task: of('todo'), view: { learnt: 'no_edit_right' } },
  // It keeps from editing alone, which the form says.
  old_scope_only: { task: of('todo'), view: { reach: 'completes' } },
  no_write_scope: { task: of('todo'), view: { reach: 'reads' } },
  deleted: { task: of('todo'), view: { learnt: 'deleted' } },
};

const reopened = (task: Task): Task => ({ ...task, status: 'done', completed_at: String(NOW - 3_600_000) });

const NOTES: Record<Note, Case> = {
  repeats: { task: of('repeating') },
  completes_for_everybody: { task: of('everybody') },
  reopens_for_everybody: { task: ({ everybody }) => reopened(everybody) },
  next_stays: { task: ({ repeating }) => ({ ...reopened(repeating), next_task_guid: 'next' }) },
  custom_completion: { task: of('link') },
};

const asking = (state: string, { task, view = {}, asked = 'complete' }: Case, more: Partial<Scene> = {}): Row => ({
  ...{ surface: 'confirm', document: 'popup', state },
  scene: (language) => {
    const { answers = {}, ...rest } = more;
    return { ...showing(task(tasks(language)), language, { view, action: asked, answers }), ...rest };
  },
});

const direct = { answers: { 'page.links': says(site({ mode: 'direct' })) } };

const CONFIRMS: readonly Row[] = [
  asking('complete', { task: of('todo') }),
  asking('reopen', { task: of('done'), asked: 'reopen' }),
  asking('long title', { task: of('wordy') }),
  asking('on a direct site', { task: of('todo') }, direct),
  asking(
    'on a direct site, nothing said of what is visible',
    { task: of('todo') },
    { ...direct, browser: { isBlind: true } },
  ),
  asking('being read', { task: of('todo') }, { answers: { 'task.read': never, 'popup.intent': confirmUnread() } }),
  asking('overdue', { task: of('overdue') }),
  ...Object.entries(WHY).map(([why, one]) => asking(`why ${why}`, one)),
  ...Object.entries(NOTES).map(([note, one]) =>
    asking(`note ${note}`, { ...one, asked: note.startsWith('re') && note !== 'repeats' ? 'reopen' : 'complete' }),
  ),
  asking('tip of the third party', { task: of('tip') }),
  {
    ...asking('done from here', { task: of('todo') }),
    scene: (language) => {
      const done = reopened(tasks(language).todo);
      const scene = showing(tasks(language).todo, language, { action: 'complete' });
      const after = showing(done, language, { view: { undo: { id: 'operation', until: NOW + 9000 } } }).answers[
        'task.read'
      ];
      return {
        answers: { ...scene.answers, 'task.act': told(after) },
        steps: [{ press: '.confirm .button.primary' }, { wait: '.notice.done' }],
      };
    },
  },
];

function confirmUnread() {
  return says({
    task: { brand: 'feishu', guid: 'todo', action: 'complete', origin: 'https://git.example.com' },
  } as const);
}

function told(read: Scene['answers']['task.read']) {
  const one = read && 'byTask' in read ? Object.values(read.byTask)[0] : read;
  return one ?? never;
}

const task = (
  state: string,
  id: TaskId,
  view: (language: Language) => MoreView = () => ({}),
  more: Partial<Row> & { answers?: Scene['answers'] } = {},
): Row => {
  const { answers = {}, ...row } = more;
  return {
    ...{ surface: 'task', document: 'popup', state, ...row },
    scene: (language) => showing(tasks(language)[id], language, { view: view(language), answers }),
  };
};

const WAYS: Record<Progress, Partial<TaskView>> = {
  settled: {},
  waiting: { progress: 'waiting', failure: { kind: 'offline', reason: 'no_network' } },
  sending: { progress: 'sending' },
  parked: {
    progress: 'parked',
    failure: { kind: 'forbidden', reason: 'no_edit_right', code: 1470403, log_id: '20261130AB' },
  },
};

/** The whole screen of one task, as the toolbar's popup shows it. */
const SCREENS: readonly Row[] = [
  ...Object.entries(WAYS).map(([way, view]) => task(way, 'full', () => view)),
  task('held', 'done', () => ({
    progress: 'waiting',
    heldUntil: NOW + 7000,
    undo: { id: 'operation', until: NOW + 7000 },
  })),
  task('everybody must finish', 'everybody'),
  task('followed only', 'followed'),
  task('in Lark', 'followed', () => ({ brand: 'lark' })),
  task('in a deployment of its own', 'followed', () => ({ brand: 'custom' })),
  task('old scope only', 'full', () => ({ reach: 'completes' })),
  task('reads only', 'full', () => ({ reach: 'reads' })),
  task('own completion', 'link'),
  task('not there any more', 'todo', () => ({}), {
    answers: {
      'popup.intent': says({ task: { brand: 'feishu', guid: 'todo' } }),
      'task.peek': says(null),
      'task.read': refuses({ kind: 'gone', reason: 'task_gone', code: 1470404, log_id: '20261130CD' }),
    },
  }),
  task('signed out', 'todo', () => ({}), {
    answers: {
      'popup.intent': says({ task: { brand: 'feishu', guid: 'todo' } }),
      'task.peek': says(null),
      'task.read': refuses({ kind: 'signed-out', reason: 'session_expired' }),
    },
  }),
  task('being read', 'todo', () => ({}), {
    answers: {
      'popup.intent': says({ task: { brand: 'feishu', guid: 'todo' } }),
      'task.peek': never,
      'task.read': never,
    },
  }),
];

export const POPUP_TASK: readonly Row[] = [...CONFIRMS, ...SCREENS];
