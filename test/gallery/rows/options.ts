import type { DiagnosticsView } from '../../../lib/messages/contract';
import {
  type Answering,
  type BrowserFacts,
  type Language,
  never,
  type Row,
  refuses,
  type Scene,
  type Step,
  says,
} from '../model';
import { APP, FEISHU_CONSOLE, session, signedIn } from '../samples/account';
import { NOW } from '../samples/tasks';

const SHORTCUTS: BrowserFacts['shortcuts'] = [
  { name: '_execute_action', shortcut: 'Alt+Shift+K' },
  { name: 'complete', shortcut: 'Alt+Shift+D' },
  { name: 'reopen', shortcut: 'Alt+Shift+U' },
  { name: 'edit', shortcut: '' },
  { name: 'next', shortcut: '' },
  { name: 'previous', shortcut: '' },
];

export const HEALTHY: DiagnosticsView = {
  version: '0.1.0',
  sessions: [
    { brand: 'feishu', state: 'signed-in', until: NOW + 7_200_000, refreshes: true, api: 'v2', tokens: 'v2' },
    { brand: 'lark', state: 'none' },
    { brand: 'custom', state: 'none' },
  ],
  outbox: { counts: { applied: 12 }, reasons: {} },
  limiter: { recent: 1 },
  sites: { all: true, granted: 2, registered: 2, direct: 1, off: 0, byPolicy: false },
  database: { aside: {} },
  failures: [],
};

const TROUBLED: DiagnosticsView = {
  ...HEALTHY,
  sessions: [
    { brand: 'feishu', state: 'ended', failure: { reason: 'session_expired', code: 20037 } },
    { brand: 'lark', state: 'signed-in', until: NOW + 7_200_000, refreshes: false, api: 'v1', tokens: 'v3' },
    { brand: 'custom', state: 'none' },
  ],
  outbox: { counts: { parked: 2, queued: 31 }, reasons: { no_edit_right: 2 }, oldest: NOW - 86_400_000 },
  limiter: { recent: 5, pausedUntil: NOW + 60_000 },
  sites: { all: false, granted: 3, registered: 3, direct: 1, off: 2, byPolicy: true },
  database: { trouble: 'storage_full', aside: { operations: 1 } },
  failures: [
    {
      at: NOW - 7_200_000,
      endpoint: 'v2.patch',
      kind: 'forbidden',
      reason: 'no_edit_right',
      status: 400,
      code: 1470403,
      log_id: '202611300800AA',
    },
    { at: NOW - 3_600_000, endpoint: 'v2.get', kind: 'server', reason: 'server_error', status: 502 },
  ],
};

interface Options {
  readonly answers?: (language: Language) => Answering;
  readonly browser?: BrowserFacts;
  readonly steps?: readonly Step[];
}

export const options = (state: string, { answers, browser = {}, steps }: Options, more: Partial<Row> = {}): Row => ({
  ...{ surface: 'options', document: 'options', state, width: 760, ...more },
  scene: (language): Scene => ({
    answers: {
      'session.list': says(signedIn(language)),
      'site.list': says([]),
      'diagnostics.read': says(HEALTHY),
      ...answers?.(language),
    },
    browser: { origins: [], shortcuts: SHORTCUTS, ...browser },
    ...(steps && { steps }),
  }),
});

/** The n-th section of the page: account, sites, sample, shortcuts, about, diagnostics. */
export const section = (n: number) => `section.section:nth-of-type(${n})`;
const ALL_SITES = ['https://*/*', 'http://*/*'];
const OPEN_DIAGNOSTICS: readonly Step[] = [{ open: `${section(6)} summary` }, { wait: 'table.state' }];

const account = (state: string, one: Options) => options(state, one, { only: section(1) });

export const OPTIONS: readonly Row[] = [
  options('first run', { answers: () => ({ 'session.list': says(session()) }) }, { query: '?welcome' }),
  options(
    'first run, app saved',
    {
      answers: () => ({ 'session.list': says(session({ brand: 'feishu', ...APP, console: FEISHU_CONSOLE })) }),
    },
    { query: '?welcome', only: section(1) },
  ),
  options('first run, signed in', { browser: { origins: ALL_SITES } }, { query: '?welcome' }),
  options('signed in', { browser: { origins: ALL_SITES } }),
  options('being read', { answers: () => ({ 'session.list': never }) }),
  options('storage broken', {
    answers: () => ({ 'session.list': refuses({ kind: 'invalid', reason: 'storage_refused' }) }),
  }),
  account('sign-in being renewed no more', {
    answers: (language) => ({
      'session.list': says(
        signedIn(language, { failure: { kind: 'signed-out', reason: 'session_expired' } }, { refreshes: false }),
      ),
    }),
  }),
  account('no refresh token', {
    answers: (language) => ({
      'session.list': says(
        signedIn(language, { failure: { kind: 'signed-out', reason: 'no_refresh_token' } }, { refreshes: false }),
      ),
    }),
  }),
  account('scopes missing', {
    answers: (language) => ({
      'session.list': says(signedIn(language, {}, { scopes: ['task:task:read'], refreshes: false })),
    }),
  }),
  account('old scope only', {
    answers: (language) => ({
      'session.list': says(signedIn(language, { legacy: true }, { scopes: ['task:task', 'offline_access'] })),
    }),
  }),
  account('app refused', {
    answers: () => ({
      'session.list': says(
        session({
          brand: 'feishu',
          ...APP,
          console: FEISHU_CONSOLE,
          failure: { kind: 'signed-out', reason: 'wrong_secret', code: 20002 },
        }),
      ),
    }),
  }),
  account('something missing', {
    answers: () => ({ 'session.list': says(session()) }),
    steps: [{ press: '.button.primary' }, { wait: '.notice.failure' }],
  }),
  account('window closed', {
    answers: () => {
      const saved = session({ brand: 'feishu', ...APP, console: FEISHU_CONSOLE });
      return {
        'session.list': says(saved),
        'session.save': says(saved),
        'session.login': refuses({ kind: 'signed-out', reason: 'login_closed' }),
      };
    },
    steps: [{ press: '.button.primary' }, { wait: '.help' }],
  }),
  account('private deployment', {
    answers: () => ({ 'session.list': says(session()) }),
    steps: [{ choose: ['#platform', 'custom'] }, { wait: '[data-field="api"]' }],
  }),
  account('private deployment, wrong addresses', {
    answers: () => ({ 'session.list': says(session()) }),
    steps: [
      { choose: ['#platform', 'custom'] },
      { type: ['[data-field="api"] input', 'ftp://open'] },
      { type: ['[data-field="linkHosts"] input', 'nowhere'] },
    ],
  }),
  account('managed by policy', {
    answers: () => ({
      'session.list': says(
        session({ brand: 'feishu', ...APP, hasSecret: false, console: FEISHU_CONSOLE, byPolicy: { app: true } }),
      ),
    }),
  }),
  account('rights of a pasted token unknown', {
    answers: (language) => ({ 'session.list': says(signedIn(language, {}, { scopes: [], refreshes: false })) }),
  }),
  account('addresses not allowed', {
    answers: () => ({
      'session.list': says(
        session({
          ...{ brand: 'custom', ...APP, console: 'https://open.example.com/app' },
          custom: {
            api: 'https://open.example.com',
            accounts: 'https://accounts.example.com',
            linkHosts: ['applink.example.com'],
          },
        }),
      ),
    }),
    steps: [{ press: '.button.primary' }, { wait: '.notice.failure' }],
  }),
  account('set up again', { steps: [{ open: '.fold > summary' }] }),
  options(
    'chosen sites',
    {
      browser: { origins: ['https://git.example.com/*', 'https://*.wiki.example.com/*'] },
      answers: () => ({
        'site.list': says([
          { origin: 'https://git.example.com', mode: 'direct' },
          { origin: 'https://chat.example.com', mode: 'off' },
          { origin: 'https://wiki.example.com', mode: 'direct', byPolicy: true },
        ]),
      }),
    },
    { only: section(2) },
  ),
  options(
    'site refused',
    {
      steps: [
        { type: [`${section(2)} .field input`, 'git.example.com'] },
        { press: `${section(2)} .beside .button` },
        { wait: '.notice' },
      ],
    },
    { only: section(2) },
  ),
  options(
    'not a site',
    {
      steps: [
        { type: [`${section(2)} .field input`, 'release notes'] },
        { press: `${section(2)} .beside .button` },
        { wait: '.notice' },
      ],
    },
    { only: section(2) },
  ),
  options(
    'sites granted by the install',
    {
      browser: { origins: ALL_SITES },
      steps: [
        { wait: `${section(2)} .choice:nth-of-type(1) input:checked` },
        { press: `${section(2)} .choice:nth-of-type(2) input` },
        { wait: '.notice' },
      ],
    },
    { only: section(2) },
  ),
  options(
    'sites where nothing can be said of what is visible',
    {
      browser: { origins: ALL_SITES, isBlind: true },
      answers: () => ({
        'site.list': says([
          { origin: 'https://git.example.com', mode: 'direct', unseen: true },
          { origin: 'https://chat.example.com', mode: 'direct' },
        ]),
      }),
    },
    { only: section(2) },
  ),
  options(
    'sample pointed at',
    { steps: [{ point: '.sample .ring-place' }, { wait: '.sample .bar' }] },
    { only: section(3) },
  ),
  options(
    'sample tried',
    {
      steps: [{ point: '.sample .ring-place' }, { press: '.sample .ring' }, { press: '.sample .ring' }],
    },
    { only: section(3) },
  ),
  options(
    'sample reopened',
    {
      steps: [{ press: '.sample .ring' }, { press: '.sample .ring' }],
    },
    { only: section(3) },
  ),
  options('shortcuts', {}, { only: section(4) }),
  options(
    'shortcuts by hand',
    { browser: { tabs: 'refused' }, steps: [{ press: `${section(4)} .button` }] },
    { only: section(4) },
  ),
  options(
    'diagnostics, healthy and copied',
    { steps: [...OPEN_DIAGNOSTICS, { press: `${section(6)} .beside .button` }] },
    { only: section(6) },
  ),
  options(
    'diagnostics, troubled',
    {
      answers: () => ({ 'diagnostics.read': says(TROUBLED) }),
      steps: OPEN_DIAGNOSTICS,
    },
    { only: section(6) },
  ),
  options(
    'diagnostics, report shown',
    {
      browser: { clipboard: 'refused' },
      steps: [...OPEN_DIAGNOSTICS, { press: `${section(6)} .beside .button` }, { wait: 'textarea.code' }],
    },
    { only: section(6) },
  ),
];
