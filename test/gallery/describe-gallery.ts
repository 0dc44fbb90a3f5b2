import { join } from 'node:path';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfStale, OUTPUT, productionBuild } from '../support/build-e2e';
import { differs } from './accepted';
import { CHECKS, type Judged, judge } from './judge';
import type { Language } from './model';
import { type GalleryServer, serveGallery } from './server';
import { launchBrowser } from './walk';

const HOWTO = 'Look at .output/gallery/differences; `npm run gallery -- --accept` makes it what cells shall look like.';

/** One language of the gallery under every check; files of one language each run beside each other. */
export function describeGallery(language: Language, more?: (judged: () => Judged) => void): void {
  describe(`the gallery in ${language}`, () => {
    let browser: Browser;
    let server: GalleryServer;
    let judged: Judged;

    beforeAll(async () => {
      buildIfStale('chrome');
      [browser, server] = await Promise.all([
        launchBrowser(),
        serveGallery(productionBuild('chrome'), { isLasting: true }),
      ]);
      const compare = (cell: Parameters<typeof differs>[0], picture: Parameters<typeof differs>[1]) =>
        differs(cell, picture, join(OUTPUT, 'gallery/differences'));
      judged = await judge(browser, server, language, { compare });
    }, 600_000);

    afterAll(async () => {
      await browser?.close();
      await server?.close();
    });

    it.each(CHECKS)('finds nothing: %s', (check) => {
      const hint = check === 'accepted' ? HOWTO : '';
      expect(judged.found[check], hint).toEqual([]);
    });

    more?.(() => judged);
  });
}
