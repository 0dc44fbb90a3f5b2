import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { clickToConfirm, closePopup, count, find, until } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { useStage } from './harness';

const HOST = 'https://tracker.example.com';
const TITLE = 'Complete task: it';

describe('on odd pages', () => {
  const stage = useStage();
  beforeAll(async () => {
    const token = stage.sandbox.tokenFor('Anna Chen');
    await signInByToken(await stage.chromium.openOptions(), { token, user: 'Anna Chen' });
  });

  /** A page of this type and body; `LINK` stands for a task's address. Answers what went wrong in it as well. */
  async function open(contentType: string, body: string, headers: Record<string, string> = {}) {
    const page = await stage.chromium.browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => errors.push(message.text()));
    await page.setRequestInterception(true);
    const url = `https://applink.feishu.cn/client/todo/detail?guid=${stage.guid('plain')}`;
    page.on('request', (request) => {
      const isPage = request.url() === `${HOST}/odd`;
      void (isPage
        ? request.respond({ contentType, headers, body: body.replaceAll('LINK', url) })
        : request.respond({ status: 204 }));
    });
    await page.goto(`${HOST}/odd`);
    return { page, errors };
  }

  /** A page that surely has a control by now has had time for another one too. */
  async function waitForAnother(): Promise<void> {
    const { page } = await open('text/html', '<p><a href="LINK">it</a>');
    await find(page, TITLE);
    await page.close();
  }

  it.each([
    ['application/xml', '<list><a href="LINK">it</a><item>LINK</item></list>'],
    ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"><a href="LINK"><text y="20">it</text></a></svg>'],
    ['application/json', '{"url":"LINK"}'],
    ['text/css', '/* LINK */'],
    ['application/pdf', '%PDF-1.4 LINK'],
  ])('a document of type %s is left as it is, and nothing fails there', async (type, body) => {
    const { page, errors } = await open(type, body).catch(() => ({ page: undefined, errors: [] }));
    await waitForAnother();
    expect(errors).toEqual([]);
    await page?.close();
  });

  it('XHTML is a page like any other', async () => {
    const body = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p><a href="LINK">it</a></p></body></html>';
    const { page, errors } = await open('application/xhtml+xml', body);
    await find(page, TITLE);
    expect(errors).toEqual([]);
    await page.close();
  });

  it.each<[string, string, Record<string, string>]>([
    ['a page in an opaque origin', '<p><a href="LINK">it</a>', { 'content-security-policy': 'sandbox allow-scripts' }],
    ['a sandboxed frame', '<iframe sandbox srcdoc="&lt;a href=LINK>it&lt;/a>"></iframe>', {}],
    ['a frame of data', '<iframe src="data:text/html,<a href=LINK>it</a>"></iframe>', {}],
    ['a page that is an editor', '<body contenteditable><p><a href="LINK">it</a>', {}],
    ['a canvas', '<canvas><p><a href="LINK">it</a></p></canvas>', {}],
  ])('no control stands in %s', async (_, body, headers) => {
    const { page, errors } = await open('text/html', body, headers);
    await waitForAnother();
    for (const frame of page.frames()) expect(await frame.$$(`::-p-aria([name="${TITLE}"])`)).toEqual([]);
    expect(errors.filter((error) => !/sandboxed/.test(error))).toEqual([]);
    await page.close();
  });

  async function clickAndCancel(page: Page, name: string): Promise<void> {
    const popup = await clickToConfirm(stage.chromium, page, name);
    await find(popup, 'Complete');
    await closePopup(popup);
  }

  const hosts = (page: Page) => page.$$eval('a + span', (found) => found.length);

  it('a page that takes the control away three times and once more is rid of it', async () => {
    const { page } = await open('text/html', '<p><a href="LINK">it</a></p>');
    for (let time = 0; time < 4; time += 1) {
      await until('the control', async () => (await hosts(page)) === 1);
      await page.$eval('a + span', (host) => host.remove());
    }
    await waitForAnother();
    await waitForAnother();
    expect(await hosts(page)).toBe(0);
    await page.close();
  });

  it('a page that comes back from the history has its controls, and they work', async () => {
    const page = await stage.chromium.open(pageUrl('dashboard'));
    const name = 'Complete task: Write the release notes';
    await find(page, name);
    await page.goto(pageUrl('readme'));
    await page.goBack();
    await clickAndCancel(page, name);
    expect(await count(page, name)).toBe(1);
    await page.close();
  });

  it('scripts that come twice make one control', async () => {
    const page = await stage.chromium.open(pageUrl('dashboard'));
    const name = 'Complete task: Write the release notes';
    await (await find(page, name)).hover();
    await find(page, name.replace('Complete', 'Edit'));
    const worker = await stage.chromium.worker();
    await worker.evaluate(`(async () => {
      for (const tab of await chrome.tabs.query({ url: 'https://tracker.example.com/*' }))
        for (const file of ['acts.js', 'controls.js', 'scout.js', 'controls.js', 'acts.js', 'acts.js'])
          await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: [file] });
    })()`);
    await until('one control', async () => (await count(page, name)) === 1);
    await clickAndCancel(page, name);
    expect(await count(page, name)).toBe(1);
    await page.close();
  });
});
