import { randomUUID } from 'node:crypto';
import type { Page, Target } from 'puppeteer';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { openList, openTask } from '../support/popup-steps';
import { click, closePopup, find, type Heard, listenTo, seeText, seeWrite, signIn, until } from '../support/steps';
import { words } from '../support/words';
import { useStage } from './harness';

const DAY = 86_400_000;
/** The access token's life less three minutes, ms: it is renewed early then, and works. */
const NEARLY_OVER = (7200 - 180) * 1000;

/** The sentence before the one with the time. */
const SIGN_IN_BY = words('sign_in_by').split('.')[0] ?? '';

const isLogin = (target: Target) => target.url().includes('/authen/v1/authorize');

interface Messenger {
  readonly chrome: { readonly runtime: { sendMessage(message: unknown): Promise<never> } };
}

describe('a session', () => {
  const stage = useStage();
  let page: Page;
  let ahead = 0;

  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    page = await stage.chromium.open(pageUrl('index'));
  });
  afterEach(() => shift(-ahead));

  /** Moves the server's clock, which is to the browser as if its own were wrong. */
  function shift(ms: number): void {
    stage.sandbox.shiftClock(ms);
    ahead += ms;
  }

  const tokenCalls = (heard: Heard) => heard.requests().filter(({ api }) => api === 'oauth.v3.token');
  const urlOf = (key: string) => stage.sandbox.tasks.find((task) => task.key === key)?.url ?? '';

  /** What an own page asks the background, straight. */
  async function askAll(guids: readonly string[]): Promise<{ ok: boolean; failure?: { kind: string } }[]> {
    const options = await stage.chromium.openOptions();
    return options.evaluate(
      (all) =>
        Promise.all(
          all.map((guid) =>
            (globalThis as unknown as Messenger).chrome.runtime.sendMessage({
              type: 'task.read',
              input: { brand: 'feishu', guid, fresh: true },
            }),
          ),
        ),
      [...guids],
    );
  }

  /** Chooses Anna in the window that asks, and allows it. */
  async function answerConsent(window = stage.chromium.browser.waitForTarget(isLogin, { timeout: 20_000 })) {
    const consent = await (await window).asPage();
    const anna = stage.sandbox.users.find(({ name }) => name === 'Anna Chen')?.open_id ?? '';
    await (await find(consent, 'User', 'combobox')).select(anna);
    await click(consent, 'Authorize');
  }

  async function complete(key: string): Promise<void> {
    const popup = await openTask(stage.chromium, page, { link: urlOf(key) });
    await click(popup, 'Complete');
    await find(popup, 'Reopen');
    await closePopup(popup);
  }

  it('is renewed once for fifty calls on an expired token', async () => {
    const heard = listenTo(stage.sandbox);
    stage.sandbox.expireTokens();
    const guids = [stage.guid('plain'), stage.guid('due-today'), ...Array.from({ length: 48 }, () => randomUUID())];
    const answers = await askAll(guids);
    expect(tokenCalls(heard).map(({ code }) => code)).toEqual([0]);
    expect(answers.slice(0, 2).map(({ ok }) => ok)).toEqual([true, true]);
    expect(new Set(answers.slice(2).map(({ failure }) => failure?.kind))).toEqual(new Set(['gone']));
    const starts = heard.calls().map(({ at }) => at);
    expect(
      Math.max(...starts.map((from) => starts.filter((at) => at >= from && at < from + 1000).length)),
    ).toBeLessThanOrEqual(8);
  });

  it.each([
    ['a day behind', DAY],
    ['a day ahead', -DAY],
  ])('does not mind a clock that is %s', async (_, server) => {
    shift(server);
    const options = await stage.chromium.openOptions();
    await click(options, 'Sign out');
    await find(options, 'Sign in');
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    const heard = listenTo(stage.sandbox);
    const key = server > 0 ? 'plain' : 'due-today';
    await complete(key);
    const write = await seeWrite(heard, stage.guid(key), 'completed_at');
    const at = Number(write.fields.find(({ name }) => name === 'completed_at')?.after);
    expect(Math.abs(at - (Date.now() + server))).toBeLessThan(60_000);
    expect(tokenCalls(heard)).toEqual([]);
    stage.sandbox.expireTokens();
    const [answer] = await askAll([stage.guid('overdue')]);
    expect(answer?.ok).toBe(true);
    expect(tokenCalls(heard).map(({ code }) => code)).toEqual([0]);
  });

  it('that cannot be renewed says until when it works, and works until then', async () => {
    // By the server's clock as it is again, the token of the last test is over: a new one.
    await askAll([stage.guid('overdue')]);
    const heard = listenTo(stage.sandbox);
    stage.sandbox.misbehave({ api: 'oauth.v3.token', how: 'status', status: 400, code: 20064, times: 1 });
    shift(NEARLY_OVER);
    // The first answer tells the time, the second call renews.
    await askAll([stage.guid('overdue')]);
    await askAll([stage.guid('overdue')]);
    const options = await stage.chromium.openOptions();
    await seeText(options, SIGN_IN_BY);
    await seeText(options, words('signed_in_as', 'en', 'Anna Chen'));
    const popup = await openTask(stage.chromium, page, { link: urlOf('start-due') });
    await seeText(popup, SIGN_IN_BY);
    await click(popup, 'Complete');
    await seeWrite(heard, stage.guid('start-due'), 'completed_at');
    await closePopup(popup);
    expect(tokenCalls(heard).map(({ code }) => code)).toEqual([20064]);
    await options.bringToFront();
    await click(options, 'Sign in');
    await answerConsent();
    await until('the notice to leave', () =>
      options.evaluate((said) => !document.body.innerText.includes(said), SIGN_IN_BY),
    );
  });

  it('whose new pair was lost on the way asks once for a sign-in; what waits is sent after it', async () => {
    await askAll([stage.guid('overdue')]);
    const heard = listenTo(stage.sandbox);
    const popup = await openTask(stage.chromium, page, { link: urlOf('milestone') });
    await find(popup, 'Complete');
    stage.sandbox.misbehave({ api: 'oauth.v3.token', how: 'lost-refresh', times: 1 });
    stage.sandbox.expireTokens();
    await click(popup, 'Complete');
    await find(popup, 'Reopen');
    await closePopup(popup);
    // The old token is tried once more, since nobody could know; then no more.
    await until('a definite no', () => tokenCalls(heard).some(({ code }) => code === 20073));
    const list = await openList(stage.chromium, page);
    await seeText(list, words('not_signed_in'));
    await seeText(list, words('waiting_one'));
    await closePopup(list);
    const options = await stage.chromium.openOptions();
    await seeText(options, words('failure_session_expired'));
    expect(heard.writes()).toEqual([]);
    expect(tokenCalls(heard)).toHaveLength(2);
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    await seeWrite(heard, stage.guid('milestone'), 'completed_at');
    expect(heard.writes()).toHaveLength(1);
  });

  it('can be begun again where the worker died over the question; the old window’s code is never used', async () => {
    const options = await stage.chromium.openOptions();
    await click(options, 'Sign out');
    const heard = listenTo(stage.sandbox);
    await click(options, 'Sign in');
    const left = stage.chromium.browser.waitForTarget(isLogin, { timeout: 20_000 });
    await find(await (await left).asPage(), 'Authorize');
    await stage.chromium.killWorker();
    // The page asks the next worker by itself; the browser shows one login window at a time.
    await seeText(options, words('failure_login_open'));
    await answerConsent(left);
    await until('the old window to close', () => !stage.chromium.browser.targets().some(isLogin));
    expect(tokenCalls(heard)).toEqual([]);
    await options.bringToFront();
    await click(options, 'Sign in');
    await answerConsent();
    await seeText(options, words('signed_in_as', 'en', 'Anna Chen'));
    expect(tokenCalls(heard).map(({ code }) => code)).toEqual([0]);
  });
});
