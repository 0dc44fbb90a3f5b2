import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import type { SandboxApp } from '../sandbox/model';
import { redirectUrl } from '../support/extension-id';
import { click, find, listenTo, seeText, type } from '../support/steps';
import { words } from '../support/words';
import { useStage } from './harness';

const FULL = 0;
const READ_ONLY = 2;
const NO_REFRESH = 4;

describe('signing in goes wrong', () => {
  const stage = useStage();

  function app(index: number): SandboxApp {
    const found = stage.sandbox.apps[index];
    if (!found) throw new Error(`The sandbox has no app ${index}`);
    return found;
  }

  /** Fills in an app and presses the button; answers the options page. */
  async function pressSignIn({ app_id, app_secret }: SandboxApp): Promise<Page> {
    const options = await stage.chromium.openOptions();
    await type(options, 'App ID', app_id);
    await type(options, 'App Secret', app_secret);
    await click(options, 'Sign in');
    return options;
  }

  /** The window that shows the platform's own page. */
  async function loginWindow(): Promise<Page> {
    const target = await stage.chromium.browser.waitForTarget((found) => found.url().includes('/authorize'), {
      timeout: 20_000,
    });
    return target.asPage();
  }

  const tokenCalls = (heard: ReturnType<typeof listenTo>) => heard.requests().filter(({ api }) => /token$/.test(api));

  it('no app: says what is missing, and asks nobody', async () => {
    const heard = listenTo(stage.sandbox);
    const options = await stage.chromium.openOptions();
    await click(options, 'Sign in');
    await seeText(options, words('failure_no_app'));
    expect(heard.requests()).toEqual([]);
  });

  it('a wrong secret (20002)', async () => {
    const heard = listenTo(stage.sandbox);
    const options = await pressSignIn({ ...app(FULL), app_secret: 'SANDBOX-NOT-A-SECRET-WRONG-00000' });
    await click(await loginWindow(), 'Authorize');
    await seeText(options, words('failure_wrong_secret'));
    expect(tokenCalls(heard).map(({ code }) => code)).toEqual([20002]);
    await find(options, 'Sign in');
  });

  it('a redirect URL that is not on the list (20029): the closed window is explained, with the URL to add', async () => {
    const listed = stage.sandbox.redirectUris as string[];
    const before = listed.splice(0);
    const options = await pressSignIn(app(FULL));
    const shown = await loginWindow();
    await seeText(shown, '20029').finally(() => listed.push(...before));
    await shown.close();
    await seeText(options, words('failure_login_closed'));
    await seeText(options, words('login_help_20029'));
    await seeText(options, redirectUrl(stage.extension));
  });

  it('a scope that is not enabled (20027): the closed window is explained', async () => {
    const options = await pressSignIn(app(READ_ONLY));
    const shown = await loginWindow();
    await seeText(shown, '20027');
    await shown.close();
    await seeText(options, words('failure_login_closed'));
    await seeText(options, words('login_help_20027'));
  });

  it('a window closed over the question', async () => {
    const heard = listenTo(stage.sandbox);
    const options = await pressSignIn(app(FULL));
    const consent = await loginWindow();
    await find(consent, 'Authorize');
    await consent.close();
    await seeText(options, words('failure_login_closed'));
    expect(tokenCalls(heard)).toEqual([]);
  });

  it('consent denied', async () => {
    const heard = listenTo(stage.sandbox);
    const options = await pressSignIn(app(FULL));
    await click(await loginWindow(), 'Deny');
    await seeText(options, words('failure_login_denied'));
    expect(tokenCalls(heard)).toEqual([]);
  });

  it('an answer of another attempt: its code is never used', async () => {
    const heard = listenTo(stage.sandbox);
    const options = await pressSignIn(app(FULL));
    const consent = await loginWindow();
    const answer = `${redirectUrl(stage.extension)}?code=${'c'.repeat(64)}&state=of-another-attempt`;
    // The window closes while it navigates.
    await consent.evaluate((url) => location.assign(url), answer).catch(() => undefined);
    await seeText(options, words('failure_state_mismatch'));
    expect(tokenCalls(heard)).toEqual([]);
  });

  it.each([
    ['used before (20065)', 20065],
    ['unknown (20003)', 20003],
  ])('a code that was %s', async (_, code) => {
    const heard = listenTo(stage.sandbox);
    stage.sandbox.misbehave({ api: 'oauth.v3.token', how: 'status', status: 400, code, times: 1 });
    const options = await pressSignIn(app(FULL));
    await click(await loginWindow(), 'Authorize');
    await seeText(options, words('failure_code_refused'));
    expect(tokenCalls(heard).map((call) => call.code)).toEqual([code]);
  });

  it('an answer lost on its way', async () => {
    stage.sandbox.misbehave({ api: 'oauth.v3.token', how: 'drop-before', times: 1 });
    const options = await pressSignIn(app(FULL));
    await click(await loginWindow(), 'Authorize');
    await seeText(options, words('failure_no_network'));
    await find(options, 'Sign in');
  });

  it('a pasted token that nobody issued', async () => {
    const options = await stage.chromium.openOptions();
    await type(options, 'User access token', 'eyJ-of-nobody');
    await click(options, 'Use this token');
    await seeText(options, words('failure_token_refused'));
  });

  it('no refresh token: signed in, with a warning and the time when it ends', async () => {
    const options = await pressSignIn(app(NO_REFRESH));
    await click(await loginWindow(), 'Authorize');
    await seeText(options, words('signed_in_as', 'en', 'Anna Chen'));
    await seeText(options, words('failure_no_refresh_token'));
    await find(options, 'Sign out');
  });

  it('a code used for real a second time is refused, and who was signed in stays', async () => {
    const used = stage.sandbox.requests.filter(({ api, code }) => api === 'oauth.v3.token' && code === 0);
    const [{ code = '' } = {}] = used.map(({ body }) => body as { code?: string });
    const options = await stage.chromium.openOptions();
    await click(options, words('change_app'), 'DisclosureTriangle');
    await pressSignIn(app(NO_REFRESH));
    const consent = await loginWindow();
    const state = new URL(consent.url()).searchParams.get('state') ?? '';
    const answer = `${redirectUrl(stage.extension)}?${new URLSearchParams({ code, state })}`;
    await consent.evaluate((url) => location.assign(url), answer).catch(() => undefined);
    await seeText(options, words('failure_code_refused'));
    await seeText(options, words('signed_in_as', 'en', 'Anna Chen'));
    expect(stage.sandbox.requests.findLast(({ api }) => api === 'oauth.v3.token')?.code).toBe(20065);
  });
});
