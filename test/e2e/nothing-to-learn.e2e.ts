import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { setSiteMode } from '../support/site-mode';
import { click, find, REST_MS, until } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { useStage } from './harness';

/** Everything that a page could watch, gathered by a page that does nothing else. */
interface Spied {
  /** What it saw happen, without times. */
  readonly log: string[];
  /** Every word that it could get at now. */
  readonly words: string;
  /** Boxes, styles and counts of everything that stands in it now. */
  readonly shape: string;
}

declare global {
  interface Window {
    spied(): Spied;
  }
}

/** Runs in the page before anything else: hears every event, entry and mutation there is. */
function spy(): void {
  const log: string[] = [];
  const nameOf = (target: unknown) =>
    target instanceof Element ? `${target.localName}.${target.className}` : Object.prototype.toString.call(target);
  const types = new Set<string>();
  for (const prototype of [window, Document.prototype, HTMLElement.prototype, Element.prototype])
    for (const key in prototype) if (key.startsWith('on')) types.add(key.slice(2));
  for (const type of [...types, 'focusin', 'focusout', 'securitypolicyviolation', 'DOMContentLoaded'])
    addEventListener(
      type,
      (event) => {
        // How often the pointer moves is the test's, not ours.
        if (/^pointer(raw|move)|^mousemove/.test(type)) return;
        log.push(`event ${type} on ${nameOf(event.target)} by ${event.composedPath().map(nameOf).join('<')}`);
      },
      true,
    );
  const noted = [
    'resource',
    'layout-shift',
    'largest-contentful-paint',
    'element',
    'mark',
    'measure',
    'taskattribution',
  ];
  for (const type of PerformanceObserver.supportedEntryTypes)
    if (noted.includes(type))
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { size, value, element, sources } = entry as PerformanceEntry & Record<string, unknown>;
          // Whether its own text was painted before or after the control came is chance.
          if (element instanceof HTMLParagraphElement) continue;
          log.push(`entry ${type} ${entry.name} ${size} ${value} ${nameOf(element)} ${JSON.stringify(sources ?? '')}`);
        }
      }).observe({ type, buffered: true });
  new MutationObserver((records) => {
    for (const { type, target, attributeName, addedNodes, removedNodes } of records)
      log.push(
        `mutation ${type} ${nameOf(target)} ${attributeName} ${[...addedNodes].map(nameOf)} ${[...removedNodes].map(nameOf)}`,
      );
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
    console[name] = (...said: unknown[]) => log.push(`console ${name} ${said.join(' ')}`);
  const globals = new Set(Object.getOwnPropertyNames(window));

  function everyHost(): Element[] {
    return [...document.querySelectorAll('span')];
  }

  function wordsNow(): string {
    const words: unknown[] = [document.documentElement.innerText, document.documentElement.outerHTML];
    words.push(new XMLSerializer().serializeToString(document));
    words.push(document.documentElement.getHTML({ serializableShadowRoots: true }));
    getSelection()?.selectAllChildren(document.body);
    words.push(String(getSelection()), getSelection()?.getRangeAt(0).cloneContents().textContent);
    getSelection()?.removeAllRanges();
    for (const host of everyHost()) {
      for (const pseudo of [null, '::before', '::after', '::marker'])
        words.push(getComputedStyle(host, pseudo).content, getComputedStyle(host, pseudo).counterReset);
      words.push(host.shadowRoot, host.ariaLabel, host.getAnimations({ subtree: true }).length, host.textContent);
      words.push(host.computedStyleMap().size, JSON.stringify(host.getAttributeNames()));
    }
    words.push(document.getAnimations().length, CSS.highlights.size, document.fonts.size);
    for (let x = 4; x < innerWidth; x += 24)
      for (let y = 4; y < innerHeight; y += 12) {
        words.push(`${x} ${y} ${document.caretPositionFromPoint(x, y)?.offsetNode.textContent}`);
        words.push(document.caretRangeFromPoint(x, y)?.startContainer.textContent);
      }
    for (const type of ['resource', 'mark', 'measure'])
      for (const { name } of performance.getEntriesByType(type)) words.push(`${type} ${name}`);
    words.push(document.title, location.href);
    words.push(Object.getOwnPropertyNames(window).filter((name) => !globals.has(name)));
    return words.map(String).join('\n');
  }

  function shapeNow(): string {
    const shape: unknown[] = [document.activeElement?.localName, document.scrollingElement?.scrollHeight];
    for (const element of document.querySelectorAll('body, body *')) {
      const { x, y, width, height } = element.getBoundingClientRect();
      const { scrollWidth, scrollHeight, clientWidth, offsetWidth, offsetHeight } = element as HTMLElement;
      shape.push(element.localName, [
        x,
        y,
        width,
        height,
        scrollWidth,
        scrollHeight,
        clientWidth,
        offsetWidth,
        offsetHeight,
      ]);
      const style = getComputedStyle(element);
      shape.push(Array.from(style, (name) => style.getPropertyValue(name)).join());
    }
    for (let x = 4; x < innerWidth; x += 24)
      for (let y = 4; y < innerHeight; y += 12) shape.push(document.elementsFromPoint(x, y).map(nameOf).join('<'));
    return JSON.stringify(shape);
  }

  window.spied = () => ({ log: [...log], words: wordsNow(), shape: shapeNow() });
}

const HOST = 'tracker.example.com';

describe('a page that watches everything', () => {
  const stage = useStage();
  beforeAll(async () => {
    const options = await stage.chromium.openOptions();
    await signInByToken(options, { token: stage.sandbox.tokenFor('Anna Chen'), user: 'Anna Chen' });
    await setSiteMode(options, `https://${HOST}`, 'direct');
  });

  /** A page of its own with one link to this task, always in the same words. */
  async function openSpy(key: string): Promise<Page> {
    const task = stage.sandbox.tasks.find((sample) => sample.key === key);
    const page = await stage.chromium.browser.newPage();
    await page.evaluateOnNewDocument(spy);
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const isPage = request.url() === `https://${HOST}/spy`;
      const url = task?.url.replace(/&.*/, '');
      const body = `<!doctype html><title>t</title><link rel=icon href="data:,"><p>See <a href="${url}">it</a>.</p>`;
      void (isPage ? request.respond({ contentType: 'text/html', body }) : request.continue());
    });
    await page.goto(`https://${HOST}/spy`);
    return page;
  }

  /** The same with what differs by design, the task's own id, taken out. */
  async function spied(page: Page, key: string): Promise<Spied> {
    const { log, words, shape } = await page.evaluate(() => window.spied());
    const blind = (text: string) => text.replaceAll(stage.guid(key), 'GUID');
    // A loading page's own events come in any order.
    return { log: [...new Set(log.map(blind))].sort(), words: blind(words), shape: blind(shape) };
  }

  const STATES: readonly [key: string, name: string][] = [
    ['plain', 'Complete task: Write the release notes'],
    ['overdue', 'Complete task: Renew the certificate'],
    ['done-own', 'Reopen task: Order new badges'],
    ['chinese', 'Complete task: 针对全年销售进行一次复盘'],
    ['deleted', 'Complete task: it'],
  ];

  it('sees the same at rest whatever the task is', async () => {
    const seen: Spied[] = [];
    for (const [key, name] of STATES) {
      const page = await openSpy(key);
      await find(page, name);
      await until('the answer to be drawn', async () => {
        const control = await page.$(`::-p-aria([name="${name}"][role="button"])`);
        return control?.evaluate((ring) => !/unread/.test(ring.parentElement?.className ?? ''));
      });
      seen.push(await spied(page, key));
      await page.close();
    }
    for (const each of seen) expect(each).toEqual(seen[0]);
  });

  it('sees the same while the bar is open, and finds no word of it', async () => {
    const seen: Spied[] = [];
    for (const [key, name] of STATES) {
      const page = await openSpy(key);
      await (await find(page, name)).hover();
      await find(page, name.replace(/^\w+/, 'Edit'));
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
      const title = name.replace(/^.*?: /, '');
      if (key !== 'deleted')
        expect(
          await page.evaluate((words) => (window as unknown as { find(text: string): boolean }).find(words), title),
        ).toBe(false);
      seen.push(await spied(page, key));
      await page.close();
    }
    for (const each of seen) expect(each).toEqual(seen[0]);
  });

  it('cannot tell a message from none', async () => {
    const page = await openSpy('plain');
    await (await find(page, 'Complete task: Write the release notes')).hover();
    await find(page, 'Edit task: Write the release notes');
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    const before = await spied(page, 'plain');
    // The spy keeps everybody else from looking while it looks.
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    await click(page, 'Complete task: Write the release notes');
    await find(page, 'Undo');
    await find(page, 'Reopen task: Write the release notes');
    const after = await spied(page, 'plain');
    const pressed = after.log.filter(
      (line) => !before.log.includes(line) && !/^event (mouse|pointer|click|selection)/.test(line),
    );
    expect(pressed).toEqual([]);
    expect(after.words).toBe(before.words);
    expect(JSON.parse(after.shape)).toEqual(JSON.parse(before.shape));
    await page.close();
  });
});
