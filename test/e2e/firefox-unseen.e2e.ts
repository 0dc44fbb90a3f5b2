import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Attack, fill, pageOf } from '../attacks/attack';
import { type HostileServer, startHostile } from '../attacks/hostile-server';
import { COVERS } from '../attacks/pages/covers';
import { FADES } from '../attacks/pages/fades';
import { FRAMES } from '../attacks/pages/frames';
import { LINKS } from '../attacks/pages/links';
import { MOVES } from '../attacks/pages/moves';
import { type Firefox, launchFirefox, pasteToken } from '../support/firefox';
import { listenTo, until } from '../support/steps';
import { startWorld, type World } from '../support/world';

const ORIGIN = 'https://hostile.example.test';
const SWITCH = `Act directly on ${ORIGIN} without checking what is visible`;

/** What the other layers stop by themselves: whatever does not merely hide the ring from the user's eyes. */
const STOPPED = [...COVERS, ...FADES, ...FRAMES, ...LINKS, ...MOVES].filter(({ name }) =>
  [
    'a cover that catches the pointer leaves before the press',
    'a cover leaves a keyhole over the middle of the ring',
    'an all but transparent paragraph',
    'a mask of nothing',
    'a paragraph turned upside down',
    'a page zoomed out by its sheet',
    'a paragraph that comes back just before the press',
    'a frame that is all but transparent',
    'the link changes as the button goes down',
    'the ring trembles',
  ].includes(name),
);

describe('a direct site in Firefox, which cannot say what is visible', () => {
  let world: World;
  let hostile: HostileServer;
  let firefox: Firefox;
  let options: Page;
  const sample = (key: string) => {
    const found = world.sandbox.tasks.find((one) => one.key === key);
    if (!found) throw new Error('No such task');
    return { ...found, title: found.summary };
  };
  const task = () => sample('due-today');
  beforeAll(async () => {
    world = await startWorld('firefox');
    if (!world.sandbox.tls) throw new Error('The sandbox has no HTTPS');
    hostile = await startHostile(world.sandbox.tls);
    firefox = await launchFirefox(world.extension, { ...world.ports, pages: hostile.tlsPort });
    options = await pasteToken(firefox, world.sandbox.tokenFor('Anna Chen'), 'Anna Chen');
    await setDirect();
  });
  afterAll(async () => {
    await firefox?.close();
    await hostile?.close();
    await world?.close();
  });

  async function setDirect(): Promise<void> {
    const set = { type: 'site.set', input: { origin: ORIGIN, mode: 'direct' } };
    await options.evaluate(`browser.runtime.sendMessage(${JSON.stringify(set)})`);
  }

  async function open(attack: Attack): Promise<{ page: Page; ring: ElementHandle }> {
    const path = `/${attack.name.replaceAll(/\W+/g, '-')}`;
    const [one, other] = [task(), sample('plain')];
    hostile.serve(path, { html: pageOf(attack, one, other) });
    for (const [at, html] of Object.entries(attack.others ?? {})) hostile.serve(at, { html: fill(html, one, other) });
    const page = await firefox.open(ORIGIN + path);
    await page.bringToFront();
    const ring = await until('our host', async () => {
      for (const frame of page.frames()) {
        const host = await frame.$('#link + span');
        if (host) return host;
      }
      return undefined;
    });
    return { page, ring };
  }

  /** Where a host stands now, px. */
  async function at(ring: ElementHandle): Promise<{ x: number; y: number }> {
    const box = await ring.boundingBox();
    if (!box) throw new Error('Our host has no box');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  async function press(page: Page, { x, y }: { x: number; y: number }, rest = 1_100): Promise<void> {
    await page.mouse.move(x, y, { steps: 3 });
    await new Promise((resolve) => setTimeout(resolve, rest));
    await page.mouse.down();
    await page.mouse.up();
  }

  const writesOf = (heard: ReturnType<typeof listenTo>) => heard.writes().map(({ guid }) => guid);

  /** Clicks as a person does until it acts; where the machine stalls the gate asks, as it should. */
  async function actAtOnce(page: Page, ring: ElementHandle): Promise<void> {
    const heard = listenTo(world.sandbox);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await press(page, await at(ring));
      await until('a write or the popup', async () => heard.writes().length > 0 || (await firefox.isPopupOpen()));
      if (heard.writes().length > 0) break;
      await firefox.closePopup();
      await page.mouse.move(2, 2);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(writesOf(heard)).toEqual([task().guid]);
    expect(await firefox.isPopupOpen()).toBe(false);
  }

  async function seeQuestion(heard: ReturnType<typeof listenTo>): Promise<void> {
    await until('the popup', () => firefox.isPopupOpen());
    expect(writesOf(heard)).toEqual([]);
    await firefox.closePopup();
  }

  const box = () => until('the switch', () => options.$(`::-p-xpath(//label[contains(., "${SWITCH}")]/input)`));
  const isOn = async () => (await box()).evaluate((input) => (input as HTMLInputElement).checked);

  async function turn(on: boolean): Promise<void> {
    await options.bringToFront();
    expect(await isOn()).toBe(!on);
    await (await box()).click();
    await until('the switch to be stored', async () => (await isOn()) === on);
  }

  it('asks as long as the user has not given the check up', async () => {
    const { page, ring } = await open({ name: 'before', rule: 'site mode' });
    const heard = listenTo(world.sandbox);
    await press(page, await at(ring));
    await seeQuestion(heard);
    expect(await isOn()).toBe(false);
    await page.close();
  });

  it('acts at once after that, in pages that were open before too', async () => {
    const { page, ring } = await open({ name: 'after', rule: 'site mode' });
    await turn(true);
    await page.bringToFront();
    await actAtOnce(page, ring);
    await page.close();
  });

  it.each(STOPPED.map(({ name }) => name))('still asks, or does nothing: %s', async (name) => {
    const attack = STOPPED.find((one) => one.name === name) as Attack;
    const { page, ring } = await open(attack);
    const heard = listenTo(world.sandbox);
    const first = await at(ring);
    await page.evaluate('globalThis.strike?.()');
    await press(page, first, attack.rest ?? 1_100);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(writesOf(heard)).toEqual([]);
    if (await firefox.isPopupOpen()) await firefox.closePopup();
    await page.close();
  });

  it('asks again once the user takes it back', async () => {
    await turn(false);
    const { page, ring } = await open({ name: 'again', rule: 'site mode' });
    const heard = listenTo(world.sandbox);
    await press(page, await at(ring));
    await seeQuestion(heard);
    await page.close();
  });
});
