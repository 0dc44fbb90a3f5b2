import * as lark from '@larksuiteoapi/node-sdk';
import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RequestEntry } from '../sandbox/model';
import { openTaskForm, paste, pressSave, typeDate } from '../support/form-steps';
import { pageUrl } from '../support/pages-server';
import { openTask } from '../support/popup-steps';
import { click, closePopup, listenTo, seeText, signIn, until } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { words } from '../support/words';
import { useStage } from './harness';

// What the built extension sends for an intent is what the official SDK sends for it. The SDK is told by hand, from the document.

const quiet = { error() {}, warn() {}, info() {}, debug() {}, trace() {} };
const params = { user_id_type: 'open_id' } as const;
const LEGACY = 1;

describe('the same words as the official client', () => {
  const stage = useStage();
  let page: Page;
  let client: lark.Client;
  let as: ReturnType<typeof lark.withUserAccessToken>;
  beforeAll(async () => {
    const [app] = stage.sandbox.apps;
    client = new lark.Client({
      appId: app?.app_id ?? '',
      appSecret: app?.app_secret ?? '',
      domain: stage.sandbox.address,
      logger: quiet,
    });
    as = lark.withUserAccessToken(stage.sandbox.tokenFor('Anna Chen'));
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    page = await stage.chromium.open(pageUrl('index'));
  });

  /** Header order, user agent and the token itself are each one's own. */
  function wordsOf({ method, path, query, body, headers }: RequestEntry) {
    const type = body === undefined ? undefined : headers['content-type']?.replace(/;.*/, '');
    return { method, path, query, body, type };
  }

  /** The writing requests that this makes: all but the reads. */
  async function requestsOf(act: () => Promise<unknown>) {
    const heard = listenTo(stage.sandbox);
    const made = () => heard.calls().filter(({ method }) => method !== 'GET');
    await act();
    await until('an answer', () => made().length > 0 && made().every(({ status }) => status !== 0));
    return made();
  }

  async function compare(ours: () => Promise<unknown>, theirs: (sent: unknown) => Promise<unknown>): Promise<void> {
    const mine = await requestsOf(ours);
    expect(mine).toHaveLength(1);
    // Only what is asked counts here: a second completion is refused, and so be it.
    const official = await requestsOf(() => theirs(mine[0]?.body).catch(() => undefined));
    expect(mine.map(wordsOf)).toEqual(official.map(wordsOf));
  }

  const patch = (guid: string, data: object) =>
    client.task.v2.task.patch({ path: { task_guid: guid }, params, data: data as never }, as);

  it('for a patch that sets and clears', async () => {
    const popup = await openTaskForm(stage.chromium, stage.sandbox, page, 'milestone');
    await compare(
      async () => {
        await paste(popup, 'Title', '复盘 & review');
        await click(popup, words('clear_field', 'en', 'Due'));
        await click(popup, 'Milestone', 'checkbox');
        await paste(popup, 'Extra data', 'dGVzdA==');
        await pressSave(popup, 4);
        await seeText(popup, words('saved', 'en', 'Title, Due, Milestone, Extra data'));
      },
      () =>
        patch(stage.guid('milestone'), {
          task: { summary: '复盘 & review', is_milestone: false, extra: 'dGVzdA==' },
          update_fields: ['summary', 'due', 'is_milestone', 'extra'],
        }),
    );
    await compare(
      async () => {
        await click(popup, words('all_day'), 'checkbox');
        await typeDate(popup, 'Due', '2031-05-01');
        await pressSave(popup);
        await seeText(popup, words('saved', 'en', 'Due'));
      },
      () =>
        patch(stage.guid('milestone'), {
          task: { due: { timestamp: String(Date.UTC(2031, 4, 1)), is_all_day: true } },
          update_fields: ['due'],
        }),
    );
    await closePopup(popup);
  });

  it('for complete and reopen', async () => {
    const guid = stage.guid('plain');
    const { url = '' } = stage.sandbox.tasks.find(({ key }) => key === 'plain') ?? {};
    const popup = await openTask(stage.chromium, page, { link: url });
    await compare(
      () => click(popup, 'Complete'),
      (sent) => {
        // The time is the server's; it cannot be the same twice.
        const { completed_at } = (sent as { task: { completed_at: string } }).task;
        expect(Math.abs(Number(completed_at) - Date.now())).toBeLessThan(60_000);
        return patch(guid, { task: { completed_at }, update_fields: ['completed_at'] });
      },
    );
    await compare(
      () => click(popup, 'Reopen'),
      () => patch(guid, { task: { completed_at: '0' }, update_fields: ['completed_at'] }),
    );
    await closePopup(popup);
  });

  it('for complete and uncomplete of v1', async () => {
    const options = await stage.chromium.openOptions();
    await click(options, 'Sign out');
    const token = stage.sandbox.tokenFor('Anna Chen', stage.sandbox.apps[LEGACY]?.app_id);
    await signInByToken(options, { token, user: 'Anna Chen' });
    as = lark.withUserAccessToken(token);
    const path = { task_id: stage.guid('origin') };
    const { url = '' } = stage.sandbox.tasks.find(({ key }) => key === 'origin') ?? {};
    const popup = await openTask(stage.chromium, page, { link: url });
    await compare(
      () => click(popup, 'Complete'),
      () => client.task.v1.task.complete({ path }, as),
    );
    await compare(
      () => click(popup, 'Reopen'),
      () => client.task.v1.task.uncomplete({ path }, as),
    );
    await closePopup(popup);
  });
});
