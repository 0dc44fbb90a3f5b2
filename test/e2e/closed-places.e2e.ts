import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { openList } from '../support/popup-steps';
import { click, closePopup, count, find, seeText, until } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { words } from '../support/words';
import { useStage } from './harness';

const HOST = 'https://tracker.example.com';

/** A task's address as an editor colours it. */
const coloured = (url: string) =>
  url.replace(
    /^(https)(:\/\/)(applink[^/]*)(\/client\/todo\/)(detail.*)$/,
    '<b>$1</b><i>$2</i><span>$3</span>$4<u>$5</u>',
  );

describe('tasks whose links stand where no control may', () => {
  const stage = useStage();
  beforeAll(async () => {
    const token = stage.sandbox.tokenFor('Anna Chen');
    await signInByToken(await stage.chromium.openOptions(), { token, user: 'Anna Chen' });
  });

  const url = (key: string) => `https://applink.feishu.cn/client/todo/detail?guid=${stage.guid(key)}`;
  const link = (key: string, text: string) => `<a href="${url(key)}">${text}</a>`;

  /** A page with this body; its frames are `/inner`, and whatever stands on another host. */
  async function open(body: string, inner = ''): Promise<Page> {
    const page = await stage.chromium.browser.newPage();
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const at = new URL(request.url());
      const html = at.pathname === '/board' ? body : at.pathname === '/inner' ? inner : '<p>elsewhere</p>';
      void request.respond({ contentType: 'text/html', body: `<!doctype html><meta charset=utf-8>${html}` });
    });
    await page.goto(`${HOST}/board`);
    return page;
  }

  /** The rows of the list once all are read: each task's title and what is said of its place. */
  async function rows(popup: Page, expected: number): Promise<string[]> {
    return until(`${expected} tasks that are read`, async () => {
      const found = await popup.$$eval('.task-row', (all) =>
        all.map((row) => [
          row.querySelector('.summary-title')?.textContent,
          row.querySelector('.row-place')?.textContent ?? 'ring',
        ]),
      );
      const isRead = (await popup.$$('.task-row [aria-busy=true], .tasks[aria-busy=true]')).length === 0;
      return (
        found.length === expected && isRead && found.every(([title]) => title) && found.map((row) => row.join(' | '))
      );
    });
  }

  async function listOf(
    body: string,
    expected: readonly string[],
    inner?: string,
  ): Promise<{ page: Page; popup: Page }> {
    const page = await open(body, inner);
    const popup = await openList(stage.chromium, page);
    expect(await rows(popup, expected.length)).toEqual(expected);
    return { page, popup };
  }

  const place = (name: 'editor' | 'field' | 'button' | 'label' | 'summary') => words(`closed_${name}`);

  it('a board of cards that are buttons: each is listed with its reason, completed from there, and the answers agree', async () => {
    const card = (key: string, text: string) => `<div role="button" tabindex="0">${link(key, text)}<p>words</p></div>`;
    const { page, popup } = await listOf(`<main>${card('shared', 'one')}${card('plain', 'two')}</main>`, [
      `Agree on the launch date | ${place('button')}`,
      `Write the release notes | ${place('button')}`,
    ]);
    expect(await popup.evaluate(() => document.body.innerText)).not.toContain(words('no_links'));
    await click(popup, words('missing_control'), 'DisclosureTriangle');
    await seeText(popup, words('no_control_closed_places'));
    await (await popup.$('.task-row'))?.click();
    await click(popup, 'Complete');
    await seeText(popup, words('done_complete'));
    await until('Feishu to have it', () => stage.sandbox.task(stage.guid('shared'))?.status === 'done');
    await closePopup(popup);
    expect(await count(page, 'Complete task: two')).toBe(0);
    await page.close();
  });

  it('a page that is one editor, with links, bare addresses and a coloured one', async () => {
    const { page, popup } = await listOf(
      `<div contenteditable><h1>Plan</h1><p>${link('milestone', 'Release')}</p><p>${url('plain')}</p>
       <pre><div>${coloured(url('chinese'))}</div><div>next line</div></pre></div>`,
      [
        `Version 2.0 is out | ${place('editor')}`,
        `Write the release notes | ${place('editor')}`,
        `针对全年销售进行一次复盘 | ${place('editor')}`,
      ],
    );
    await closePopup(popup);
    await page.close();
  });

  it('labels, folds, buttons and fields, in page order beside links that have their ring', async () => {
    const page = await open(
      `<label>${link('overdue', 'a')}</label><p>${link('plain', 'b')}</p>
       <details><summary>${link('milestone', 'c')}</summary></details>
       <textarea>my note ${url('extra')}</textarea><button>${link('origin', 'd')}</button>
       <div contenteditable>${link('plain', 'again')}</div>`,
    );
    await find(page, 'Complete task: b');
    const popup = await openList(stage.chromium, page);
    expect(await rows(popup, 5)).toEqual([
      `Renew the certificate | ${place('label')}`,
      'Write the release notes | ring',
      `Version 2.0 is out | ${place('summary')}`,
      `Imported from the ticket system | ${place('field')}`,
      `Answer the customer of ticket 8812 | ${place('button')}`,
    ]);
    expect(await popup.evaluate(() => document.body.innerText)).not.toContain('my note');
    await click(popup, words('missing_control'), 'DisclosureTriangle');
    await seeText(popup, words('no_control_some_closed_places', 'en', '4'));
    await closePopup(popup);
    await page.close();
  });

  it('shadow roots and frames of the same site; of other sites it is said that nobody looks', async () => {
    const { page, popup } = await listOf(
      `<button>${link('overdue', 'a')}</button><div id="host"></div><iframe src="/inner"></iframe>
       <iframe src="https://other.example.com/x" width="300" height="200"></iframe>
       <script>host.attachShadow({ mode: 'open' }).innerHTML = '<label>${link('plain', 'b')}</label>';</script>`,
      [
        `Renew the certificate | ${place('button')}`,
        `Write the release notes | ${place('label')}`,
        `Version 2.0 is out | ${place('editor')}`,
      ],
      `<body contenteditable>${link('milestone', 'c')}</body>`,
    );
    await seeText(popup, words('frames_not_read'));
    await closePopup(popup);
    await page.close();
  });

  it('a page with nothing but a frame of another site does not say that it has no tasks', async () => {
    const page = await open('<iframe src="https://other.example.com/x" width="300" height="200"></iframe>');
    const popup = await openList(stage.chromium, page);
    await seeText(popup, words('no_control_foreign_frames'));
    expect(await popup.evaluate(() => document.body.innerText)).not.toContain(words('no_links'));
    await closePopup(popup);
    await page.close();
  });
});
