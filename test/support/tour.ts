import { join } from 'node:path';
import type { Page } from 'puppeteer';
import type { RequestEntry } from '../sandbox/model';
import { type Display, startDisplay } from './display';
import { type Chromium, launchChromium } from './launch';
import { pageUrl } from './pages-server';
import {
  click,
  clickToConfirm,
  closePopup,
  confirm,
  find,
  focusLink,
  listenTo,
  openForm,
  REST_MS,
  seeText,
  seeWrite,
  signIn,
  type,
  until,
} from './steps';
import type { World } from './world';

const SITE = 'tracker.example.com';

/** One line for a request: what was called, what it carried, what came back. Secrets and codes stay out. */
function line({ method, host, path, status, body }: RequestEntry): string {
  const named = typeof body === 'object' && body !== null && 'update_fields' in body ? ` ${JSON.stringify(body)}` : '';
  return `      ${method} ${host}${path}${named} → ${status}`;
}

/** Xvfb where it is installed; the tour goes on without real shortcuts where it is not. */
async function displayIfAny(): Promise<Display | undefined> {
  return startDisplay().catch(() => undefined);
}

/** The main job from sign-in to a shortcut, with real clicks; each step is printed beside what the sandbox heard. */
export async function runTour(world: World, pictures: string): Promise<void> {
  const { sandbox } = world;
  const display = await displayIfAny();
  const launch = (more: object) => launchChromium({ extension: world.extension, ports: world.ports, ...more });
  const chromium = await launch(display ? { display: display.name } : {});
  const guid = (key: string) => sandbox.tasks.find((task) => task.key === key)?.guid ?? '';
  let number = 0;

  async function step(what: string, act: (heard: ReturnType<typeof listenTo>) => Promise<void>): Promise<void> {
    number += 1;
    console.log(`\n  ${number}. ${what}`);
    const heard = listenTo(sandbox);
    await act(heard);
    const calls = heard.requests().filter(({ api, path }) => api !== '' || path.includes('authorize'));
    console.log(calls.map(line).join('\n') || '      (no request: shown from what is known)');
  }
  const shoot = (page: Page, name: string) =>
    page.screenshot({ path: join(pictures, `${name}.png`) as `${string}.png` });

  console.log('The main job, from sign-in to a shortcut, and what the sandbox heard:');
  try {
    await step('Sign in: App ID, App Secret, "Sign in", choose Anna Chen, "Authorize"', async () => {
      const options = await signIn(chromium, sandbox, { user: 'Anna Chen' });
      await shoot(options, 'options');
    });

    const page = await chromium.open(pageUrl('dashboard'));
    await step(
      'Complete from a page: click the ring, confirm in the popup, allow the site to act directly',
      async (heard) => {
        const popup = await clickToConfirm(chromium, page, 'Complete task: Write the release notes');
        await find(popup, 'Complete');
        await shoot(popup, 'confirm');
        await confirm(popup, 'Complete', SITE);
        await seeWrite(heard, guid('plain'), 'completed_at');
        await find(page, 'Reopen task: Write the release notes');
        await shoot(page, 'completed');
      },
    );

    await step('Reopen from a page: one click, since the site may act directly now', async (heard) => {
      await click(page, 'Reopen task: Write the release notes', 'button', REST_MS);
      await seeWrite(heard, guid('plain'), 'completed_at');
      await find(page, 'Complete task: Write the release notes');
      await shoot(page, 'reopened');
    });

    await step('Edit from the popup: a new title, nothing else is sent', async (heard) => {
      const popup = await openForm(chromium, page, 'Renew the certificate');
      await type(popup, 'Title', 'Renew the certificate of the shop');
      await shoot(popup, 'edit');
      await click(popup, 'Save 1 change');
      await seeWrite(heard, guid('overdue'), 'summary');
      await seeText(popup, 'Saved');
      await closePopup(popup);
    });

    const keys = display
      ? 'A shortcut: Alt+Shift+D pressed on a real display completes the task whose link has focus'
      : 'No Xvfb and xdotool here, and no driver can press a real shortcut: the same by keyboard on the control, Tab and Enter';
    await step(keys, async (heard) => {
      await find(page, 'Complete task: Send the invoice to Contoso');
      await page.bringToFront();
      await focusLink(page, 'Send the invoice to Contoso');
      if (display) display.press('alt+shift+d');
      else {
        await page.keyboard.press('Tab');
        await new Promise((resolve) => setTimeout(resolve, REST_MS));
        await page.keyboard.press('Enter');
      }
      await seeWrite(heard, guid('due-today'), 'completed_at');
      await find(page, 'Reopen task: Send the invoice to Contoso');
      await shoot(page, 'shortcut');
    });
    await chromium.close();

    for (const [language, dark] of [
      ['en-US', true],
      ['zh-CN', false],
      ['zh-CN', true],
    ] as const) {
      const look = await launch({ language, dark });
      await photograph(look, pictures, `${language}-${dark ? 'dark' : 'light'}`);
      await look.close();
    }
    console.log(`\nScreenshots are in ${pictures}`);
  } finally {
    await chromium.close().catch(() => undefined);
    await display?.close();
  }
}

/** Options, a page and the popup as a newcomer sees them in this language and scheme. */
async function photograph(chromium: Chromium, pictures: string, name: string): Promise<void> {
  const shoot = (page: Page, what: string) =>
    page.screenshot({ path: join(pictures, `${what}-${name}.png`) as `${string}.png` });
  const options = await chromium.openOptions();
  await until('the options', () => options.$('::-p-aria([role="combobox"])'));
  await shoot(options, 'options');
  const page = await chromium.open(pageUrl('pull-request'));
  await until('a control', () => page.$('::-p-aria([role="button"])'));
  await shoot(page, 'page');
  await (await chromium.worker()).evaluate('chrome.action.openPopup()');
  const popup = await chromium.popupPage();
  await until('the field for a link', () => popup.$('::-p-aria([role="textbox"])'));
  await shoot(popup, 'popup');
}
