import { beforeAll, describe, expect, it } from 'vitest';
import type { Stage } from '../e2e/harness';
import { signInByToken } from '../support/token-sign-in';
import { declareAspects, noTroubles } from './oracles';
import type { RealPage } from './page';
import { type Walked, walkBoth } from './walks';

/** One walk by default, the same in every run; a seed of your own walks again where it failed. */
const { REAL_PAGES_SEED: SEED = '1', REAL_PAGES_WALKS: WALKS = '1', REAL_PAGES_ONLY: ONLY = '' } = process.env;

const seeds = Array.from({ length: Number(WALKS) }, (_, index) => Number(SEED) + index);

/** Walks each page of a group with and without the extension, in one browser, and declares what must hold of it. */
export function describeGroup(stage: Stage, pages: readonly RealPage[]): void {
  beforeAll(async () => {
    const token = stage.sandbox.tokenFor('Anna Chen');
    await signInByToken(await stage.chromium.openOptions(), { token, user: 'Anna Chen' });
  });

  for (const page of pages.filter(({ name }) => name.includes(ONLY)))
    describe.each(seeds)(`${page.title}, seed %i`, (seed) => {
      let walked: Walked = { troubles: noTroubles(), trail: [], most: { places: 0, rings: 0 } };
      beforeAll(async () => {
        const begun = performance.now();
        walked = await walkBoth(stage.chromium, page, seed);
        const seconds = ((performance.now() - begun) / 1000).toFixed(1);
        const { places, rings } = walked.most;
        console.log(
          `${page.name}, seed ${seed}: ${walked.trail.length} stops, ${places} places, ${rings} rings, ${seconds} s`,
        );
      });

      it('has the addresses that it is about', () => {
        expect(walked.most.places, walked.trail.join(', ')).toBeGreaterThanOrEqual(page.places);
      });
      declareAspects({ tree: 'F9', ...page.faults }, () => walked.troubles);
    });
}
