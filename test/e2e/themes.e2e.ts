import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { groundsOf, isRight } from '../support/grounds';
import { setSiteMode } from '../support/site-mode';
import { actDirectly, count, find, REST_MS, until } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { useStage } from './harness';

const HOST = 'tracker.example.com';
const TITLE = 'Write the release notes';
const DARK_SHEET = 'body { background: #0b0e12; color: #e8ebf0 }';
const BY_CLASS = `.dark body, body.dark, .dark #app, #app.dark { background: #0b0e12; color: #e8ebf0 }`;
const DARK_LINK = `data:text/css,${encodeURIComponent(DARK_SHEET)}`;

interface Way {
  readonly name: string;
  readonly head?: string;
  /** Source of what makes the page dark, with `dark` as true, and light again, with false. */
  readonly turn?: string;
  /** The system's own theme changes. */
  readonly bySystem?: true;
}

const WAYS: readonly Way[] = [
  { name: 'a class of the root', head: `<style>${BY_CLASS}</style>`, turn: 'root.classList.toggle("dark", dark)' },
  { name: 'a class of the body', head: `<style>${BY_CLASS}</style>`, turn: 'body.classList.toggle("dark", dark)' },
  { name: 'a class further in', head: `<style>${BY_CLASS}</style>`, turn: 'app.classList.toggle("dark", dark)' },
  {
    name: 'an attribute of the root',
    head: '<style>[data-theme=dark] body { background: #000 }</style>',
    turn: 'root.dataset.theme = dark ? "dark" : "light"',
  },
  {
    name: 'the style of the body, its words as they were',
    turn: 'body.style.background = dark ? "#000" : ""',
  },
  {
    name: 'a custom property',
    head: '<style>body { background: var(--page, #fff) }</style>',
    turn: 'dark ? root.style.setProperty("--page", "#101418") : root.style.removeProperty("--page")',
  },
  {
    name: 'a notation that only the browser reads',
    head: '<style>.dark body { background: oklch(0.2 0 0); color: #fff } body { background: oklch(0.98 0 0) }</style>',
    turn: 'root.classList.toggle("dark", dark)',
  },
  {
    name: 'a class, over a third of a second',
    head: `<style>${BY_CLASS} body { background: #fff; transition: background-color .3s }</style>`,
    turn: 'root.classList.toggle("dark", dark)',
  },
  { name: 'its colour scheme', turn: 'root.style.colorScheme = dark ? "dark" : "light"' },
  {
    name: 'the colour scheme that its head names',
    head: '<meta name="color-scheme" content="light">',
    turn: 'document.querySelector("meta[name]").content = dark ? "dark" : "light"',
  },
  {
    name: 'a sheet that comes and goes',
    turn: `dark ? document.head.append(Object.assign(document.createElement('style'), { textContent: \`${DARK_SHEET}\` })) : document.querySelector('style')?.remove()`,
  },
  {
    name: 'a linked sheet that comes and goes',
    turn: `dark ? document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '${DARK_LINK}' })) : document.querySelector('link[rel=stylesheet]')?.remove()`,
  },
  {
    name: 'a sheet whose words change',
    head: '<style></style>',
    turn: `document.querySelector('style').textContent = dark ? \`${DARK_SHEET}\` : ''`,
  },
  {
    name: 'a sheet that is switched',
    head: `<style>${DARK_SHEET}</style>`,
    turn: 'document.styleSheets[0].disabled = !dark',
  },
  {
    name: 'a linked sheet that is switched',
    head: `<link rel="stylesheet" href="${DARK_LINK}">`,
    turn: 'document.querySelector("link[rel=stylesheet]").disabled = !dark',
  },
  {
    name: 'the medium of a sheet',
    head: `<style media="not all">${DARK_SHEET}</style>`,
    turn: 'document.querySelector("style").media = dark ? "all" : "not all"',
  },
  {
    name: 'a rule that is put in and taken out',
    head: '<style></style>',
    turn: `dark ? document.styleSheets[0].insertRule(\`${DARK_SHEET}\`) : document.styleSheets[0].cssRules[0] && document.styleSheets[0].deleteRule(0)`,
  },
  {
    name: 'a sheet made by a script',
    turn: `const sheet = new CSSStyleSheet(); sheet.replaceSync(\`${DARK_SHEET}\`); document.adoptedStyleSheets = dark ? [sheet] : []`,
  },
  {
    name: 'the system, where the page asks it',
    head: `<style>@media (prefers-color-scheme: dark) { ${DARK_SHEET} }</style>`,
    bySystem: true,
  },
  {
    name: 'the system, where the page leaves it all to the browser',
    head: '<style>:root { color-scheme: light dark; color: #888 }</style>',
    bySystem: true,
  },
  { name: 'the system, by its head', head: '<meta name="color-scheme" content="dark light">', bySystem: true },
];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a page that changes its theme', () => {
  const stage = useStage();
  let isDone = false;
  beforeAll(async () => {
    const options = await stage.chromium.openOptions();
    await signInByToken(options, { token: stage.sandbox.tokenFor('Anna Chen'), user: 'Anna Chen' });
    await setSiteMode(options, `https://${HOST}`, 'direct');
    await options.close();
  });

  async function setSystem(page: Page, isDark: boolean): Promise<void> {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' }]);
  }

  async function turn(page: Page, { turn = '', bySystem }: Way, isDark: boolean): Promise<void> {
    if (bySystem) await setSystem(page, isDark);
    else
      await page.evaluate(
        `{ const [dark, root, body, app] = [${isDark}, document.documentElement, document.body, document.getElementById('app')]; ${turn} }`,
      );
  }

  async function open(way: Way, isDark: boolean): Promise<Page> {
    const url = stage.sandbox.tasks.find(({ key }) => key === 'plain')?.url;
    const page = await stage.chromium.browser.newPage();
    await page.setViewport({ width: 700, height: 400 });
    await setSystem(page, false);
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const body = `<!doctype html><title>t</title><link rel=icon href="data:,">${way.head ?? ''}<body><div id="app"><p>See <a href="${url}">it</a> and</p>
        <section><template shadowrootmode="open"><p><a href="${url}&from=2">that</a> too</p></template></section>
        <p style="background:#222;color:#eee"><a href="${url}&from=3">dark</a></p><p style="background:#eee;color:#222"><a href="${url}&from=4">light</a></p></div>`;
      void (request.url() === `https://${HOST}/theme`
        ? request.respond({ contentType: 'text/html', body })
        : request.continue());
    });
    await page.goto(`https://${HOST}/theme`);
    await turn(page, way, isDark);
    await until('rings on their grounds', async () => (await wrong(page)).length === 0);
    await pause(300);
    return page;
  }

  /** The rings that are not as their grounds are. */
  async function wrong(page: Page) {
    const grounds = await groundsOf(page);
    if (grounds.length !== 4) throw new Error(`${grounds.length} rings`);
    return grounds.filter((one) => !isRight(one));
  }

  async function expectFollowing(page: Page, way: Way, isDark: boolean, look: () => Promise<unknown>): Promise<void> {
    await turn(page, way, isDark);
    await until(`to follow: ${way.name}`, look);
  }

  it.each(
    WAYS.flatMap((way) => [
      { ...way, from: false },
      { ...way, from: true },
    ]),
  )('has its rings follow by themselves: by $name, first dark: $from', async ({ from, ...way }) => {
    const page = await open(way, from);
    const [first] = await groundsOf(page);
    await expectFollowing(page, way, !from, async () => {
      const [now] = await groundsOf(page);
      const hasTurned = (now?.behind ?? 0) < 128 !== (first?.behind ?? 0) < 128;
      return hasTurned && (await wrong(page)).length === 0;
    });
    await expectFollowing(page, way, from, async () => (await wrong(page)).length === 0);
    await page.close();
  });

  it.each([WAYS[0], WAYS[13], WAYS[18]] as Way[])('has the open bar and the toast follow: by $name', async (way) => {
    const page = await open(way, false);
    const name = `${isDone ? 'Reopen' : 'Complete'} task: ${TITLE}`;
    await actDirectly(page, name, () => count(page, 'Undo'));
    isDone = !isDone;
    const undo = await find(page, 'Undo');
    // The pointer rests on the ring that was pressed: its bar is open.
    await (await find(page, `${isDone ? 'Reopen' : 'Complete'} task: ${TITLE}`)).hover();
    await pause(REST_MS);
    const pencil = await find(page, `Edit task: ${TITLE}`);
    const isOnDark = async () => ({
      toast: await undo.evaluate((it) => it.parentElement && getComputedStyle(it.parentElement).backgroundColor),
      bar: await pencil.evaluate((it) => it.parentElement && getComputedStyle(it.parentElement).backgroundColor),
    });
    const ON_LIGHT = { toast: 'rgb(31, 36, 43)', bar: 'rgb(255, 255, 255)' };
    const ON_DARK = { toast: 'rgb(237, 240, 244)', bar: 'rgb(28, 31, 36)' };
    expect(await isOnDark()).toEqual(ON_LIGHT);
    for (const [isDark, drawn] of [
      [true, ON_DARK],
      [false, ON_LIGHT],
    ] as const)
      await expectFollowing(page, way, isDark, async () => JSON.stringify(await isOnDark()) === JSON.stringify(drawn));
    await page.close();
  });
});
