import type { ElementHandle, Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { setSiteMode } from '../support/site-mode';
import { actDirectly, count, find, restPointer } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { useStage } from './harness';

const HOST = 'tracker.example.com';
const TITLE = 'Write the release notes';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What the browser made of the toast: boxes as they are on the screen, px, and styles as they count. */
interface Drawn {
  readonly toast: Box;
  readonly picture: Box;
  readonly button: Box;
  readonly words: readonly Box[];
  readonly styles: Readonly<Record<'toast' | 'button' | 'first' | 'second' | 'line', Record<string, string>>>;
}

async function drawn(undo: ElementHandle): Promise<Drawn> {
  return undo.evaluate((button) => {
    const toast = button.parentElement as Element;
    const find = (selector: string) => toast.querySelector(selector) as Element;
    const box = (element: Element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { left, top, width, height };
    };
    const NAMES = [
      'backgroundColor',
      'color',
      'borderTopStyle',
      'borderTopColor',
      'appearance',
      'fontSize',
      'lineHeight',
      'position',
      'animationTimingFunction',
      'animationPlayState',
      'forcedColorAdjust',
    ];
    const style = (element: Element) => {
      const computed = getComputedStyle(element) as unknown as Record<string, string>;
      return Object.fromEntries(NAMES.map((name) => [name, computed[name] as string]));
    };
    const [first, second] = [find('.first'), find('.second')];
    return {
      toast: box(toast),
      picture: box(find('svg')),
      button: box(button),
      words: [first, second].map(box),
      styles: {
        toast: style(toast),
        button: style(button),
        first: style(first),
        second: style(second),
        line: style(find('.time')),
      },
    };
  });
}

/** How many different colours a part of the window has, and the one that most of it has. */
async function colours(page: Page, { left, top, width, height }: Box): Promise<{ kinds: number; ground: string }> {
  const picture = await page.screenshot({ clip: { x: left, y: top, width, height }, encoding: 'base64' });
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d') as OffscreenCanvasRenderingContext2D;
    pen.drawImage(bitmap, 0, 0);
    const counts = new Map<string, number>();
    const { data: pixels } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
    for (let at = 0; at < pixels.length; at += 4) {
      const colour = `rgb(${pixels.slice(at, at + 3).join(', ')})`;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    const [ground = ''] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [];
    return { kinds: counts.size, ground };
  }, picture);
}

const DARK = '<style>body { background: #14171b; color: #eee }</style>';

interface Case {
  readonly name: string;
  readonly head?: string;
  readonly window?: readonly [width: number, height: number];
  readonly media?: readonly { readonly name: string; readonly value: string }[];
  readonly ground: string;
  readonly width?: number;
  /** Distance of its left edge from the window's, px. */
  readonly left?: number;
}

const CASES: readonly Case[] = [
  { name: 'on a light page', ground: 'rgb(31, 36, 43)' },
  { name: 'on a dark page', head: DARK, ground: 'rgb(237, 240, 244)' },
  {
    name: 'from right to left',
    head: '<style>body { direction: rtl }</style>',
    ground: 'rgb(31, 36, 43)',
    left: 700 - 16 - 384,
  },
  { name: 'in a narrow window', window: [360, 400], ground: 'rgb(31, 36, 43)', width: 328 },
  {
    name: 'in forced colours',
    media: [
      { name: 'forced-colors', value: 'active' },
      { name: 'prefers-color-scheme', value: 'dark' },
    ],
    ground: 'rgb(0, 0, 0)',
  },
  { name: 'with less motion', media: [{ name: 'prefers-reduced-motion', value: 'reduce' }], ground: 'rgb(31, 36, 43)' },
];

describe('the toast', () => {
  const stage = useStage();
  let isDone = false;
  beforeAll(async () => {
    const options = await stage.chromium.openOptions();
    await signInByToken(options, { token: stage.sandbox.tokenFor('Anna Chen'), user: 'Anna Chen' });
    await setSiteMode(options, `https://${HOST}`, 'direct');
  });

  /** A page with one link to a task, which is completed or reopened there; answers the button in the toast. */
  async function open({ head = '', window: [width, height] = [700, 400], media = [] }: Partial<Case>) {
    const task = stage.sandbox.tasks.find(({ key }) => key === 'plain');
    const page = await stage.chromium.browser.newPage();
    await page.setViewport({ width, height });
    await (await page.createCDPSession()).send('Emulation.setEmulatedMedia', { features: [...media] });
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const body = `<!doctype html><title>t</title><link rel=icon href="data:,">${head}<body><p>See <a href="${task?.url}">it</a>.`;
      const isPage = request.url() === `https://${HOST}/toast`;
      void (isPage ? request.respond({ contentType: 'text/html', body }) : request.continue());
    });
    await page.goto(`https://${HOST}/toast`);
    await actDirectly(page, `${isDone ? 'Reopen' : 'Complete'} task: ${TITLE}`, () => count(page, 'Undo'));
    isDone = !isDone;
    return { page, undo: await find(page, 'Undo') };
  }

  it.each(CASES)('has its ground, words and sizes $name', async (one) => {
    const { page, undo } = await open(one);
    await restPointer(page);
    const { toast, picture, button, words, styles } = await drawn(undo);
    const { ground, width = 384, left = 16, window: [, height] = [0, 400] } = one;
    expect(toast).toEqual({ left, top: height - 16 - 72, width, height: 72 });
    expect(styles.toast.position).toBe('fixed');
    expect([picture.width, picture.height]).toEqual([20, 20]);
    expect(button.height).toBe(32);
    expect(button.width).toBeGreaterThanOrEqual(64);
    expect(button.width).toBeLessThanOrEqual(112);
    expect([styles.first.fontSize, styles.first.lineHeight]).toEqual(['13px', '20px']);
    expect([styles.second.fontSize, styles.second.lineHeight]).toEqual(['12px', '16px']);
    // The browser's own button is raised, on a ground of its own.
    expect(styles.button.borderTopStyle).toBe('solid');
    for (const word of [...words, button]) {
      const { kinds, ground: drawnOn } = await colours(page, word);
      expect(drawnOn).toBe(ground);
      expect(kinds).toBeGreaterThan(8);
    }
    const corner = { left: toast.left + toast.width / 2, top: toast.top + 4, width: 40, height: 6 };
    expect(await colours(page, corner)).toEqual({ kinds: 1, ground });
    expect((await colours(page, picture)).kinds).toBeGreaterThan(4);
    const line = await colours(page, {
      left: one.left ? left + width - 60 : left + 12,
      top: toast.top + 69,
      width: 20,
      height: 2,
    });
    expect(line.ground).not.toBe(ground);
    expect(styles.line.animationTimingFunction).toBe(one.name === 'with less motion' ? 'steps(10)' : 'linear');
    await page.close();
  });

  it('stands still while the pointer is in it, and leaves when its ten seconds are over, unseen by the page', async () => {
    const { page, undo } = await open({});
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const type of ['animationstart', 'animationend', 'animationcancel', 'toggle', 'beforetoggle', 'focusin'])
        addEventListener(type, () => heard.push(type), true);
    });
    const { x = 0, y = 0 } = (await undo.boundingBox()) ?? {};
    await page.mouse.move(x - 60, y + 8, { steps: 3 });
    await new Promise((resolve) => setTimeout(resolve, 11_000));
    expect((await drawn(undo)).styles.line.animationPlayState).toBe('paused');
    expect(await count(page, 'Undo')).toBe(1);
    await page.mouse.move(x - 60, 20, { steps: 3 });
    await new Promise((resolve) => setTimeout(resolve, 10_500));
    expect(await count(page, 'Undo')).toBe(0);
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);
    await page.close();
  });
});
