import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Attack, pageOf } from '../attacks/attack';
import { type HostileServer, startHostile } from '../attacks/hostile-server';
import { EVENTS } from '../attacks/pages/events';
import { PAGE_MESSAGES } from '../attacks/pages/messages';
import { type Firefox, launchFirefox, pasteToken } from '../support/firefox';
import { listenTo, until } from '../support/steps';
import { startWorld, type World } from '../support/world';

const ORIGIN = 'https://hostile.example.test';

/** Those whose page does all by itself: the browser's own input is another one's there. */
const FORGED = [...EVENTS, ...PAGE_MESSAGES].filter(({ script, body }) => script?.includes('strike') && !body);

describe('hostile pages in Firefox', () => {
  let world: World;
  let hostile: HostileServer;
  let firefox: Firefox;
  let options: Page;
  const task = () => {
    const sample = world.sandbox.tasks.find(({ key }) => key === 'due-today');
    if (!sample) throw new Error('No such task');
    return { ...sample, title: sample.summary };
  };
  beforeAll(async () => {
    world = await startWorld('firefox');
    if (!world.sandbox.tls) throw new Error('The sandbox has no HTTPS');
    hostile = await startHostile(world.sandbox.tls);
    firefox = await launchFirefox(world.extension, { ...world.ports, pages: hostile.tlsPort });
    options = await pasteToken(firefox, world.sandbox.tokenFor('Anna Chen'), 'Anna Chen');
  });
  afterAll(async () => {
    await firefox?.close();
    await hostile?.close();
    await world?.close();
  });

  /** Opens the attack's page; answers with it and with our host, once that is there. */
  async function open(attack: Attack): Promise<{ page: Page; host: ElementHandle }> {
    const path = `/${attack.name.replaceAll(/\W+/g, '-')}`;
    hostile.serve(path, { html: pageOf(attack, task(), task()) });
    const page = await firefox.open(ORIGIN + path);
    await page.bringToFront();
    return { page, host: await until('our host', () => page.$('#link + span')) };
  }

  it.each(FORGED.map(({ name }) => name))('nothing comes of: %s', async (name) => {
    const attack = FORGED.find((one) => one.name === name) as Attack;
    const heard = listenTo(world.sandbox);
    const { page, host } = await open(attack);
    await host.hover();
    await until('the task to be read or known', () =>
      page.evaluate(() => document.querySelector('span:hover') !== null),
    );
    await page.evaluate('Promise.resolve(globalThis.strike()).catch(() => 0)');
    // What the page set in motion has come to an end when the next question is answered.
    await page.evaluate(() => new Promise((end) => setTimeout(end, 300)));
    expect(await firefox.isPopupOpen()).toBe(false);
    expect(heard.writes()).toEqual([]);
    await page.close();
  });

  it('does not let the page find the words of the open bar', async () => {
    const { page, host } = await open({ name: 'search', rule: 'nothing to learn' });
    const clip = { x: 160, y: 60, width: 400, height: 60 };
    const closed = await page.screenshot({ clip, encoding: 'base64' });
    await host.hover();
    await until('the task to be read', () => world.sandbox.requests.some(({ path }) => path.includes(task().guid)));
    await until('the bar to be drawn', async () => (await page.screenshot({ clip, encoding: 'base64' })) !== closed);
    await page.evaluate(() => new Promise((end) => setTimeout(end, 600)));
    const words = [...task().title.split(' '), 'Complete', 'notes', 'meeting'];
    const found = await page.evaluate(
      (sought) => sought.map((word) => (globalThis as unknown as { __finds(word: string): boolean }).__finds(word)),
      words,
    );
    // The page's own words are found, so the search works.
    expect(words.filter((_, index) => found[index])).toEqual(['the', 'notes', 'meeting']);
    const reached = (await page.evaluate('__reach()')) as string;
    expect(reached).not.toContain(task().title);
    await page.close();
  });

  it('asks on a direct site too, since Firefox cannot say what is visible', async () => {
    const set = { type: 'site.set', input: { origin: ORIGIN, mode: 'direct' } };
    await options.evaluate(`browser.runtime.sendMessage(${JSON.stringify(set)})`);
    const heard = listenTo(world.sandbox);
    const { page, host } = await open({ name: 'direct', rule: 'site mode' });
    await host.hover();
    await page.evaluate(() => new Promise((end) => setTimeout(end, 900)));
    await host.click({ offset: { x: 12, y: 12 } });
    await until('the popup', () => firefox.isPopupOpen());
    expect(heard.writes()).toEqual([]);
    await until('the confirmed change', async () => {
      await firefox.pressEnterInPopup();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      return heard.writes().length > 0;
    });
    expect(heard.writes().map(({ guid }) => guid)).toEqual([task().guid]);
    await firefox.closePopup();
    await page.close();
  });

  it('leaves every page once the user takes the permission back', async () => {
    const { page } = await open({ name: 'revoked', rule: 'the door' });
    await firefox.revokeWebPages();
    await until('the control to leave', async () => !(await page.$('#link + span')));
    await page.reload();
    const fresh = await firefox.open(`${ORIGIN}/revoked`);
    await fresh.evaluate(() => new Promise((end) => setTimeout(end, 1_000)));
    expect(await fresh.$('#link + span')).toBeNull();
    await fresh.close();
    await page.close();
  });
});
