import type { Page } from 'puppeteer';
import type { Sandbox } from '../sandbox/server';
import type { Chromium } from './launch';
import { openTask } from './popup-steps';
import { click, count, find, type Heard, until } from './steps';
import { words } from './words';

/** What a user does with the form of one task, field by field, in the English popup. */

/** Opens the popup over `page`, there the task of this sample, and unfolds what stands under "More". */
export async function openTaskForm(chromium: Chromium, sandbox: Sandbox, page: Page, key: string): Promise<Page> {
  const { url } = sandbox.tasks.find((task) => task.key === key) ?? {};
  if (!url) throw new Error(`No sample task ${key}`);
  const popup = await openTask(chromium, page, { link: url });
  await find(popup, words('field_summary'), 'textbox');
  await unfold(popup);
  return popup;
}

/** Opens the fold of the seldom needed fields, where it is closed. */
export async function unfold(popup: Page): Promise<void> {
  if ((await count(popup, words('field_mode'), 'combobox')) > 0) return;
  await popup.locator('.more > summary').click();
  await find(popup, words('field_mode'), 'combobox');
}

/** Pastes into a labelled field in place of what stands there: a long text at once. */
export async function paste(popup: Page, label: string, text: string): Promise<void> {
  const field = await find(popup, label, 'textbox');
  await field.focus();
  await selectAll(popup);
  if (text === '') await popup.keyboard.press('Backspace');
  else await popup.keyboard.sendCharacter(text);
}

async function selectAll(popup: Page): Promise<void> {
  await popup.keyboard.down('Control');
  await popup.keyboard.press('a');
  await popup.keyboard.up('Control');
}

/** Types a date, "YYYY-MM-DD", key by key into the browser's own input: month first in English. */
export async function typeDate(popup: Page, label: string, date: string): Promise<void> {
  const [year, month, day] = date.split('-');
  const input = await find(popup, label, 'Date');
  await input.focus();
  await input.type(`${month}${day}${year}`);
}

/** Types a time of day, "HH:MM" or "HH:MM:SS", into the input beside the date; seconds only where the input has a place for them. */
export async function typeTime(popup: Page, label: string, time: string): Promise<void> {
  const [hours = '', minutes = '', seconds = '00'] = time.split(':');
  const half = Number(hours) < 12 ? 'AM' : 'PM';
  const input = await find(popup, words('time_of', 'en', label), 'InputTime');
  const hasSeconds = await input.evaluate((element) => (element as HTMLInputElement).step === '1');
  await input.focus();
  await input.type(`${String(Number(hours) % 12 || 12).padStart(2, '0')}${minutes}${hasSeconds ? seconds : ''}${half}`);
}

/** Chooses an option by the words that a user reads. */
export async function choose(popup: Page, label: string, option: string): Promise<void> {
  const select = await find(popup, label, 'combobox');
  const value = await until(`the option ${option} of ${label}`, () =>
    select.evaluate(
      (element, sought) => [...(element as HTMLSelectElement).options].find(({ text }) => text === sought)?.value,
      option,
    ),
  );
  await select.select(value);
}

/** Presses Save, whatever it counts, once there is something to save. */
export async function pressSave(popup: Page, changes = 1): Promise<void> {
  await click(popup, changes === 1 ? words('save_one') : words('save_many', 'en', String(changes)));
}

/** Bodies of the changes that were sent, oldest first. */
export const sent = (heard: Heard): unknown[] =>
  heard.calls().flatMap(({ api, body }) => (api === 'task.v2.patch' ? [body] : []));
