import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Firefox, launchFirefox, pasteToken } from '../support/firefox';
import { pageUrl } from '../support/pages-server';
import { listenTo, until } from '../support/steps';
import { startWorld, type World } from '../support/world';

describe('the Firefox build', () => {
  let world: World;
  let firefox: Firefox;
  beforeAll(async () => {
    world = await startWorld('firefox');
    firefox = await launchFirefox(world.extension, world.ports);
  });
  afterAll(async () => {
    await firefox?.close();
    await world?.close();
  });

  it('signs in by a pasted token', async () => {
    await pasteToken(firefox, world.sandbox.tokenFor('Anna Chen'), 'Anna Chen');
  });

  it('completes a task from a page through the real popup', async () => {
    const heard = listenTo(world.sandbox);
    const page = await firefox.open(pageUrl('dashboard'));
    await page.bringToFront();
    // Firefox's locators do not see into closed roots, so the pointer goes to the control's place.
    const control = await until('the control beside the first link', () => page.$('td a + *'));
    await control.hover();
    await until('the task to be read', () => heard.calls().length > 0);
    await control.click({ offset: { x: 12, y: 12 } });
    await until('the popup', () => firefox.isPopupOpen());
    expect(heard.writes()).toEqual([]);
    await until('the confirmed change', async () => {
      await firefox.pressEnterInPopup();
      // The popup takes its time to ask; an Enter before that falls on nothing.
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      return heard.writes().length > 0;
    });
    const plain = world.sandbox.tasks.find(({ key }) => key === 'plain')?.guid ?? '';
    expect(heard.writes().map(({ guid, user }) => [guid, user])).toEqual([[plain, 'Anna Chen']]);
    expect(world.sandbox.task(plain)?.status).toBe('done');
  });

  it('reaches nothing but the brands and the pages', () => {
    const hosts = new Set(world.sandbox.requests.map(({ host }) => host));
    expect([...hosts]).toEqual(['open.feishu.cn']);
  });
});
