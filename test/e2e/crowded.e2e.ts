import type { ElementHandle, Frame, Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { actDirectly, confirm, count, find, focusLink, listenTo, REST_MS, seeWrite, until } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { useStage } from './harness';

const HOST = 'https://tracker.example.com';
const guidOf = (index: number) => `11111111-1111-4111-8111-${String(index).padStart(12, '0')}`;
const urlOf = (guid: string) => `https://applink.feishu.cn/client/todo/detail?guid=${guid}`;
/** More than the 200 that may each have a ring at rest. */
const MANY = 250;

describe('a page of more than 200 task links', () => {
  const stage = useStage();
  beforeAll(async () => {
    const token = stage.sandbox.tokenFor('Anna Chen');
    await signInByToken(await stage.chromium.openOptions(), { token, user: 'Anna Chen' });
  });

  /** Opens a page with this body; `LINK` stands for the address of a task that is really there. */
  async function open(body: string, prepare?: (page: Page) => Promise<void>): Promise<Page> {
    const page = await stage.chromium.browser.newPage();
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const html = `<!doctype html><meta charset="utf-8">${body.replaceAll('LINK', urlOf(stage.guid('plain')))}`;
      void (request.url() === `${HOST}/crowd`
        ? request.respond({ contentType: 'text/html', body: html })
        : request.respond({ status: 204 }));
    });
    await prepare?.(page);
    await page.goto(`${HOST}/crowd`);
    return page;
  }

  /** A list of so many links, "Ticket 0" and on; one of them is the task that is really there. */
  const rows = (links: number, real = 120) =>
    `<ul>${Array.from(
      { length: links },
      (_, index) =>
        `<li><a href="${index === real ? 'LINK' : urlOf(guidOf(index))}">Ticket ${index}</a> <em>is open</em></li>`,
    ).join('')}</ul>`;

  const HOSTS = `document.querySelectorAll('a + span, pre > span').length`;
  const hosts = (page: Page) => page.evaluate(HOSTS) as Promise<number>;
  /** Counts every host that comes. */
  const COUNT_HOSTS = `<script>
    globalThis.came = 0;
    new MutationObserver((records) => {
      for (const { addedNodes } of records)
        for (const { nodeName } of addedNodes) if (nodeName === 'SPAN') globalThis.came += 1;
    }).observe(document, { subtree: true, childList: true });
  </script>`;
  const name = (index: number) => `Complete task: Ticket ${index}`;
  const boxes = (page: Page) =>
    page.$$eval('li, em', (found) => found.map((one) => JSON.stringify(one.getBoundingClientRect())).join());

  async function pointAt(page: Page, index: number): Promise<void> {
    await page.bringToFront();
    await (await find(page, `Ticket ${index}`, 'link')).hover();
  }

  async function leave(page: Page): Promise<void> {
    await page.mouse.move(2, 2);
    await until('no control', async () => (await hosts(page)) === 0);
  }

  it('shows one beside the link that is pointed at and none at rest, ever; nothing moves', async () => {
    const page = await open(`${COUNT_HOSTS}${rows(MANY)}`);
    await pointAt(page, 120);
    await find(page, name(120));
    expect(await hosts(page)).toBe(1);
    expect(await page.evaluate('came')).toBe(1);
    const with1 = await boxes(page);
    await leave(page);
    expect(await boxes(page)).toBe(with1);
    await pointAt(page, 121);
    await find(page, name(121));
    await until('the other to leave', async () => (await hosts(page)) === 1);
    await page.close();
  });

  it('is reached by the pointer, stays while that is on it, and asks', async () => {
    const page = await open(rows(MANY));
    await pointAt(page, 120);
    await (await find(page, name(120))).hover();
    // Its bar opens around it, with the title that was read.
    await find(page, 'Edit task: Write the release notes');
    await (await find(page, 'Complete task: Write the release notes')).click();
    const popup = await stage.chromium.popupPage();
    const heard = listenTo(stage.sandbox);
    await confirm(popup, 'Complete', 'tracker.example.com');
    await seeWrite(heard, stage.guid('plain'), 'completed_at');
    await leave(page);
    await page.close();
  });

  it('acts at one click on a direct site, where nothing is read that nobody points at', async () => {
    const heard = listenTo(stage.sandbox);
    const page = await open(rows(MANY, 3));
    await pointAt(page, 3);
    await find(page, 'Reopen task: Write the release notes');
    expect(heard.calls().filter(({ path }) => path.includes(guidOf(0).slice(0, 20)))).toEqual([]);
    await actDirectly(
      page,
      'Reopen task: Write the release notes',
      () => heard.writes().length > 0,
      async () => {
        await pointAt(page, 3);
        await (await find(page, 'Reopen task: Write the release notes')).hover();
        await new Promise((resolve) => setTimeout(resolve, REST_MS));
        await page.mouse.down();
        await page.mouse.up();
      },
    );
    expect(heard.writes().map(({ guid }) => guid)).toEqual([stage.guid('plain')]);
    await leave(page);
    await page.close();
  });

  it('comes with the focus, and the next Tab leads to it', async () => {
    const page = await open(rows(MANY));
    await find(page, 'Ticket 7', 'link');
    await pointAt(page, 200);
    await find(page, name(200));
    await leave(page);
    await focusLink(page, 'Ticket 6');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    expect(await focused()).toBe('Ticket 7');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.previousElementSibling?.textContent)).toBe('Ticket 7');
    await page.keyboard.press('Enter');
    const popup = await stage.chromium.popupPage();
    await popup.close();
    await page.close();
  });

  it('stands after a bare address, and leaves the text as it was', async () => {
    const lines = Array.from({ length: MANY }, (_, index) => `10:00 see ${urlOf(guidOf(index))} and so on`);
    const page = await open(`<pre>${lines.join('\n')}</pre>`);
    const at = (await page.evaluate(`(() => {
      const [text] = document.querySelector('pre').childNodes;
      const range = new Range();
      range.setStart(text, ${lines.slice(0, 9).join('\n').length + 30});
      range.setEnd(text, range.startOffset + 1);
      scrollTo(0, 0);
      const { x, y, height } = range.getBoundingClientRect();
      return { x, y: y + height / 2 };
    })()`)) as { x: number; y: number };
    await page.bringToFront();
    await until('a control', async () => {
      await page.mouse.move(at.x, at.y);
      await page.mouse.move(at.x + 1, at.y);
      return hosts(page);
    });
    await find(page, 'Complete task: 11111111');
    const [texts, box] = (await page.evaluate(`(() => {
      const pre = document.querySelector('pre');
      const { top, bottom } = pre.querySelector('span').getBoundingClientRect();
      return [[...pre.childNodes].filter(({ nodeType }) => nodeType === 3).length, { top, bottom }];
    })()`)) as [number, { top: number; bottom: number }];
    expect(texts).toBe(1);
    // It is centred on the line that is pointed at.
    expect(Math.abs((box.top + box.bottom) / 2 - at.y)).toBeLessThan(8);
    await leave(page);
    await page.close();
  });

  it('stands after a bare address in whatever element of the page', async () => {
    const names = ['article', 'aside', 'address', 'abbr', 'acronym', 'app-card', 'a', 'form'];
    const guidIn = (index: number) => `2222222${index}-1111-4111-8111-111111111111`;
    const fields = '<input type=hidden name=getRootNode><input type=hidden name=ownerDocument>';
    const parts = names.map(
      (one, index) => `<${one} class=part>${one === 'form' ? fields : ''}see ${urlOf(guidIn(index))} now</${one}><hr>`,
    );
    const page = await open(`${parts.join('')}${rows(MANY)}`);
    await page.bringToFront();
    for (const [index, one] of names.entries()) {
      const at = await page.evaluate((nth) => {
        const range = new Range();
        range.selectNodeContents(document.querySelectorAll('.part')[nth] as Element);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }, index);
      await until(`a control in ${one}`, async () => {
        await page.mouse.move(at.x + (Date.now() % 7), at.y);
        return count(page, `Complete task: ${guidIn(index).slice(0, 8)}`);
      });
    }
    await page.close();
  });

  it('comes to a link that takes the place of another under a resting pointer', async () => {
    const page = await open(rows(MANY));
    await pointAt(page, 100);
    await find(page, name(100));
    const lead = (words: string, to: number) =>
      page.$$eval(
        'a',
        (links, words, url) => {
          const [link] = links.filter((one) => one.matches(':hover'));
          link?.setAttribute('href', url);
          if (link) link.textContent = words;
        },
        words,
        urlOf(guidOf(to)),
      );
    await lead('Another', 9001);
    await find(page, 'Complete task: Another');
    await lead('A third', 9002);
    await find(page, 'Complete task: A third');
    await until('the others to leave', async () => (await hosts(page)) === 1);
    await page.close();
  });

  it('comes to links in components and frames', async () => {
    const inner = rows(3, 9).replaceAll('Ticket', 'Inner');
    const page = await open(
      `<div id="host"><template shadowrootmode="open">${inner}</template></div>
       <iframe srcdoc='${inner.replaceAll('Inner', 'Framed')}' style="width:400px;height:200px"></iframe>${rows(MANY)}`,
    );
    await page.bringToFront();
    /** What stands in these may be read only after the pointer came. */
    const pointUntil = (link: ElementHandle, control: string, frame: Frame) =>
      until(control, async () => {
        await page.mouse.move(2, 2);
        await link.hover();
        return frame.$(`::-p-aria([name="${control}"][role="button"])`);
      });
    const inRoot = await until('the link', () => page.$('pierce/a'));
    await pointUntil(inRoot, 'Complete task: Inner 0', page.mainFrame());
    const frame = await until('the frame', () => page.frames().find((one) => one.parentFrame()));
    const inFrame = await until('its link', () => frame.$('a'));
    await pointUntil(inFrame, 'Complete task: Framed 0', frame);
    await page.close();
  });

  it('is what a page comes to that grows, and is left again well below', async () => {
    const page = await open(rows(200, -1));
    await find(page, name(12));
    await page.$eval('ul', (list) => {
      const more = list.children[150]?.cloneNode(true) as Element;
      for (const host of more.querySelectorAll('span')) host.remove();
      list.append(more);
    });
    await until('no control', async () => (await hosts(page)) === 0);
    const remove = (most: number) =>
      page.$$eval(
        'li',
        (items, most) => {
          for (const item of items.slice(most)) item.remove();
        },
        most,
      );
    await remove(190);
    await pointAt(page, 12);
    await find(page, name(12));
    expect(await hosts(page)).toBe(1);
    await remove(150);
    await until('rings at rest', async () => (await hosts(page)) > 10);
    await page.close();
  });

  it('is nothing for a finger, which points at nothing: rings stand near the window', async () => {
    const page = await open(rows(MANY), (page) =>
      page.setViewport({ width: 400, height: 700, hasTouch: true, isMobile: true }),
    );
    await find(page, name(0));
    await until('rings', async () => (await hosts(page)) > 10);
    await page.close();
  });

  it('of twenty thousand answers as well, to a pointer that rests there already', async () => {
    const page = await open(`<ul></ul><script>
      const url = (index) => '${urlOf('')}11111111-1111-4111-8111-' + String(index).padStart(12, '0');
      document.querySelector('ul').innerHTML = Array.from({ length: 20_000 }, (_, index) =>
        '<li><a href="' + url(index) + '">Ticket ' + index + '</a></li>').join('');
    </script>`);
    await page.bringToFront();
    const link = await until('the link', () => page.$('li:nth-child(5) a'));
    await link.hover();
    // Reading so many takes scout its time, in slices.
    await until('a control', () => hosts(page), 60_000);
    expect(await hosts(page)).toBe(1);
    expect(await count(page, name(4))).toBe(1);
    await leave(page);
    await page.close();
  }, 120_000);
});
