import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import {
  actDirectly,
  click,
  clickToConfirm,
  closePopup,
  confirm,
  count,
  find,
  listenTo,
  REST_MS,
  seeWrite,
  signIn,
  until,
} from '../support/steps';
import { useStage } from './harness';

/** What a page does to the cell in which the link of the task stands, run in the page. */
type Trick = (cell: HTMLElement) => void;

/** Everything here leaves the control under the pointer; the site is direct, so that only the gate stands between. */
const DOUBTS: readonly [what: string, trick: Trick][] = [
  ['a faded row', (cell) => cell.parentElement?.style.setProperty('opacity', '0.8')],
  [
    'two layers that fade together',
    (cell) => {
      cell.style.opacity = '0.94';
      document.body.style.opacity = '0.94';
    },
  ],
  ['a filtered page', (cell) => cell.closest('table')?.style.setProperty('filter', 'contrast(0.2)')],
  ['a mask', (cell) => cell.style.setProperty('mask-image', 'linear-gradient(#000,#000)')],
  ['a clipped cell', (cell) => cell.style.setProperty('clip-path', 'inset(-50px)')],
  ['a blended cell', (cell) => cell.style.setProperty('mix-blend-mode', 'multiply')],
  ['a turned page', (cell) => cell.closest('table')?.style.setProperty('transform', 'rotate(2deg)')],
  ['a mirrored page', (cell) => cell.closest('table')?.style.setProperty('transform', 'scale(-1, 1)')],
  ['a page in space', (cell) => cell.style.setProperty('transform', 'perspective(300px) rotateX(20deg)')],
  [
    'a drawn cover that lets the pointer through',
    () => {
      const cover = document.createElement('div');
      cover.popover = 'manual';
      cover.style.cssText = 'inset:0;width:auto;height:auto;background:#fff;pointer-events:none';
      document.body.append(cover);
      setInterval(() => {
        cover.hidePopover();
        cover.showPopover();
      }, 60);
    },
  ],
  [
    'a cover over the words of the bar alone',
    (cell) => {
      const cover = document.createElement('div');
      cover.popover = 'manual';
      cover.textContent = 'Yes, show me the pictures';
      cover.style.cssText = 'margin:0;padding:0;border:0;background:#fff;pointer-events:none;width:200px;height:26px';
      document.body.append(cover);
      setInterval(() => {
        const { right, top } = (cell.querySelector('a + *') ?? cell).getBoundingClientRect();
        cover.style.inset = `${top}px auto auto ${right + 4}px`;
        cover.hidePopover();
        cover.showPopover();
      }, 60);
    },
  ],
  [
    'a flicker that hides it most of the time',
    () => {
      const cover = document.createElement('div');
      cover.popover = 'manual';
      cover.style.cssText = 'inset:0;width:auto;height:auto;background:#fff;pointer-events:none';
      document.body.append(cover);
      setInterval(() => {
        cover.hidePopover();
        setTimeout(() => cover.showPopover(), 30);
      }, 110);
    },
  ],
  [
    'a slotted link in a closed root that fades it',
    (cell) => {
      const frame = document.createElement('div');
      const root = frame.attachShadow({ mode: 'closed' });
      root.innerHTML = '<p style="opacity:.5"><slot></slot></p>';
      frame.append(...cell.childNodes);
      cell.append(frame);
    },
  ],
  [
    'a link that is moved a little all the time',
    (cell) => {
      let to = 0;
      setInterval(() => {
        to = 4 - to;
        cell.style.translate = `${to}px`;
      }, 200);
    },
  ],
  [
    'a link that leads elsewhere for a moment',
    (cell) => {
      const link = cell.querySelector('a');
      const own = link?.href ?? '';
      setInterval(() => {
        if (link) link.href = '#';
        setTimeout(() => {
          if (link) link.href = own;
        }, 40);
      }, 300);
    },
  ],
  [
    'a page that keeps us from looking',
    () => {
      setInterval(() => {
        const end = performance.now() + 350;
        while (performance.now() < end);
      }, 450);
    },
  ],
  ['a control that the page moves', (cell) => cell.querySelector('a + *')?.setAttribute('style', '--move: 40px 0')],
  ['a page that shrinks it', (cell) => cell.closest('table')?.style.setProperty('zoom', '0.6')],
];

const ORDINARY: readonly [what: string, trick: Trick][] = [
  ['a plain table', () => {}],
  [
    'a moved and enlarged page',
    (cell) => cell.closest('table')?.style.setProperty('transform', 'translate(30px, 10px) scale(1.2)'),
  ],
  ['a layer of its own', (cell) => cell.style.setProperty('transform', 'translate3d(4px, 0, 0)')],
  ['a zoomed page', () => document.documentElement.style.setProperty('zoom', '1.5')],
  [
    'a sticky header of frosted glass',
    (cell) => {
      cell.style.cssText = 'position:sticky;top:0;z-index:5;backdrop-filter:blur(4px);background:#fff8';
    },
  ],
  ['a scroller', (cell) => cell.style.setProperty('overflow', 'auto')],
  ['from right to left', () => document.documentElement.setAttribute('dir', 'rtl')],
  [
    'a web component',
    (cell) => {
      const frame = document.createElement('div');
      const root = frame.attachShadow({ mode: 'closed' });
      root.innerHTML = '<p><slot></slot></p>';
      frame.append(...cell.childNodes);
      cell.append(frame);
    },
  ],
  ['a page that hides its own pointer', () => document.documentElement.style.setProperty('cursor', 'none')],
];

describe('the click gate, on a site that may act directly', () => {
  const stage = useStage();
  const TITLE = 'Version 2.0 is out';
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    const page = await stage.chromium.open(pageUrl('dashboard'));
    const heard = listenTo(stage.sandbox);
    const popup = await clickToConfirm(stage.chromium, page, `Complete task: ${TITLE}`);
    await confirm(popup, 'Complete', 'tracker.example.com');
    await seeWrite(heard, stage.guid('milestone'), 'completed_at');
    await page.close();
  });

  const action = () => (stage.sandbox.task(stage.guid('milestone'))?.status === 'done' ? 'Reopen' : 'Complete');

  /** The dashboard, after the trick; the control knows its task and stands where the trick has put it. */
  async function openWith(trick: Trick): Promise<Page> {
    const page = await stage.chromium.open(pageUrl('dashboard'));
    await find(page, `${action()} task: ${TITLE}`);
    const cell = await until('the cell', () => page.$(`::-p-xpath(//a[.='${TITLE}']/..)`));
    await cell.evaluate(trick as (cell: Element) => void);
    await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
    await find(page, `${action()} task: ${TITLE}`);
    return page;
  }

  it.each(DOUBTS)('asks in %s', async (_, trick) => {
    const page = await openWith(trick);
    const heard = listenTo(stage.sandbox);
    await click(page, `${action()} task: ${TITLE}`, 'button', REST_MS);
    const popup = await stage.chromium.popupPage();
    await find(popup, action());
    expect(heard.writes()).toEqual([]);
    await closePopup(popup);
    await page.close();
  });

  it.each(ORDINARY)('lets a click act in %s', async (_, trick) => {
    const page = await openWith(trick);
    const heard = listenTo(stage.sandbox);
    await actDirectly(page, `${action()} task: ${TITLE}`, () => heard.writes().length > 0);
    await seeWrite(heard, stage.guid('milestone'), 'completed_at');
    await page.close();
  });

  it('asks under a cover, whatever was chosen for a browser that cannot say what is visible', async () => {
    const options = await stage.chromium.openOptions();
    const choose = (unseen: boolean) => {
      const input = { origin: 'https://tracker.example.com', mode: 'direct', unseen };
      return options.evaluate(`chrome.runtime.sendMessage(${JSON.stringify({ type: 'site.set', input })})`);
    };
    expect(await choose(true)).toEqual({ ok: true, value: null });
    expect(await options.evaluate(() => document.body.innerText)).not.toContain('without checking');
    const cover = DOUBTS.find(([what]) => what === 'a drawn cover that lets the pointer through');
    const page = await openWith(cover?.[1] as Trick);
    const heard = listenTo(stage.sandbox);
    await click(page, `${action()} task: ${TITLE}`, 'button', REST_MS);
    const popup = await stage.chromium.popupPage();
    await find(popup, action());
    expect(heard.writes()).toEqual([]);
    await closePopup(popup);
    await page.close();
    await choose(false);
  });

  it('asks for a click that comes too soon', async () => {
    const page = await openWith(() => {});
    const heard = listenTo(stage.sandbox);
    await click(page, `${action()} task: ${TITLE}`);
    const popup = await stage.chromium.popupPage();
    await find(popup, action());
    expect(heard.writes()).toEqual([]);
    await closePopup(popup);
    await page.close();
  });

  it('takes a double click for one', async () => {
    const page = await openWith(() => {});
    const heard = listenTo(stage.sandbox);
    const was = action();
    const control = await find(page, `${was} task: ${TITLE}`);
    await control.hover();
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    await control.click({ count: 2, delay: 30 });
    await find(page, `${was === 'Reopen' ? 'Complete' : 'Reopen'} task: ${TITLE}`);
    await find(page, 'Undo');
    expect(heard.writes()).toHaveLength(1);
    expect(await count(page, `${was} task: ${TITLE}`)).toBe(0);
    await page.close();
  });

  /** Tab from the link before it, as somebody without a mouse does. */
  async function tabToControl(page: Page): Promise<void> {
    await (await find(page, TITLE, 'link')).focus();
    await page.keyboard.press('Tab');
  }

  it.each(['Enter', 'Space'] as const)('lets %s act on a button that has had the focus for a while', async (key) => {
    const page = await openWith(() => {});
    const heard = listenTo(stage.sandbox);
    const press = async () => {
      await tabToControl(page);
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
      await page.keyboard.press(key);
    };
    await actDirectly(page, TITLE, () => heard.writes().length > 0, press);
    await seeWrite(heard, stage.guid('milestone'), 'completed_at');
    await page.close();
  });

  it('asks for a key that comes right after the focus', async () => {
    const page = await openWith(() => {});
    const heard = listenTo(stage.sandbox);
    // Brings what acts, so that the gate decides.
    await (await find(page, `${action()} task: ${TITLE}`)).hover();
    await find(page, `Edit task: ${TITLE}`);
    await page.mouse.move(2, 2);
    await tabToControl(page);
    await page.keyboard.press('Enter');
    const popup = await stage.chromium.popupPage();
    await find(popup, action());
    expect(heard.writes()).toEqual([]);
    await closePopup(popup);
    await page.close();
  });

  it('does nothing for a key that was held before the focus came', async () => {
    const page = await openWith(() => {});
    const heard = listenTo(stage.sandbox);
    await (await find(page, TITLE, 'link')).focus();
    await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
    await page.keyboard.down('Enter');
    await page.keyboard.press('Tab');
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    // A press of its own afterwards: had the held key meant anything, this write would not be the first.
    await page.keyboard.press('Enter');
    await seeWrite(heard, stage.guid('milestone'), 'completed_at');
    expect(heard.writes()).toHaveLength(1);
    await page.close();
  });
});
