import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { PAGES } from '../sample-pages/pages';
import { pageUrl } from '../support/pages-server';
import { LISTEN_TO_SHIFTS, shiftByFirstRings, shiftSoFar } from '../support/shifts';
import { find, focusLink, signIn, until } from '../support/steps';
import { useStage } from './harness';

/** The most that a page may shift by our doing, as the browser counts it (Layout Instability): when controls come, and after. */
const MOST = 0.02;

/** The middle of the first host of ours: an empty box of 24 px. */
const FIRST_CONTROL = `(() => {
  for (const host of document.querySelectorAll('span:empty')) {
    const { x, y, width, height } = host.getBoundingClientRect();
    if (width === 24 && height === 24) return { x: x + 12, y: y + 12 };
  }
})()`;

/** What was changed has been laid out, and its shift told. */
const drawn = (page: Page) =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))');

/** They draw themselves anew when they are scrolled or after a while, which shifts by itself. */
const MOVING = ['chat.html', 'single-page-app.html'];

const NAMES = PAGES.filter(({ unlisted, file }) => !unlisted && file.endsWith('.html') && !MOVING.includes(file)).map(
  ({ file }) => file.slice(0, -'.html'.length),
);

describe('a page in which controls stand', () => {
  const stage = useStage();
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
  });

  it.each(NAMES)('does not shift when they come, nor while it is scrolled, pointed at and read: %s', async (name) => {
    const page = await stage.chromium.browser.newPage();
    await page.evaluateOnNewDocument(LISTEN_TO_SHIFTS);
    await page.goto(pageUrl(name), { waitUntil: 'load' });
    const at = await until(
      'a control',
      () => page.evaluate(FIRST_CONTROL) as Promise<{ x: number; y: number } | undefined>,
    );
    expect(await shiftByFirstRings(page)).toBeLessThanOrEqual(MOST);
    const before = await shiftSoFar(page);
    await page.mouse.move(600, 400);
    for (const way of [4000, -4000]) {
      await page.mouse.wheel({ deltaY: way });
      await drawn(page);
    }
    await page.mouse.move(at.x, at.y);
    await drawn(page);
    await page.mouse.move(2, 2);
    await drawn(page);
    expect((await shiftSoFar(page)) - before).toBeLessThanOrEqual(MOST);
    await page.close();
  });

  it('has a small ring where a line is full, which is as large as any other for whoever means it', async () => {
    const page = await stage.chromium.open(pageUrl('issue'));
    const ring = await find(page, 'Complete task: Renew the certificate');
    const size = async () => (await ring.boundingBox())?.width ?? 0;
    expect(await size()).toBeLessThan(18);
    expect(await (await find(page, 'Complete task: Sign the contract on paper')).boundingBox()).toMatchObject({
      width: 24,
    });
    await ring.hover();
    await until('a whole ring under the pointer', async () => (await size()) === 24);
    await page.mouse.move(2, 2);
    await until('a small ring', async () => (await size()) < 18);
    await focusLink(page, 'Renew the certificate');
    await page.keyboard.press('Tab');
    await until('a whole ring with the focus', async () => (await size()) === 24);
    await page.close();
  });
});
