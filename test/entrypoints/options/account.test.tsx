// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../entrypoints/options/App';
import type { Failure, FailureReason } from '../../../lib/failure';
import { ask } from '../../../lib/messages/ask';
import type { AccountView, BrandView, Result, SessionView } from '../../../lib/messages/contract';
import { button, choose, click, field, ok, REDIRECT, sessionWith, show, stubBrowser, text, type } from './stage';

vi.mock('../../../lib/messages/ask');

const ACCOUNT: AccountView = {
  name: 'Anna Chen',
  open_id: 'ou_1',
  tenant_key: 'tenant',
  scopes: ['offline_access', 'task:task:read', 'task:task:write'],
  until: Date.UTC(2026, 10, 21, 12),
  refreshes: true,
};
const APP: BrandView = { brand: 'feishu', app_id: 'cli_1', hasSecret: true };
const SIGNED_IN = sessionWith({ ...APP, account: ACCOUNT });

let session: SessionView;
let answers: Partial<Record<string, Result<unknown>>>;
const asked = () => vi.mocked(ask).mock.calls.filter(([name]) => name !== 'session.list' && name !== 'site.list');
const failing = (reason: FailureReason, more: Partial<Failure> = {}): Result<never> => ({
  ok: false,
  failure: { kind: 'signed-out', reason, ...more },
});

beforeEach(() => {
  stubBrowser();
  session = sessionWith();
  answers = {};
  vi.mocked(ask).mockReset();
  vi.mocked(ask).mockImplementation((async (name: string) => {
    if (name === 'site.list') return ok([]);
    return answers[name] ?? ok(session);
  }) as typeof ask);
});

async function fill(): Promise<void> {
  await type('App ID', ' cli_1 ');
  await type('App Secret', 'secret');
}

describe('the account section', () => {
  it('welcomes with numbered steps while nothing is configured', async () => {
    await show(<App welcome={false} />);
    expect(text()).toContain('Welcome to Tasklark');
    expect([...document.querySelectorAll('.number')].map((number) => number.textContent)).toEqual(['1', '2', '3']);
    session = sessionWith(APP);
    await show(<App welcome={false} />);
    expect(document.querySelectorAll('.number')).toHaveLength(0);
    await show(<App welcome />);
    expect(document.querySelectorAll('.number')).toHaveLength(3);
  });

  it('shows the redirect URL and exactly the scopes that signing in asks for', async () => {
    await show(<App welcome />);
    expect(field('Redirect URL').value).toBe(REDIRECT);
    expect(field('Redirect URL').readOnly).toBe(true);
    expect(field('Scopes').value).toBe('offline_access task:task:read task:task:write');
    await click(field('Custom fields'));
    expect(field('Scopes').value).toBe('offline_access task:task:read task:task:write task:custom_field:read');
  });

  it('saves the app, then signs in, and keeps no secret in the page', async () => {
    await show(<App welcome />);
    await fill();
    answers['session.save'] = ok(sessionWith(APP));
    answers['session.login'] = ok(SIGNED_IN);
    await click(button('Sign in'));
    expect(asked()).toEqual([
      ['session.save', { brand: 'feishu', app_id: 'cli_1', app_secret: 'secret' }],
      ['session.login', { brand: 'feishu', extras: [] }],
    ]);
    expect(document.querySelector('strong')?.textContent).toBe('Signed in as Anna Chen');
    expect(text()).toContain('renews itself');
    expect(field('App Secret').value).toBe('');
  });

  it('asks nothing while something is missing, and says what', async () => {
    await show(<App welcome />);
    await type('App ID', 'cli_1');
    expect(text()).toContain('Still missing: App Secret');
    await click(button('Sign in'));
    expect(asked()).toEqual([]);
    expect(text()).toContain('App ID or App Secret is missing');
    expect(document.activeElement).toBe(field('App Secret'));
  });

  it('needs the secret again for another app, not for the stored one', async () => {
    session = sessionWith(APP);
    await show(<App welcome />);
    expect(field('App Secret').placeholder).toContain('Stored;');
    expect(text()).toContain('Ready to sign in');
    await type('App ID', 'cli_2');
    expect(text()).toContain('Still missing: App Secret');
  });

  it.each<[FailureReason, string]>([
    ['wrong_secret', 'Copy both again'],
    ['login_denied', 'denied'],
    ['state_mismatch', 'another sign-in attempt'],
    ['code_refused', 'already used'],
    ['scope_not_enabled', 'publish a new version'],
  ])('says the next step after %s', async (reason, words) => {
    await show(<App welcome />);
    await fill();
    answers['session.login'] = failing(reason, { code: 20002 });
    await click(button('Sign in'));
    expect(text()).toContain(words);
    expect(text()).toContain('code: 20002');
    expect(field('App Secret').value).toBe('');
  });

  it('explains what only the platform’s own window shows, once that was closed', async () => {
    await show(<App welcome />);
    await fill();
    answers['session.login'] = failing('login_closed');
    await click(button('Sign in'));
    for (const code of ['20027', '20029', '20010']) expect(text()).toContain(code);
  });

  it('takes a failure as that of the platform that was signed in to', async () => {
    await show(<App welcome />);
    await fill();
    answers['session.login'] = failing('login_denied');
    await click(button('Sign in'));
    await choose('Platform', 'lark');
    expect(text()).not.toContain('denied');
  });

  it('warns calmly where the sign-in cannot renew itself, and names missing scopes', async () => {
    const account = { ...ACCOUNT, refreshes: false, scopes: ['task:task:read'] };
    const failure: Failure = { kind: 'signed-out', reason: 'no_refresh_token' };
    session = sessionWith({ ...APP, account, failure });
    await show(<App welcome={false} />);
    expect(document.querySelector('.notice.waiting')?.textContent).toContain('cannot renew itself');
    expect(document.querySelector('.notice.failure')).toBeNull();
    const missing = [...document.querySelectorAll('.overdue code')].map((code) => code.textContent);
    expect(missing).toEqual(['offline_access', 'task:task:write']);
  });

  it('says until when a sign-in works that could not be renewed, and renews it with the same rights', async () => {
    // An older version asked for more than anything needs.
    const scopes = [...ACCOUNT.scopes, 'task:custom_field:read', 'task:tasklist:read'];
    const account = { ...ACCOUNT, refreshes: false, scopes };
    const failure: Failure = { kind: 'signed-out', reason: 'session_expired', code: 20064 };
    session = sessionWith({ ...APP, account, failure });
    await show(<App welcome={false} />);
    const notice = document.querySelector('.notice.waiting');
    expect(notice?.textContent).toMatch(/could not be renewed.*\d{1,2}:\d\d/);
    expect(document.querySelector('.notice.failure')).toBeNull();
    session = SIGNED_IN;
    await click(notice?.querySelector('button') as HTMLButtonElement);
    expect(asked()).toEqual([['session.login', { brand: 'feishu', extras: ['task:custom_field:read'] }]]);
    expect(text()).not.toContain('could not be renewed');
  });

  it('takes a pasted token', async () => {
    await show(<App welcome />);
    answers['session.token'] = failing('token_refused');
    await type('User access token', ' u-1 ');
    await click(button('Use this token'));
    expect(asked()).toEqual([['session.token', { brand: 'feishu', token: 'u-1' }]]);
    expect(text()).toContain('is not accepted');
    answers['session.token'] = ok(SIGNED_IN);
    await click(button('Use this token'));
    expect(text()).toContain('Signed in as Anna Chen');
  });

  it('signs out', async () => {
    session = SIGNED_IN;
    await show(<App welcome={false} />);
    answers['session.logout'] = ok(sessionWith(APP));
    await click(button('Sign out'));
    expect(text()).not.toContain('Signed in as');
    expect(button('Sign in')).toBeDefined();
  });
});

describe('a custom platform', () => {
  async function fillCustom(): Promise<void> {
    await choose('Platform', 'custom');
    await fill();
    await type('API address', 'open.corp.example');
    await type('Accounts address', 'https://accounts.corp.example/');
    await type('Link hosts', 'applink.corp.example, tasks.corp.example');
  }

  it('asks the browser for its hosts inside the click, then saves them', async () => {
    const { permissions } = stubBrowser();
    await show(<App welcome />);
    await fillCustom();
    button('Sign in').click();
    expect(permissions.request).toHaveBeenCalledWith({
      origins: ['https://open.corp.example/*', 'https://accounts.corp.example/*'],
    });
    await vi.waitFor(() => expect(asked()).toHaveLength(2));
    expect(asked()[0]).toEqual([
      'session.save',
      {
        brand: 'custom',
        app_id: 'cli_1',
        app_secret: 'secret',
        custom: {
          api: 'https://open.corp.example',
          accounts: 'https://accounts.corp.example',
          linkHosts: ['applink.corp.example', 'tasks.corp.example'],
        },
      },
    ]);
  });

  it('saves nothing where the browser refuses', async () => {
    stubBrowser({ grants: false });
    await show(<App welcome />);
    await fillCustom();
    await click(button('Sign in'));
    expect(asked()).toEqual([]);
    expect(text()).toContain('does not let Tasklark talk to these addresses');
  });

  it('takes https addresses and host names only', async () => {
    await show(<App welcome />);
    await fillCustom();
    await type('API address', 'http://open.corp.example');
    await type('Link hosts', 'https://applink.corp.example/');
    expect(text()).toContain('Still missing: API address, Link hosts');
    expect(text()).toContain('Not an https address');
    expect(text()).toContain('Not host names only');
  });
});
