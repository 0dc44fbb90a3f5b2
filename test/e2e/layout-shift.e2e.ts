import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { PAGES } from '../sample-pages/pages';
import { pageUrl } from '../support/pages-server';
import { signIn, until } from '../support/steps';
import { useStage } from './harness';

/** The most that a page may shift by our doing once controls stand in it, as the browser counts it (Layout Instability). */
const MOST = 0.02;

const LISTEN = `
globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) globalThis.shifts.push(value);
}).observe({ type: 'layout-shift', buffered: true });
`;

/** The middle of the first host of ours: an empty box of 24 px. */
const FIRST_CONTROL = `(() => {
  for (const host of document.querySelectorAll('span:empty')) {
    const { x, y, width, height } = host.getBoundingClientRect();
    if (width === 24 && height === 24) return { x: x + 12, y: y + 12 };
  }
})()`;

const shiftsOf = (page: Page) => page.evaluate('globalThis.shifts') as Promise<number[]>;

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

  it.each(NAMES)('does not shift while it is scrolled, pointed at and read: %s', async (name) => {
    const page = await stage.chromium.browser.newPage();
    await page.evaluateOnNewDocument(LISTEN);
    await page.goto(pageUrl(name), { waitUntil: 'load' });
    const at = await until(
      'a control',
      () => page.evaluate(FIRST_CONTROL) as Promise<{ x: number; y: number } | undefined>,
    );
    await drawn(page);
    const before = (await shiftsOf(page)).length;
    await page.mouse.move(600, 400);
    for (const way of [4000, -4000]) {
      await page.mouse.wheel({ deltaY: way });
      await drawn(page);
    }
    await page.mouse.move(at.x, at.y);
    await drawn(page);
    await page.mouse.move(2, 2);
    await drawn(page);
    const later = (await shiftsOf(page)).slice(before).reduce((sum, value) => sum + value, 0);
    expect(later).toBeLessThanOrEqual(MOST);
    await page.close();
  });
});
