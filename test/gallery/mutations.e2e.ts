import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfStale, productionBuild } from '../support/build-e2e';
import { type Judged, judge } from './judge';
import { type Language, rowName, type Theme } from './model';
import { MUTATIONS } from './mutations';
import { type Change, type GalleryServer, serveGallery } from './server';
import { LOOKS, TABLE } from './table';
import { launchBrowser } from './walk';

const untouched: Change = (_, text) => text;

describe('a surface that was broken on purpose', () => {
  let browser: Browser;
  let server: GalleryServer;
  let change = untouched;
  const whole = new Map<string, Judged>();

  beforeAll(async () => {
    buildIfStale('chrome');
    [browser, server] = await Promise.all([
      launchBrowser(),
      serveGallery(productionBuild('chrome'), { change: (path, text) => change(path, text) }),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const look = (row: string, language: Language, theme: Theme) =>
    judge(browser, server, language, {
      rows: TABLE.filter((one) => rowName(one) === row),
      looks: LOOKS.filter((one) => one.theme === theme && one.zoom === 100),
    });

  it.each(MUTATIONS)(
    '$name: seen by the check of that name ($check)',
    async ({ row, check, language = 'en', theme = 'light', ...mutation }) => {
      const key = `${row} ${language} ${theme}`;
      const before = whole.get(key) ?? (await look(row, language, theme));
      whole.set(key, before);
      expect(before.found.drawn).toEqual([]);
      change = mutation.change;
      try {
        const after = await look(row, language, theme);
        const known = new Set(before.found[check]);
        expect(after.found[check].filter((one) => !known.has(one))).not.toEqual([]);
      } finally {
        change = untouched;
      }
    },
  );
});
