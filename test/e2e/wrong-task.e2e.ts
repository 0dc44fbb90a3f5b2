import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../support/bundle';
import { closePopup, confirm, count, find, listenTo, REST_MS, restPointer, until } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { useStage } from './harness';
import type { Rows } from './recycled/rows';

const HOST = 'https://tracker.example.com';

describe('a ring is never for another task than the one that is written beside it', () => {
  const stage = useStage();
  const urlOf = (key: string) => `https://applink.feishu.cn/client/todo/detail?guid=${stage.guid(key)}`;
  /** An address in pieces, as colouring and line-break hints leave it. */
  const torn = (key: string) =>
    `<i>https</i>:<i>//applink.feishu.cn/client/</i><wbr>todo/<wbr>detail?guid=${stage.guid(key)}`;
  beforeAll(async () => {
    const token = stage.sandbox.tokenFor('Anna Chen');
    await signInByToken(await stage.chromium.openOptions(), { token, user: 'Anna Chen' });
  });

  async function open(body: string): Promise<Page> {
    const page = await stage.chromium.browser.newPage();
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      void (request.url() === `${HOST}/wrong`
        ? request.respond({ contentType: 'text/html', body: `<!doctype html><meta charset="utf-8">${body}` })
        : request.respond({ status: 204 }));
    });
    await page.goto(`${HOST}/wrong`);
    await page.bringToFront();
    return page;
  }

  /** Where the rings stand: the id of the block, for each. */
  const blocks = (page: Page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('[id]')].flatMap((block) =>
        [...block.querySelectorAll('span:empty')].map(() => block.id),
      ),
    );

  /** Makes the site direct by the box in a confirmation. */
  async function makeDirect(): Promise<void> {
    const page = await open(`<p><a href="${urlOf('done')}">make it direct</a></p>`);
    await (
      await find(page, 'Reopen task: make it direct').catch(() => find(page, 'Complete task: make it direct'))
    ).click();
    const popup = await stage.chromium.popupPage();
    await confirm(popup, 'Reopen', 'tracker.example.com');
    await page.close();
  }

  it.each([
    [
      'cells',
      (a: string, b: string) =>
        `<table cellspacing=0 cellpadding=0><tr><td id=a>${a}</td><td id=b>${b}</td></tr></table>`,
    ],
    ['blocks', (a: string, b: string) => `<div id=a>${a}</div><div id=b>${b}</div>`],
    [
      'lines of code',
      (a: string, b: string) =>
        `<pre><span id=a style="display:block">${a}</span><span id=b style="display:block">${b}</span></pre>`,
    ],
    ['items of a list', (a: string, b: string) => `<ul><li id=a>${a}</li><li id=b>${b}</li></ul>`],
    ['lines of a paragraph', (a: string, b: string) => `<p><b id=a>${a}</b><br><b id=b>${b}</b></p>`],
  ])('stands in its own block: two %s without white space between', async (_, made) => {
    const page = await open(made(urlOf('plain'), torn('shared')));
    await until('two rings', async () => (await blocks(page)).length === 2);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await blocks(page)).toEqual(['a', 'b']);
    const names = [stage.guid('plain'), stage.guid('shared')].map((guid) => `Complete task: ${guid.slice(0, 8)}`);
    for (const name of names) expect(await count(page, name)).toBe(1);
    await page.close();
  });

  it('is gone in the very task in which a row is written anew, so that a press there asks about no former task', async () => {
    const page = await open(`<p id=a><a href="${urlOf('plain')}">a row</a></p><p id=b>${urlOf('plain')}</p>`);
    await until('two rings', async () => (await blocks(page)).length === 2);
    const left = await page.evaluate(async (next) => {
      document.querySelector('a')?.setAttribute('href', next);
      const text = document.querySelector('#b')?.firstChild as Text;
      text.data = next;
      await undefined;
      await undefined;
      return document.querySelectorAll('p > span:empty').length;
    }, urlOf('shared'));
    expect(left).toBe(0);
    await until('rings for the other task', async () => (await blocks(page)).length === 2);
    expect(await count(page, `Complete task: ${stage.guid('shared').slice(0, 8)}`)).toBe(1);
    await page.close();
  });

  it('answers no press after the page made it another task without a change of its link', async () => {
    const page = await open(
      `<base href="https://applink.feishu.cn/"><p><a href="/client/todo/detail?guid=${stage.guid('plain')}">a row</a></p>`,
    );
    const ring = await find(page, 'Complete task: a row');
    await page.evaluate(() => document.querySelector('base')?.setAttribute('href', 'https://example.org/'));
    const at = await ring.boundingBox();
    const targets = () => stage.chromium.browser.targets().filter((target) => target.url().includes('popup.html'));
    if (at) await page.mouse.click(at.x + 12, at.y + 12);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(targets()).toEqual([]);
    await page.close();
  });

  const IN_ROWS = ['plain', 'shared', 'due-today', 'overdue', 'start-due', 'days', 'milestone'];
  type Window = { list: Rows };

  /** A list of recycled rows, with a ring beside each that is in view. */
  async function openRows(): Promise<Page> {
    const script = await bundle('rows', 'test/e2e/recycled/rows.ts');
    const page = await open(
      `<div id=list style="height:400px;overflow:auto;font:14px monospace"></div>
      <script>${script};var list = rows.showRows(document.querySelector('#list'), ${JSON.stringify(IN_ROWS.map(urlOf))})</script>`,
    );
    await until('rings in the rows', () => page.evaluate(() => (window as never as Window).list.aim()));
    return page;
  }

  const popupNow = () => stage.chromium.browser.targets().find((target) => target.url().includes('popup.html'));
  const titleOf = (url: string) => stage.sandbox.tasks.find(({ guid }) => url.includes(guid))?.summary ?? url;

  /** Rests on a ring, has its row element show another item, and presses there so many ms later; answers what was written there. */
  async function pressAfter(page: Page, round: number, rest: number, ms: number) {
    await restPointer(page);
    const aimed = await until('a ring', () => page.evaluate(() => (window as never as Window).list.aim()));
    await page.mouse.move(aimed.x, aimed.y);
    await new Promise((resolve) => setTimeout(resolve, rest));
    if (round % 3 === 0) await page.mouse.wheel({ deltaY: 40 * 26 });
    else
      await page.evaluate(
        (isShift) => {
          const { list } = window as never as Window;
          if (isShift) list.shift(3);
          else list.scroll(26);
        },
        round % 3 === 1,
      );
    if (ms) await new Promise((resolve) => setTimeout(resolve, ms));
    await page.mouse.down();
    await page.mouse.up();
    const pressed = await page.evaluate(() => (window as never as Window).list.pressed.at(-1));
    return { ...pressed, isOther: pressed?.url !== aimed.url };
  }

  /** The title in the question that a press has opened, if it opens one in this time. */
  async function questionIn(ms: number): Promise<string | undefined> {
    for (const end = Date.now() + ms; Date.now() < end && !popupNow(); )
      await new Promise((resolve) => setTimeout(resolve, 50));
    const popup = await popupNow()?.asPage();
    if (!popup) return undefined;
    const title = await until('the question', () => popup.$eval('.confirm h1', (heading) => heading.textContent));
    await closePopup(popup);
    return title;
  }

  it('asks about the task that is written in a row at that moment, when the row was another a moment ago', async () => {
    const page = await openRows();
    const heard = listenTo(stage.sandbox);
    let asked = 0;
    for (const [round, ms] of [0, 0, 0, 20, 20, 20, 60, 60, 60, 250, 250, 250, 900, 900, 900].entries()) {
      const { url = '', isRing, isOther } = await pressAfter(page, round, 300, ms);
      const title = await questionIn(isRing ? 5000 : 700);
      if (title !== undefined) expect(title, `round ${round}`).toContain(titleOf(url));
      if (title !== undefined && isOther) asked += 1;
    }
    expect(asked).toBeGreaterThanOrEqual(3);
    expect(heard.writes()).toEqual([]);
    await page.close();
  });

  it('completes the second of two tasks where the click was beside the second', async () => {
    await makeDirect();
    const heard = listenTo(stage.sandbox);
    const page = await open(
      `<table cellspacing=0 cellpadding=0><tr><td id=a>${urlOf('plain')}</td></tr><tr><td id=b>${torn('shared')}</td></tr></table>`,
    );
    await until('two rings', async () => (await blocks(page)).length === 2);
    const ring = await page.$('#b span:empty');
    for (let attempt = 0; attempt < 5 && !heard.writes()[0]; attempt += 1) {
      await ring?.hover();
      await new Promise((resolve) => setTimeout(resolve, REST_MS + 700));
      await page.mouse.down();
      await page.mouse.up();
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const popup = stage.chromium.browser.targets().find((target) => target.url().includes('popup.html'));
      if (popup) await closePopup(await popup.asPage());
      await restPointer(page);
    }
    expect(new Set(heard.writes().map(({ guid }) => guid))).toEqual(new Set([stage.guid('shared')]));
    await page.close();
  });

  it('changes the task that is written in a row at that moment, on a site that acts directly', async () => {
    const page = await openRows();
    let [changed, others] = [0, 0];
    for (const [round, ms] of [0, 0, 0, 30, 30, 30, 300, 300, 300, 2500, 2500, 2500].entries()) {
      const heard = listenTo(stage.sandbox);
      const { url = '', isOther } = await pressAfter(page, round, REST_MS, ms);
      const title = await questionIn(1500);
      if (title !== undefined) expect(title, `round ${round}`).toContain(titleOf(url));
      for (const { guid } of heard.writes()) {
        expect(url, `round ${round}`).toContain(guid);
        changed += 1;
      }
      if (isOther) others += 1;
    }
    expect(changed).toBeGreaterThanOrEqual(1);
    expect(others).toBeGreaterThanOrEqual(6);
    await page.close();
  });
});
