import type { FormProblem } from '../../../components/form-state';
import type { Failure, FailureKind, FailureReason } from '../../../lib/failure';
import type { ClosedPlace, OperationView, WhyNoControl } from '../../../lib/messages/contract';
import type { FieldName } from '../../../lib/task/fields';
import type { Progress } from '../../../lib/task/status';
import { type Answering, byTask, type Language, never, type Row, refuses, type Scene, says } from '../model';
import { APP, account, session } from '../samples/account';
import { linksTo, outboxOf, site, usual } from '../samples/own-page';
import { me, NOW, tasks, viewOf, viewsByTask } from '../samples/tasks';

const list = (
  state: string,
  answers: (language: Language) => Answering,
  more: Partial<Row> & Partial<Scene> = {},
): Row => {
  const { steps, browser, ...row } = more;
  return {
    ...{ surface: 'list', document: 'popup', state, ...row },
    scene: (language) => ({
      answers: { ...usual(language), ...answers(language) },
      ...(steps && { steps }),
      ...(browser && { browser }),
    }),
  };
};

/** Every ring that a row can have: the four ways in which a change stands, and what the task itself is. */
const PROGRESSES: readonly Progress[] = ['settled', 'waiting', 'sending', 'parked'];

function someTasks(language: Language): Answering {
  const { todo, overdue, done, followed, repeating, wordy, everybody, bare } = tasks(language);
  const shown = [overdue, todo, done, followed, repeating, wordy, everybody, bare];
  return {
    'page.links': says(site({ links: linksTo(...shown) })),
    'task.read': viewsByTask(shown.map((task) => viewOf(task, language))),
  };
}

function changing(language: Language): Answering {
  const { todo } = tasks(language);
  const views = PROGRESSES.map((progress) => viewOf({ ...todo, guid: `todo-${progress}` }, language, { progress }));
  const unread = { ...todo, guid: 'unread' };
  const failing = { ...todo, guid: 'failing' };
  const shown = [...views.map(({ task }) => task), unread, failing];
  return {
    'page.links': says(site({ mode: 'direct', links: linksTo(...shown) })),
    'task.read': byTask({
      ...Object.fromEntries(views.map((view) => [view.guid, says(view)])),
      unread: never,
      failing: refuses({ kind: 'gone', reason: 'task_gone' }),
    }),
  };
}

/** One task in each place where no ring may stand, and all that can be said of such a list. */
function placed(language: Language): Answering {
  const { todo } = tasks(language);
  const places = Object.keys(PLACES) as ClosedPlace[];
  const shown = places.map((place) => ({ ...todo, guid: place }));
  const links = linksTo(...shown).map((link) => ({ ...link, closed: link.guid as ClosedPlace }));
  return {
    'page.links': says(site({ links, isCut: true, isCrowded: true, foreignFrames: 2 })),
    'task.read': viewsByTask(shown.map((task) => viewOf(task, language))),
  };
}

const PLACES: Record<ClosedPlace, true> = {
  editor: true,
  field: true,
  code: true,
  button: true,
  label: true,
  summary: true,
  drawing: true,
};

const FOLD = '.why summary';

/** Why there is no control, each with its fix; all of them in one list, which no page has. */
const REASONS: Record<WhyNoControl, true> = {
  storage: true,
  unknown_page: true,
  browser_page: true,
  store_page: true,
  file_page: true,
  accounts_page: true,
  not_granted: true,
  off: true,
  off_by_policy: true,
  updated: true,
  not_running: true,
  closed_places: true,
  some_closed_places: true,
  foreign_frames: true,
  no_links: true,
  too_many: true,
  private_window: true,
  signed_out: true,
};

const why = (state: string, reasons: readonly WhyNoControl[], more: Partial<Row> = {}, links = 240) =>
  list(
    state,
    () => ({
      'page.why': says({ tabId: 7, origin: 'https://git.example.com', links, closed: 4, reasons }),
    }),
    { steps: [{ open: FOLD }, { wait: '.why [role=status] p:not(.quiet)' }], ...more },
  );

const LISTS: readonly Row[] = [
  list('tasks', someTasks),
  list('changes under way', changing),
  list('tasks without a ring', placed),
  list('no links', () => ({})),
  list('frames of other sites alone', () => ({ 'page.links': says(site({ foreignFrames: 1 })) })),
  list('opening', () => ({ 'popup.intent': never })),
  list('being read', () => ({ 'page.links': never, 'session.list': never })),
  list('signed out', (language) => ({ ...someTasks(language), 'session.list': says(session()) })),
  list('not allowed here', () => ({ 'page.links': says(site({ granted: false })) })),
  list('site off', () => ({ 'page.links': says(site({ mode: 'off' })) })),
  list('site off by policy', () => ({ 'page.links': says(site({ mode: 'off', byPolicy: true })) })),
  list('site direct by policy', () => ({ 'page.links': says(site({ mode: 'direct', byPolicy: true })) })),
  list('no page', () => ({ 'page.links': says({ mode: 'ask', granted: false, links: [] }) })),
  list('not a task link', () => ({}), {
    steps: [{ type: ['.link-field input', 'release notes'] }, { press: '.link-field' }, { wait: '.problem' }],
  }),
  list('sign-in ends', (language) => ({
    'session.list': says(
      session({
        ...{ brand: 'feishu', ...APP, account: account(language, { refreshes: false }) },
        failure: { kind: 'signed-out', reason: 'session_expired' },
      }),
    ),
  })),
  list('storage broken', () => {
    const broken = refuses({ kind: 'invalid', reason: 'storage_refused' });
    return { 'page.links': broken, 'session.list': broken, 'outbox.list': broken };
  }),
  list('unreadable changes', () => ({
    'aside.list': says([{ table: 'operations', at: NOW, text: '{"summary":"…"}' }]),
  })),
  list('several unreadable changes', () => ({
    'aside.list': says([
      { table: 'operations', at: NOW, text: '{"summary":"…"}' },
      { table: 'drafts', at: NOW, text: '{"summary":"…"}' },
    ]),
  })),
  list('tasks without words', (language) => {
    const { bare, others } = tasks(language);
    const shown = [
      { ...bare, summary: '' },
      { ...others, due: { timestamp: '1775174400123000000', is_all_day: false } },
    ];
    return {
      'page.links': says(site({ links: linksTo(...shown) })),
      'task.read': viewsByTask(shown.map((task) => viewOf(task, language))),
    };
  }),
  list('site direct, nothing said of what is visible', () => ({ 'page.links': says(site({ mode: 'direct' })) }), {
    browser: { isBlind: true },
  }),
  why('no control, closed places', ['closed_places']),
  why('controls are there', []),
  why('one control is there', [], {}, 1),
  why('no control, every reason', Object.keys(REASONS) as WhyNoControl[], { tall: 1900 }),
];

const KINDS: Record<FailureReason, FailureKind> = {
  no_account: 'signed-out',
  session_expired: 'signed-out',
  no_app: 'signed-out',
  wrong_secret: 'signed-out',
  wrong_app: 'signed-out',
  redirect_not_listed: 'signed-out',
  scope_not_enabled: 'forbidden',
  scope_not_granted: 'forbidden',
  login_closed: 'signed-out',
  login_open: 'signed-out',
  login_denied: 'signed-out',
  state_mismatch: 'signed-out',
  code_refused: 'signed-out',
  no_refresh_token: 'signed-out',
  account_blocked: 'forbidden',
  security_policy: 'forbidden',
  token_refused: 'signed-out',
  ip_blocked: 'forbidden',
  wrong_token: 'signed-out',
  rate_limited: 'limited',
  task_busy: 'limited',
  quota_used_up: 'limited',
  no_edit_right: 'forbidden',
  no_read_right: 'forbidden',
  not_creator_mode_1: 'forbidden',
  task_gone: 'gone',
  no_field_right: 'forbidden',
  field_gone: 'gone',
  field_elsewhere: 'invalid',
  field_unknown: 'invalid',
  invalid_id: 'invalid',
  invalid_value: 'invalid',
  completion_failed: 'invalid',
  content_refused: 'invalid',
  conflict: 'invalid',
  no_network: 'offline',
  timeout: 'offline',
  answer_lost: 'offline',
  not_json: 'server',
  unexpected_answer: 'server',
  misunderstood: 'invalid',
  server_error: 'server',
  not_stored: 'invalid',
  storage_full: 'invalid',
  storage_blocked: 'invalid',
  storage_newer: 'invalid',
  storage_refused: 'invalid',
  set_by_policy: 'forbidden',
  not_allowed: 'forbidden',
  needs_confirm: 'forbidden',
  extension_reloaded: 'context-lost',
  unknown: 'server',
};

const REFUSALS = Object.entries(KINDS) as [FailureReason, FailureKind][];
/** The list draws at most so many rows. */
const MOST_ROWS = 20;

export function operation(language: Language, more: Partial<OperationView> = {}): OperationView {
  const { todo } = tasks(language);
  return {
    ...{ id: '00000000-0000-4000-8000-000000000001', brand: 'feishu', guid: todo.guid, summary: todo.summary },
    owner: { name: me(language).name, signedIn: true },
    ...{ action: 'complete', patch: { completed_at: String(NOW) }, base: {}, state: 'queued', createdAt: NOW },
    ...more,
  };
}

const waiting = (
  state: string,
  outbox: (language: Language) => readonly Partial<OperationView>[],
  more: Partial<Row> = {},
) => ({
  ...list(state, (language) => ({
    'outbox.list': says(
      outboxOf(outbox(language).map((one, index) => operation(language, { id: `operation-${index}`, ...one }))),
    ),
  })),
  ...more,
  surface: 'waiting' as const,
});

const edit = { action: 'edit', patch: { summary: 'Release notes' }, base: { summary: 'Notes' } } as const;

/** What was found in a value before it was sent. */
const PROBLEMS: Record<FormProblem['problem'], FieldName> = {
  empty: 'summary',
  too_long: 'description',
  not_clearable: 'summary',
  start_after_due: 'start',
  kinds_differ: 'due',
  incomplete: 'due',
  needs_due: 'repeat_rule',
  not_with_completion: 'repeat_rule',
  not_a_web_link: 'custom_complete',
  tip_too_long: 'custom_complete',
  wrong_kind: 'custom_fields',
  not_a_number: 'custom_fields',
  number_too_long: 'custom_fields',
  one_person_only: 'custom_fields',
  too_many_chosen: 'custom_fields',
  chosen_twice: 'custom_fields',
  not_a_date: 'custom_fields',
  unknown_option: 'custom_fields',
  hidden_option: 'custom_fields',
  text_too_long: 'custom_fields',
};

/** Refusals with what Feishu says of them. */
const DETAILS: readonly Failure[] = [
  { kind: 'invalid', reason: 'invalid_value', detail: "Invalid Param 'task.due.timestamp', must be later than start" },
  { kind: 'invalid', reason: 'invalid_value', detail: 'too many members' },
  { kind: 'forbidden', reason: 'scope_not_granted', detail: 'task:custom_field:write' },
];

const refused = (failures: readonly Failure[]) =>
  failures.map((failure) => ({ ...edit, state: 'parked' as const, failure }));

const WAITING: readonly Row[] = [
  waiting(
    'every way to wait',
    (language) => [
      {},
      { state: 'sending' },
      { heldUntil: NOW + 7000 },
      { heldUntil: NOW, summary: '' },
      { failure: { kind: 'offline', reason: 'no_network' } },
      { failure: { kind: 'server', reason: 'server_error' }, nextAt: NOW },
      { failure: { kind: 'server', reason: 'server_error' }, nextAt: NOW + 30_000 },
      { failure: { kind: 'limited', reason: 'quota_used_up' }, nextAt: NOW + 3_600_000 },
      { owner: { name: tasks(language).others.creator?.name ?? '', signedIn: false }, ...edit },
    ],
    { tall: 1800 },
  ),
  waiting('one waits, one failed', () => [
    { state: 'parked', failure: { kind: 'forbidden', reason: 'no_edit_right' } },
    {},
  ]),
  waiting('failed changes', () => [
    { state: 'parked', failure: { kind: 'forbidden', reason: 'no_edit_right' } },
    { state: 'parked', failure: { kind: 'invalid', reason: 'conflict' }, ...edit },
    { state: 'parked', failure: { kind: 'invalid', reason: 'content_refused' }, ...edit },
  ]),
  {
    ...list('more than fit', (language) => ({
      'outbox.list': says(
        outboxOf(
          Array.from({ length: 24 }, (_, index) => operation(language, { id: `operation-${index}` })),
          { waiting: 180 },
        ),
      ),
    })),
    surface: 'waiting',
    tall: 3200,
  },
  waiting(
    'every problem of a value',
    () =>
      refused(
        Object.entries(PROBLEMS).map(([problem, name]) => ({
          ...{ kind: 'invalid', reason: 'invalid_value', detail: `${name}: ${problem}` },
        })),
      ),
    { tall: 5200 },
  ),
  waiting('refused in words of Feishu', () => refused(DETAILS), { tall: 900 }),
  ...[0, 1, 2].map((part) =>
    waiting(
      `every failure, part ${part + 1}`,
      () =>
        REFUSALS.slice(part * MOST_ROWS, (part + 1) * MOST_ROWS).map(([reason, kind]) => ({
          ...{ state: 'parked', failure: { kind, reason } },
        })),
      { tall: 3600 },
    ),
  ),
];

export const POPUP_LIST: readonly Row[] = [...LISTS, ...WAITING];
