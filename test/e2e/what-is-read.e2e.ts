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

let browser: Browser;
beforeAll(async () => {
  browser = await puppeteer.launch({ pipe: true, protocolTimeout: 0, args: ['--no-sandbox', '--no-first-run'] });
});
afterAll(() => browser.close());

/** One seed, so that a run is the same each time; others by the environment. */
const SEED = Number(process.env.READING_SEED ?? 76_606_157);
const PATH = process.env.READING_PATH;
const RUNS = Number(process.env.READING_RUNS ?? 10_000);

test('a ring stands only where a person reads its task, at first, right after each change, and later', async () => {
  const script = await bundle('reading', 'test/e2e/reading/page.ts');
  const page = await browser.newPage();
  await page.setContent('<!doctype html><title>x</title>');
  await page.evaluate(script);
  const said = await page.evaluate((...from) => window.reading.walk(...from), SEED, RUNS, PATH);
  expect(said).toBe('');
}, 400_000);
