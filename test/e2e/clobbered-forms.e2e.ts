import puppeteer, { type Browser, type Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../support/bundle';
import type * as clobbered from './clobbered-forms/page';
import { SHAPES } from './clobbered-forms/shapes';

/**
 * What reads links and lets rings stand, without the extension around it, in generated pages of a real browser. The page's own
 * world is worse than the extension's, where a document's members keep their meaning.
 */
declare global {
  interface Window {
    clobbered: typeof clobbered;
  }
}

let browser: Browser;
let page: Page;
beforeAll(async () => {
  const script = await bundle('clobbered', 'test/e2e/clobbered-forms/page.ts');
  browser = await puppeteer.launch({ pipe: true, args: ['--no-sandbox', '--no-first-run'] });
  page = await browser.newPage();
  await page.setContent('<!doctype html><style>body { font: 16px/20px monospace }</style><main></main>');
  await page.evaluate(`globalThis.chrome ??= {};${script}`);
});
afterAll(() => browser?.close());

describe('a form with a field under the name of a member', () => {
  let forms = 0;
  let seen = '';
  test.each(SHAPES.map(({ what }, index) => ({ what, index })))(
    'is read, and has its rings, as under a harmless name: $what',
    async ({ index }) => {
      const walked = await page.evaluate((at) => window.clobbered.walk(at), index);
      expect(walked.faults.slice(0, 5)).toEqual([]);
      forms += walked.forms;
      seen += walked.seen;
    },
  );

  test('those were over ten thousand, among them rings of every form and ground, and links that can have none', () => {
    expect(forms).toBeGreaterThan(10_000);
    for (const part of ['beside,false,false', 'beside,true,true', 'beside,true,false', 'editor', 'label', 'button'])
      expect(seen).toContain(part);
    // On the dark, and where a trusted click would find it.
    expect(seen).toMatch(/,true,,true,true,true,true$/m);
  });
});
