import type {
  FieldsView,
  NamedLink,
  OperationView,
  OutboxView,
  PageView,
  TaskView,
} from '../../../lib/messages/contract';
import type { Task } from '../../../lib/task/schema';
import { type Answering, byTask, type Language, refuses, type Scene, type Step, says } from '../model';
import { signedIn } from './account';
import { type MoreView, viewOf } from './tasks';

const ORIGIN = 'https://git.example.com';

export const site = (more: Partial<PageView> = {}): PageView => ({
  ...{ origin: ORIGIN, mode: 'ask', granted: true, links: [] },
  ...more,
});

export const linksTo = (...linked: readonly Task[]): NamedLink[] =>
  linked.map(({ guid, summary = '' }) => ({ brand: 'feishu', guid, text: summary }));

export function outboxOf(shown: readonly OperationView[], more: Partial<OutboxView> = {}): OutboxView {
  const parked = shown.filter(({ state }) => state === 'parked').length;
  return { shown, parked, waiting: shown.length - parked, ...more };
}

export const NO_FIELDS: FieldsView = { definitions: [], unreadable: [] };

/** What the background of somebody who is signed in and has no worries answers. */
export const usual = (language: Language): Answering => ({
  'popup.intent': says({ task: null }),
  'page.links': says(site()),
  'session.list': says(signedIn(language)),
  'outbox.list': says(outboxOf([])),
  'fields.read': says(NO_FIELDS),
  'draft.get': says(null),
  'draft.put': says(null),
  'aside.list': says([]),
  'aside.seen': says(null),
  'site.list': says([]),
  'site.set': says(null),
  'options.open': says(null),
  'outbox.retry': says(null),
  'outbox.resolve': says(null),
  'outbox.discard': says(null),
  'task.read': refuses({ kind: 'gone', reason: 'task_gone' }),
  'task.peek': says(null),
});

interface Opened {
  readonly view?: MoreView;
  /** What a click in a page asked for. */
  readonly action?: 'complete' | 'reopen';
  readonly answers?: Answering;
  readonly steps?: readonly Step[];
  /** What is typed and not saved. */
  readonly draft?: Readonly<Record<string, string>>;
}

/** The popup with one task in it. */
export function showing(
  task: Task,
  language: Language,
  { view: more = {}, action, draft, answers, steps }: Opened = {},
): Scene {
  const view: TaskView = viewOf(task, language, more);
  const { brand, guid } = view;
  return {
    answers: {
      ...usual(language),
      'popup.intent': says({
        task: { brand, guid, origin: ORIGIN, ...(action && { action }) },
        known: { view, draft: { ok: true, value: draft ?? null } },
      }),
      'task.read': byTask({ [guid]: says(view) }),
      'task.peek': byTask({ [guid]: says(view) }),
      'draft.get': says(draft ?? null),
      ...answers,
    },
    ...(steps && { steps }),
  };
}
