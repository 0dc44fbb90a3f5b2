import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Display, startDisplay } from '../support/display';
import { type Chromium, launchChromium } from '../support/launch';
import { pageUrl } from '../support/pages-server';
import {
  click,
  closePopup,
  confirm,
  count,
  find,
  focusLink,
  listenTo,
  seeWrite,
  signIn,
  until,
} from '../support/steps';
import { startWorld, type World } from '../support/world';

interface Command {
  readonly description: string;
  readonly shortcut: string;
}

describe('real keyboard shortcuts', () => {
  let world: World;
  let display: Display;
  let chromium: Chromium;
  const guid = (key: string) => world.sandbox.tasks.find((task) => task.key === key)?.guid ?? '';

  beforeAll(async () => {
    display = await startDisplay();
    world = await startWorld();
    chromium = await launchChromium({ extension: world.extension, ports: world.ports, display: display.name });
    await signIn(chromium, world.sandbox, { user: 'Anna Chen' });
  });
  afterAll(async () => {
    await chromium?.close();
    await world?.close();
    await display?.close();
  });

  it('are really assigned by the browser', async () => {
    const worker = await chromium.worker();
    const assigned = (await worker.evaluate('chrome.commands.getAll()')) as { name: string; shortcut: string }[];
    const keys = Object.fromEntries(assigned.map(({ name, shortcut }) => [name, shortcut]));
    expect(keys).toEqual({
      _execute_action: 'Alt+Shift+K',
      complete: 'Alt+Shift+D',
      reopen: 'Alt+Shift+U',
      edit: 'Alt+Shift+E',
      next: '',
      previous: '',
    });
  });

  it('ask on an asking site, and act on a direct one', async () => {
    const page = await chromium.open(pageUrl('dashboard'));
    await find(page, 'Complete task: Write the release notes');
    await page.bringToFront();
    await focusLink(page, 'Write the release notes');
    let heard = listenTo(world.sandbox);
    display.press('alt+shift+d');
    const popup = await chromium.popupPage();
    await confirm(popup, 'Complete', 'tracker.example.com');
    await seeWrite(heard, guid('plain'), 'completed_at');

    await find(page, 'Reopen task: Write the release notes');
    await focusLink(page, 'Write the release notes');
    heard = listenTo(world.sandbox);
    display.press('alt+shift+u');
    await seeWrite(heard, guid('plain'), 'completed_at');
    expect(world.sandbox.task(guid('plain'))?.completed_at).toBe('0');
    await find(page, 'Complete task: Write the release notes');
    await page.close();
  });

  it('edit the task of the focused link, and open the list where there is none', async () => {
    const page = await chromium.open(pageUrl('dashboard'));
    await find(page, 'Complete task: Renew the certificate');
    await page.bringToFront();
    await focusLink(page, 'Renew the certificate');
    display.press('alt+shift+e');
    const form = await chromium.popupPage();
    await find(form, 'Renew the certificate', 'heading');
    await find(form, 'Title', 'textbox');
    await closePopup(form);
    display.press('alt+shift+k');
    const list = await chromium.popupPage();
    await find(list, 'Task link or ID', 'textbox');
    await closePopup(list);
    await page.close();
  });

  it('take the link under the pointer when none has focus', async () => {
    const page = await chromium.open(pageUrl('dashboard'));
    await page.bringToFront();
    await (await find(page, 'Trade fair in Shenzhen', 'link')).hover();
    await find(page, 'Complete task: Trade fair in Shenzhen');
    const heard = listenTo(world.sandbox);
    display.press('alt+shift+d');
    await seeWrite(heard, guid('days'), 'completed_at');
    await page.close();
  });

  it('bring a control where there are too many links for a ring beside each', async () => {
    const page = await chromium.open(pageUrl('dashboard'));
    await page.bringToFront();
    await find(page, 'Complete task: Write the release notes');
    await page.evaluate(() => {
      const [first] = document.querySelectorAll<HTMLAnchorElement>('a[href*=todo]');
      const rows = Array.from({ length: 250 }, (_, index) => {
        const row = document.createElement('p');
        row.append(Object.assign(document.createElement('a'), { href: first?.href, textContent: `Row ${index}` }));
        return row;
      });
      document.body.append(...rows);
    });
    await until('no ring', async () => (await count(page, 'Complete task: Write the release notes')) === 0);
    display.press('alt+shift+e');
    const form = await chromium.popupPage();
    await find(form, 'Write the release notes', 'heading');
    await closePopup(form);
    await focusLink(page, 'Renew the certificate');
    await find(page, 'Complete task: Renew the certificate');
    display.press('alt+shift+e');
    const other = await chromium.popupPage();
    await find(other, 'Renew the certificate', 'heading');
    await closePopup(other);
    await page.close();
  });

  it('go to the next and the previous link by the keys that the user chose', async () => {
    const settings = await chromium.open('chrome://extensions/shortcuts');
    await settings.bringToFront();
    const choose = async (what: string, key: string) => {
      await click(settings, `Edit shortcut ${what} for Tasklark: Feishu and Lark task links`);
      display.press(key);
      await until(`${key} for "${what}"`, async () => {
        const commands = (await (await chromium.worker()).evaluate('chrome.commands.getAll()')) as Command[];
        return commands.find(({ description }) => description === what)?.shortcut;
      });
    };
    await choose('Go to the next task link', 'alt+shift+j');
    await choose('Go to the previous task link', 'alt+shift+h');
    await settings.close();

    const page = await chromium.open(pageUrl('dashboard'));
    await page.bringToFront();
    await find(page, 'Complete task: Write the release notes');
    const focused = () => page.evaluate(() => document.activeElement?.previousElementSibling?.textContent ?? '');
    await focusLink(page, 'Write the release notes');
    display.press('alt+shift+j');
    await until('the second link', async () => (await focused()).includes('Send the invoice'));
    // Which one is meant shows: its bar is open.
    await find(page, 'Edit task: Send the invoice to Contoso');
    display.press('alt+shift+h');
    await until('the first link again', async () => (await focused()).includes('Write the release notes'));
    await page.close();
  });
});
