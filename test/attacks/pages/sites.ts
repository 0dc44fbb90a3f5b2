import { ASK_HOST } from '../arena';
import type { Attack } from '../attack';

/** On a site that was never made direct nothing acts by itself, whatever the page says that it is. */
export const SITES: readonly Attack[] = [
  {
    name: 'an ordinary click on a site that asks',
    rule: 'site mode',
    host: ASK_HOST,
    ready: 'page',
    gesture: async (hands) => {
      const control = await hands.page.waitForSelector('#link + span', { timeout: 15_000 });
      const box = await control?.boundingBox();
      await hands.click({ x: (box?.x ?? 0) + 11, y: (box?.y ?? 0) + 11 });
    },
  },
  {
    name: 'a site that changes its domain to the direct one',
    rule: 'site mode',
    host: `sub.${ASK_HOST}`,
    ready: 'page',
    script: `strike = () => { try { document.domain = 'example.test'; } catch {} history.replaceState({}, '', '/looks-like-hostile.example.test'); }`,
    gesture: async (hands) => {
      const control = await hands.page.waitForSelector('#link + span', { timeout: 15_000 });
      await hands.strike();
      const box = await control?.boundingBox();
      await hands.click({ x: (box?.x ?? 0) + 11, y: (box?.y ?? 0) + 11 });
    },
  },
  {
    name: 'the direct site in a frame of a stranger',
    rule: 'site mode',
    host: ASK_HOST,
    ready: 'page',
    body: '<iframe src="https://hostile.example.test/inner-direct" style="position:absolute;left:100px;top:100px;width:500px;height:200px;border:0"></iframe>',
    others: {
      '/inner-direct': '<body style="margin:20px;font:16px sans-serif">See <a id="link" href="{{url}}">the notes</a>',
    },
    gesture: async (hands) => {
      await hands.rest(500);
      await hands.click({ x: 220, y: 128 }, 700);
    },
  },
];
