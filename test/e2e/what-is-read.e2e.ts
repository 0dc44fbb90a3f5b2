import puppeteer, { type Browser } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from '../support/bundle';
import type * as reading from './reading/page';

/** What reads links and lets rings stand, without the extension around it, in generated pages of a real browser. */
declare global {
  interface Window {
    reading: typeof reading;
  }
}

/** Two browsers, since this fills a processor. */
let browsers: readonly Browser[] = [];
beforeAll(async () => {
  const launch = () => puppeteer.launch({ pipe: true, args: ['--no-sandbox', '--no-first-run'] });
  browsers = await Promise.all([launch(), launch()]);
});
afterAll(() => Promise.all(browsers.map((browser) => browser.close())));

const RUNS = 10_000;

test('a ring stands only where a person reads its task, at first, right after each change, and later', async () => {
  const script = await bundle('reading', 'test/e2e/reading/page.ts');
  const seed = Date.now() % 1e9;
  const said = await Promise.all(
    browsers.map(async (browser, index) => {
      const page = await browser.newPage();
      await page.setContent('<!doctype html><title>x</title>');
      await page.evaluate(script);
      return page.evaluate((from, count) => window.reading.walk(from, count), seed + index, RUNS / browsers.length);
    }),
  );
  expect(said).toEqual(browsers.map(() => ''));
}, 400_000);
