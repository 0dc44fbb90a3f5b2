// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../entrypoints/options/App';
import { ask } from '../../../lib/messages/ask';
import type { DiagnosticsView, Result } from '../../../lib/messages/contract';
import { reportText } from '../../../lib/report';
import { button, click, field, ok, sessionWith, settle, show, stubBrowser, text } from './stage';

vi.mock('../../../lib/messages/ask');

const view: DiagnosticsView = {
  version: '1.2.3',
  sessions: [
    { brand: 'feishu', state: 'signed-in', until: 1_800_000_000_000, refreshes: true, api: 'v1', tokens: 'v3' },
    {
      brand: 'lark',
      state: 'ended',
      until: 1,
      api: 'v2',
      tokens: 'v2',
      failure: { reason: 'session_expired', code: 20037 },
    },
    { brand: 'custom', state: 'none' },
  ],
  outbox: {
    counts: { queued: 2, sending: 1, parked: 1, applied: 9 },
    reasons: { conflict: 1 },
    oldest: 1_700_000_000_000,
  },
  limiter: { recent: 3 },
  sites: { all: true, granted: 2, registered: 2, direct: 1, off: 0, byPolicy: false },
  database: { aside: { operations: 2 } },
  failures: [
    { at: 1_700_000_000_000, endpoint: 'v2.get', kind: 'offline', reason: 'timeout' },
    {
      at: 1_700_000_001_000,
      endpoint: 'v2.patch',
      kind: 'gone',
      reason: 'task_gone',
      status: 404,
      code: 1470404,
      log_id: '2026ABC',
    },
  ],
};

let diagnostics: Result<DiagnosticsView>;

beforeEach(() => {
  stubBrowser();
  diagnostics = ok(view);
  vi.mocked(ask).mockReset();
  vi.mocked(ask).mockImplementation((async (name: string) => {
    if (name === 'diagnostics.read') return diagnostics;
    return ok(name === 'site.list' ? [] : sessionWith());
  }) as typeof ask);
});

async function open() {
  await show(<App welcome={false} />);
  const fold = [...document.querySelectorAll('details')].find((one) => one.textContent?.startsWith('Show the state'));
  if (!fold) throw new Error('no diagnostics');
  await act(async () => {
    fold.open = true;
    fold.dispatchEvent(new Event('toggle'));
  });
  await settle();
}

const row = (label: string) =>
  [...document.querySelectorAll('.state tr')]
    .find((one) => one.querySelector('th')?.textContent === label)
    ?.querySelector('td')?.textContent;

describe('the diagnostics section', () => {
  it('asks only when it is opened', async () => {
    await show(<App welcome={false} />);
    expect(vi.mocked(ask).mock.calls.map(([name]) => name)).not.toContain('diagnostics.read');
  });

  it('says how each part is, the newest failure first', async () => {
    await open();
    expect(row('Feishu')).toContain('task API v1 in use');
    expect(row('Lark')).toMatch(/^sign-in has ended · .*Sign in again/);
    expect(row('Custom')).toBe('not signed in');
    expect(row('Changes')).toMatch(/^3 waiting · 1 need you · the oldest since .* · conflict 1$/);
    expect(row('Web pages')).toBe('all sites allowed · running on: 2 · act directly: 1');
    expect(row('Storage')).toBe('works · set aside: 2');
    const codes = [...document.querySelectorAll('.failures code')].map(({ textContent }) => textContent);
    expect(codes).toEqual(['v2.patch gone/task_gone HTTP 404 code 1470404 log 2026ABC', 'v2.get offline/timeout']);
  });

  it('copies it all as text, and shows that where the clipboard is refused', async () => {
    const writeText = vi.fn(async (_: string) => undefined);
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    await open();
    await click(button('Copy for a bug report'));
    const copied = writeText.mock.calls[0]?.[0] ?? '';
    expect(copied.split('\n')).toEqual(
      expect.arrayContaining([
        'Tasklark 1.2.3',
        'Account lark: ended, until 1970-01-01T00:00:00.001Z, task API v2, tokens v2, failure session_expired 20037',
        'Outbox: queued 2, sending 1, parked 1, applied 9; reasons: conflict 1; oldest 2023-11-14T22:13:20.000Z',
        'Storage: ok; set aside: operations 2',
        '2023-11-14T22:13:21.000Z v2.patch gone/task_gone HTTP 404 code 1470404 log 2026ABC',
      ]),
    );
    expect(text()).toContain('Copied');
    writeText.mockRejectedValue(new Error('refused'));
    await click(button('Copy for a bug report'));
    expect((document.querySelector('textarea') as HTMLTextAreaElement).value).toBe(copied);
  });

  it('is there when nothing else can be shown', async () => {
    vi.mocked(ask).mockImplementation((async (name: string) =>
      name === 'diagnostics.read'
        ? ok({ ...view, database: { trouble: 'storage_newer', aside: {} } })
        : { ok: false, failure: { kind: 'invalid', reason: 'storage_newer' } }) as typeof ask);
    await open();
    expect(row('Storage')).toContain('A newer version of Tasklark');
  });
});

describe('what the organisation set', () => {
  it('is shown and cannot be changed', async () => {
    const custom = {
      api: 'https://open.corp.example',
      accounts: 'https://accounts.corp.example',
      linkHosts: ['l.corp.example'],
    };
    vi.mocked(ask).mockImplementation((async (name: string) =>
      ok(
        name === 'site.list'
          ? [{ origin: '*.corp.example', mode: 'direct', byPolicy: true }]
          : sessionWith({
              brand: 'custom',
              app_id: 'cli_1',
              hasSecret: false,
              custom,
              byPolicy: { app: true, hosts: true },
            }),
      )) as typeof ask);
    await show(<App welcome={false} />);
    for (const label of ['App ID', 'API address', 'Accounts address', 'Link hosts'])
      expect(field(label).readOnly).toBe(true);
    expect(field('App Secret').readOnly).toBe(false);
    expect(text()).toContain('Act directly · Set by your organisation');
    expect(document.querySelectorAll('.rows select')).toHaveLength(0);
  });
});

describe('numbers that no clock has', () => {
  it.each([Number.MAX_VALUE, 9e15, -9e15, -1, 1.5])('are shown as they are, and break nothing: %s', async (at) => {
    const [session] = view.sessions;
    diagnostics = ok({
      ...view,
      sessions: session ? [{ ...session, until: at }] : [],
      outbox: { ...view.outbox, oldest: at },
      limiter: { recent: 1, pausedUntil: at },
      failures: view.failures.map((failure) => ({ ...failure, at })),
    });
    await open();
    expect(text()).toContain('Last failures');
    expect(text()).not.toContain('could not show this part');
    const isDate = at >= 0 && at <= 8.64e15;
    expect(text().includes('not a date')).toBe(!isDate);
    expect(() => reportText({ ...view, failures: view.failures.map((one) => ({ ...one, at })) }, 'x')).not.toThrow();
  });
});
