import type { CDPSession, Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { setSiteMode } from '../support/site-mode';
import { actDirectly, closePopup, count, find, type Heard, listenTo, REST_MS, seeWrite, until } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { useStage } from './harness';

const TITLE = 'Version 2.0 is out';
const ORIGIN = 'https://tracker.example.com';
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Point {
  readonly x: number;
  readonly y: number;
}

describe('without a mouse', () => {
  const stage = useStage();
  let options: Page;
  beforeAll(async () => {
    options = await stage.chromium.openOptions();
    await signInByToken(options, { token: stage.sandbox.tokenFor('Anna Chen'), user: 'Anna Chen' });
  });

  const set = (mode: 'ask' | 'direct') => setSiteMode(options, ORIGIN, mode);
  const action = () => (stage.sandbox.task(stage.guid('milestone'))?.status === 'done' ? 'Reopen' : 'Complete');

  /** The dashboard and the middle of the ring beside the link with this text, which on a site that asks is the link's own. */
  async function open(): Promise<{ page: Page; at: Point; session: CDPSession }> {
    const page = await stage.chromium.open(pageUrl('dashboard'));
    await page.bringToFront();
    const host = await until('the control', () => page.$(`::-p-xpath(//a[.='${TITLE}']/following-sibling::span)`));
    const box = await host.boundingBox();
    if (!box) throw new Error('The control has no box');
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    return { page, at, session: await page.createCDPSession() };
  }

  async function seeQuestion(heard: Heard): Promise<void> {
    const popup = await stage.chromium.popupPage();
    await find(popup, action());
    expect(heard.writes()).toEqual([]);
    await closePopup(popup);
  }

  const pencil = (page: Page) => find(page, `Edit task: ${TITLE}`);

  describe('a finger', () => {
    it('opens the bar by its first tap and is asked after its second', async () => {
      await set('ask');
      const { page, at } = await open();
      const heard = listenTo(stage.sandbox);
      expect(heard.requests()).toEqual([]);
      await page.touchscreen.tap(at.x, at.y);
      await pencil(page);
      expect(heard.writes()).toEqual([]);
      await rest(REST_MS);
      await page.touchscreen.tap(at.x, at.y);
      await seeQuestion(heard);
      await page.close();
    });

    it('folds the bar by a tap elsewhere', async () => {
      const { page, at } = await open();
      await page.touchscreen.tap(at.x, at.y);
      await pencil(page);
      await page.touchscreen.tap(600, 800);
      await until('the bar to fold', async () => (await count(page, `Edit task: ${TITLE}`)) === 0);
      await page.close();
    });

    it('acts by its second tap on a direct site', async () => {
      await set('direct');
      const { page, at } = await open();
      const heard = listenTo(stage.sandbox);
      await find(page, `${action()} task: ${TITLE}`);
      await actDirectly(
        page,
        TITLE,
        () => heard.writes().length > 0,
        async () => {
          // After a question the bar is folded again.
          if ((await count(page, `Edit task: ${TITLE}`)) === 0) await page.touchscreen.tap(at.x, at.y);
          await pencil(page);
          await rest(REST_MS);
          await page.touchscreen.tap(at.x, at.y);
        },
      );
      await seeWrite(heard, stage.guid('milestone'), 'completed_at');
      await page.close();
    });

    it('does not act by tapping on and on', async () => {
      const { page, at } = await open();
      const heard = listenTo(stage.sandbox);
      await find(page, `${action()} task: ${TITLE}`);
      for (let tap = 0; tap < 8; tap += 1) {
        await page.touchscreen.tap(at.x, at.y);
        await rest(120);
      }
      await pencil(page);
      await rest(REST_MS);
      expect(heard.writes()).toEqual([]);
      await page.close();
    });
  });

  describe('a pen', () => {
    async function send(session: CDPSession, type: 'mouseMoved' | 'mousePressed' | 'mouseReleased', { x, y }: Point) {
      const press = type === 'mouseMoved' ? {} : { button: 'left' as const, clickCount: 1 };
      await session.send('Input.dispatchMouseEvent', { type, x, y, pointerType: 'pen', force: 0.5, ...press });
    }
    async function click(session: CDPSession, at: Point, pause: number): Promise<void> {
      await send(session, 'mouseMoved', { x: at.x - 3, y: at.y });
      await send(session, 'mouseMoved', at);
      await rest(pause);
      await send(session, 'mousePressed', at);
      await send(session, 'mouseReleased', at);
    }

    it('is asked on a site that asks', async () => {
      await set('ask');
      const { page, at, session } = await open();
      const heard = listenTo(stage.sandbox);
      await click(session, at, REST_MS);
      await seeQuestion(heard);
      await page.close();
    });

    it('is asked on a direct site when it comes too fast', async () => {
      await set('direct');
      const { page, at, session } = await open();
      const heard = listenTo(stage.sandbox);
      await find(page, `${action()} task: ${TITLE}`);
      await click(session, at, 0);
      await seeQuestion(heard);
      await page.close();
    });

    it('acts on a direct site after it has rested there', async () => {
      const { page, at, session } = await open();
      const heard = listenTo(stage.sandbox);
      await find(page, `${action()} task: ${TITLE}`);
      const types: string[] = [];
      await page.exposeFunction('heardOf', (type: string) => types.push(type));
      await page.evaluate("addEventListener('pointermove', ({ pointerType }) => heardOf(pointerType), true)");
      await actDirectly(
        page,
        TITLE,
        () => heard.writes().length > 0,
        () => click(session, at, REST_MS),
      );
      await seeWrite(heard, stage.guid('milestone'), 'completed_at');
      expect(new Set(types)).toContain('pen');
      await page.close();
    });
  });
});
