import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTaskForm, paste } from '../support/form-steps';
import { pageUrl } from '../support/pages-server';
import { openList } from '../support/popup-steps';
import { click, closePopup, find, listenTo, openForm, seeText, seeWrite, type, until } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { words } from '../support/words';
import { useStage } from './harness';

/** Puts records into the extension's database, as a broken disk would; a page of the same origin is the test's hand. */
async function write(own: Page, table: string, records: Readonly<Record<string, unknown>>): Promise<void> {
  await own.evaluate(
    (name, rows) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('tasklark');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const transaction = request.result.transaction(name, 'readwrite');
          for (const [key, value] of Object.entries(rows)) transaction.objectStore(name).put(value, key);
          transaction.oncomplete = () => {
            request.result.close();
            resolve();
          };
          transaction.onabort = () => reject(transaction.error);
        };
      }),
    table,
    records,
  );
}

/** All records of a table. */
async function read(own: Page, table: string): Promise<unknown[]> {
  return own.evaluate(
    (name) =>
      new Promise<unknown[]>((resolve, reject) => {
        const request = indexedDB.open('tasklark');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const all = request.result.transaction(name).objectStore(name).getAll();
          all.onsuccess = () => {
            request.result.close();
            resolve(all.result);
          };
        };
      }),
    table,
  );
}

describe('a database in trouble', () => {
  const stage = useStage();
  let options: Page;
  beforeAll(async () => {
    options = await stage.chromium.openOptions();
    await signInByToken(options, { token: stage.sandbox.tokenFor('Anna Chen'), user: 'Anna Chen' });
  });

  it('sets broken records aside, says so until it is read, and goes on with the rest', async () => {
    await write(options, 'operations', {
      number: 5,
      half: { id: 'half', seq: 1, guid: '../../etc', action: 'edit' },
      text: 'nothing like a change',
    });
    await write(options, 'state', {
      limiter: { starts: 'now' },
      sites: 7,
      clockOffset: 'late',
      'session:lark': { access_token: 'u-broken' },
    });
    await write(options, 'drafts', { 'feishu//x': ['not', 'a', 'draft'] });
    await stage.chromium.killWorker();

    const heard = listenTo(stage.sandbox);
    const page = await stage.chromium.open(pageUrl('dashboard'));
    const popup = await openForm(stage.chromium, page, 'Version 2.0 is out');
    await type(popup, 'Title', 'Version 2.1 is out');
    await popup.keyboard.down('Control');
    await popup.keyboard.press('Enter');
    await popup.keyboard.up('Control');
    await seeWrite(heard, stage.guid('milestone'), 'summary');
    await closePopup(popup);

    const list = await openList(stage.chromium, page);
    await seeText(list, words('aside_many', 'en', '3'));
    await click(list, words('dismiss'));
    await until(
      'the notice to go',
      async () => !(await list.evaluate(() => document.body.innerText)).includes('set aside'),
    );
    await closePopup(list);

    await options.bringToFront();
    await click(options, words('diagnostics_show'), 'DisclosureTriangle');
    await seeText(options, words('diag_aside', 'en', '5'));
    expect(JSON.stringify(await read(options, 'aside'))).not.toContain('u-broken');
    expect(JSON.stringify(await read(options, 'aside'))).toContain('nothing like a change');
    await page.close();
  });

  it('says that a newer version wrote the data, and that an older copy holds it', async () => {
    const shown = await stage.chromium.open(options.url());
    const reopen = (how: 'newer' | 'older' | 'let go') =>
      options.evaluate(async (wish) => {
        const holder = globalThis as { held?: IDBDatabase };
        holder.held?.close();
        const done = (request: IDBOpenDBRequest) =>
          new Promise<IDBDatabase>((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        if (wish === 'newer') (await done(indexedDB.open('tasklark', 99))).close();
        else await done(indexedDB.deleteDatabase('tasklark'));
        // Deaf to `versionchange`, as a copy from before that rule would be.
        if (wish === 'older') holder.held = await done(indexedDB.open('tasklark', 1));
      }, how);

    await reopen('newer');
    await shown.reload();
    await seeText(shown, words('failure_storage_newer'));
    await stage.chromium.killWorker();
    await reopen('older');
    await shown.reload();
    await seeText(shown, words('failure_storage_blocked'));
    await click(shown, words('diagnostics_show'), 'DisclosureTriangle');
    await seeText(shown, words('diag_signed_out'));
    await reopen('let go');
    await shown.reload();
    await find(shown, words('options_sign_in'));
  });
});

describe('a full disk', () => {
  const stage = useStage();

  it('acknowledges nothing, and gives back what was typed', async () => {
    const options = await stage.chromium.openOptions();
    const session = await options.createCDPSession();
    const origin = `chrome-extension://${stage.chromium.extensionId}`;
    // Little from the start: the browser reckons with what it once found for half a minute.
    const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 40_000 });
    await signInByToken(options, { token: stage.sandbox.tokenFor('Anna Chen'), user: 'Anna Chen' });

    const page = await stage.chromium.open(pageUrl('dashboard'));
    const popup = await openTaskForm(stage.chromium, stage.sandbox, page, 'overdue');
    const heard = listenTo(stage.sandbox);
    await paste(popup, words('field_extra'), 'no room '.repeat(8_000));
    await seeText(popup, words('failure_storage_full'));
    await click(popup, words('save_one'));
    await until(
      'one notice for both refusals',
      async () => (await popup.$$('.notice.failure .notice-actions')).length === 1,
    );
    await click(popup, words('copy_typed'));
    expect(heard.writes()).toEqual([]);

    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await click(popup, words('save_one'));
    await seeWrite(heard, stage.guid('overdue'), 'extra');
    expect(heard.writes()).toHaveLength(1);
    await closePopup(popup);
  });
});
