import type { ElementHandle, Page } from 'puppeteer';
import type { RequestEntry, WriteEntry } from '../sandbox/model';
import type { Sandbox } from '../sandbox/server';
import type { Chromium } from './launch';

/** What a user does, step by step, by the names that a user sees or hears. Shared by the end-to-end tests and the tour. */

/** How long a step may take before it is a failure, ms: long, since the machine may be busy. */
const PATIENCE_MS = 20_000;

/** A control must have stood still under the pointer for half a second before a click may act at once (the click gate); ms, with slack. */
export const REST_MS = 1300;

/** Asks again and again until the answer is neither nothing, false nor a count of none; the error names what was waited for. `patience` in ms. */
export async function until<Value>(
  what: string,
  look: () => Value | Promise<Value>,
  patience = PATIENCE_MS,
): Promise<Exclude<Value, undefined | null | false | 0>> {
  const end = Date.now() + patience;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const value = await look();
      if (value !== undefined && value !== null && value !== false && value !== 0) return value as never;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited in vain: ${what}`, { cause: last });
}

const aria = (name: string, role: string) => `::-p-aria([name="${name.replaceAll('"', '\\"')}"][role="${role}"])`;

/**
 * Whatever has this accessible name and role, also inside closed shadow roots; asked for until it is there and takes presses
 * (what acts in the popup does not in its first half second). Not by `waitForSelector`, which waits for frames that a tab in
 * the background never draws.
 */
export async function find(page: Page, name: string, role = 'button'): Promise<ElementHandle> {
  return until(`${role} "${name}"`, async () => {
    const found = await page.$(aria(name, role));
    return found && (await found.evaluate((it) => it.getAttribute('aria-disabled') !== 'true')) && found;
  });
}

/** How many of that name there are now. */
export async function count(page: Page, name: string, role = 'button'): Promise<number> {
  return (await page.$$(aria(name, role))).length;
}

/** Moves the pointer there and clicks; `pause` (ms) rests over it first, as a person does. */
export async function click(page: Page, name: string, role = 'button', pause = 0): Promise<void> {
  const target = await find(page, name, role);
  await target.hover();
  if (pause) await new Promise((resolve) => setTimeout(resolve, pause));
  // Its name may be another by now, or it may have been drawn anew.
  const stands = await target.evaluate((element) => element.isConnected);
  await (stands ? target : await find(page, name, role)).click();
}

/**
 * Rests on a control of a direct site and clicks it; `press` is a key in place of the click. Over once it `happened`. Where the
 * machine stalls the click gate is in doubt and asks, as it should: then the question is closed and the click is made again.
 */
export async function actDirectly(
  page: Page,
  name: string,
  happened: () => unknown,
  press: () => Promise<void> = () => click(page, name, 'button', REST_MS),
): Promise<void> {
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await press();
    const popup = await until(`"${name}" to act or to ask`, async () => (await happened()) || openPopup(page));
    if (!isPopup(popup)) return;
    await until('the question', () => popup.$('.confirm .buttons .button'));
    await closePopup(popup);
    await restPointer(page);
  }
  throw new Error(`Asked again and again: ${name}`);
}

const isPopup = (value: unknown): value is Page => typeof value === 'object' && value !== null && 'keyboard' in value;

function openPopup(page: Page): Promise<Page> | undefined {
  const targets = page.browser().targets();
  return targets.find((target) => target.url().includes('/popup.html'))?.asPage();
}

/** Gives the link with these words the focus, from where Tab goes on. */
export async function focusLink(page: Page, words: string): Promise<void> {
  await (await find(page, words, 'link')).focus();
}

/** Types into a labelled field in place of what stands there. */
export async function type(page: Page, label: string, text: string): Promise<void> {
  const field = await find(page, label, 'textbox');
  await field.focus();
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await field.type(text);
}

export interface SignInAs {
  readonly user: string;
  /** Which of the sandbox's apps; the first Feishu app by default. */
  readonly appId?: string;
  readonly answer?: 'Authorize' | 'Deny';
  /** Scopes to tick beyond what Tasklark needs. */
  readonly extras?: readonly string[];
}

/** Fills App ID and App Secret, presses "Sign in", chooses the user on the consent page and answers it. */
export async function signIn(
  chromium: Chromium,
  sandbox: Sandbox,
  { user, appId, answer = 'Authorize', extras = [] }: SignInAs,
): Promise<Page> {
  const app = sandbox.apps.find(({ app_id }) => app_id === (appId ?? sandbox.apps[0]?.app_id));
  const person = sandbox.users.find(({ name }) => name === user);
  if (!app || !person) throw new Error('No such app or user in the sandbox');
  const options = await chromium.openOptions();
  await (await find(options, 'Platform', 'combobox')).select(app.brand);
  await type(options, 'App ID', app.app_id);
  await type(options, 'App Secret', app.app_secret);
  for (const scope of extras) await tickExtra(options, scope);
  await click(options, 'Sign in');
  const target = await chromium.browser.waitForTarget((found) => found.url().includes('/authen/v1/authorize'), {
    timeout: PATIENCE_MS,
  });
  const consent = await target.asPage();
  await (await find(consent, 'User', 'combobox')).select(person.open_id);
  await click(consent, answer);
  if (answer === 'Authorize') await seeText(options, `Signed in as ${user}`);
  return options;
}

/** Ticks a scope that stands behind the fold of the extra ones. */
async function tickExtra(options: Page, scope: string): Promise<void> {
  const box = await until(`a box for ${scope}`, () => options.$(`::-p-xpath(//label[contains(., '${scope}')]/input)`));
  await box.evaluate((input) => {
    for (let fold = input.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
      fold.open = true;
  });
  await box.click();
}

/** Waits until the page's visible text holds these words. */
export async function seeText(page: Page, words: string): Promise<void> {
  await until(`"${words}" to be shown`, () =>
    page.evaluate((sought) => document.body.innerText.includes(sought), words),
  );
}

/** Moves the pointer aside, as a person does when the bar of one control covers the next: it closes. */
export async function restPointer(page: Page): Promise<void> {
  await page.mouse.move(2, 2);
  await new Promise((resolve) => setTimeout(resolve, 500));
}

/** Clicks a control of the page and answers the popup that it opens. */
export async function clickToConfirm(chromium: Chromium, page: Page, control: string): Promise<Page> {
  await page.bringToFront();
  await restPointer(page);
  await click(page, control);
  return chromium.popupPage();
}

/** Points at a control, so that its bar opens, presses the pencil there and answers the popup with the form. */
export async function openForm(chromium: Chromium, page: Page, title: string): Promise<Page> {
  await page.bringToFront();
  await restPointer(page);
  await (await find(page, `Complete task: ${title}`)).hover();
  await click(page, `Edit task: ${title}`);
  const popup = await chromium.popupPage();
  await find(popup, 'Title', 'textbox');
  return popup;
}

/** Answers the question in the popup, if wished with "Act directly on HOST", and closes it. */
export async function confirm(popup: Page, button: 'Complete' | 'Reopen', directlyOn?: string): Promise<void> {
  await find(popup, button);
  if (directlyOn) await click(popup, `Act directly on ${directlyOn}`, 'checkbox');
  await click(popup, button);
  await find(popup, button === 'Complete' ? 'Reopen' : 'Complete');
  await closePopup(popup);
}

/** Esc, as a user does. */
export async function closePopup(popup: Page): Promise<void> {
  const closed = new Promise<void>((resolve) => popup.once('close', () => resolve()));
  // The page may be gone before the key is up.
  await popup.keyboard.press('Escape').catch(() => undefined);
  if (!popup.isClosed()) await closed;
}

/** Everything that the sandbox hears and writes from now on. */
export interface Heard {
  requests(): RequestEntry[];
  /** API calls alone: no sign-in pages, no tokens. */
  calls(): RequestEntry[];
  writes(): WriteEntry[];
}

export function listenTo(sandbox: Sandbox): Heard {
  const [request, write] = [sandbox.requests.length, sandbox.writes.length];
  const requests = () => sandbox.requests.slice(request);
  return {
    requests,
    calls: () => requests().filter(({ api }) => api.startsWith('task.')),
    writes: () => sandbox.writes.slice(write),
  };
}

/** Waits for a write of this task and answers the fields that it named. */
export async function seeWrite(heard: Heard, guid: string, ...fields: string[]): Promise<WriteEntry> {
  return until(`a write of ${fields.join(', ')}`, () =>
    heard
      .writes()
      .find((write) => write.guid === guid && fields.every((field) => write.fields.some(({ name }) => name === field))),
  );
}
