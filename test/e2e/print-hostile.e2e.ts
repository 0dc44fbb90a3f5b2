import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { setSiteMode } from '../support/site-mode';
import { actDirectly, find, listenTo, until } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { useStage } from './harness';

const TITLE = 'Version 2.0 is out';
const ORIGIN = 'https://tracker.example.com';

describe('a page that is printed', () => {
  const stage = useStage();
  let options: Page;
  beforeAll(async () => {
    options = await stage.chromium.openOptions();
    await signInByToken(options, { token: stage.sandbox.tokenFor('Anna Chen'), user: 'Anna Chen' });
  });

  const set = (mode: 'direct' | 'off') => setSiteMode(options, ORIGIN, mode);

  /** As the page looks on paper, and where its own elements stand there. */
  async function print(page: Page) {
    await page.emulateMediaType('print');
    const boxes = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => getComputedStyle(element).display !== 'none')
        .map((element) => [element.localName, ...Object.values(element.getBoundingClientRect().toJSON())].join(' ')),
    );
    const picture = await page.screenshot({ encoding: 'base64', fullPage: true });
    await page.emulateMediaType();
    return { boxes, picture };
  }

  it('is as if nothing of ours stood there, with bar and message open too', async () => {
    await set('direct');
    const page = await stage.chromium.open(pageUrl('dashboard'));
    await find(page, `Complete task: ${TITLE}`);
    const heard = listenTo(stage.sandbox);
    await actDirectly(page, `Complete task: ${TITLE}`, () => heard.writes().length > 0);
    await find(page, 'Undo');
    await find(page, `Edit task: ${TITLE}`);
    const onScreen = await page.screenshot({ encoding: 'base64', fullPage: true });
    const ours = await print(page);
    expect(ours.picture).not.toBe(onScreen);
    const hosts = () => page.$$eval('a + span', (found) => found.length);
    expect(await hosts()).toBeGreaterThan(0);
    await set('off');
    await until('the controls to leave', async () => (await hosts()) === 0);
    // Nothing is left of the pointer's look either.
    const theirs = await print(page);
    expect(ours.boxes).toEqual(theirs.boxes);
    expect(ours.picture).toBe(theirs.picture);
    await page.close();
  });
});
