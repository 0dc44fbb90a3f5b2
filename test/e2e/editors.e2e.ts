import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { openTask } from '../support/popup-steps';
import {
  click,
  closePopup,
  find,
  type Heard,
  listenTo,
  seeText,
  seeWrite,
  signIn,
  type,
  until,
} from '../support/steps';
import { useStage } from './harness';

describe('the editors of the seldom fields', () => {
  const stage = useStage();
  let page: Page;
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    page = await stage.chromium.open(pageUrl('index'));
  });

  async function edit(key: string): Promise<Page> {
    const { url = '' } = stage.sandbox.tasks.find((task) => task.key === key) ?? {};
    const popup = await openTask(stage.chromium, page, { link: url });
    await find(popup, 'Title', 'textbox');
    return popup;
  }
  const openMore = (popup: Page) => popup.locator('details.more:not([open]) > summary').click();
  const choose = async (popup: Page, name: string, value: string) =>
    (await find(popup, name, 'combobox')).select(value);
  const bodies = (heard: Heard) =>
    heard.calls().flatMap(({ api, body }) => (api === 'task.v2.patch' ? [body as Record<string, unknown>] : []));

  /** Types into the browser's own date or time input, whose parts are no text boxes. */
  async function typeTime(popup: Page, name: string, keys: string): Promise<void> {
    await popup.locator(`input[aria-label="${name}"]`).click({ offset: { x: 14, y: 16 } });
    await popup.keyboard.type(keys);
  }

  it('both times become days with one switch, and moments again', async () => {
    const popup = await edit('start-due');
    const heard = listenTo(stage.sandbox);
    await click(popup, 'All day', 'checkbox');
    await seeText(popup, 'The same date for everybody');
    await click(popup, 'Save 2 changes');
    await seeWrite(heard, stage.guid('start-due'), 'start', 'due');
    await seeText(popup, 'Saved');
    await click(popup, 'All day', 'checkbox');
    await seeText(popup, 'Time zone: ');
    await click(popup, 'Save 2 changes');
    await until('both to be sent', () => bodies(heard).length === 2);
    const kinds = bodies(heard).map(({ task }) => {
      const { start, due } = task as Record<'start' | 'due', { is_all_day: boolean }>;
      return [start.is_all_day, due.is_all_day];
    });
    expect(kinds).toEqual([
      [true, true],
      [false, false],
    ]);
    await closePopup(popup);
  });

  it('repeat: chosen days, then by text, then none', async () => {
    const popup = await edit('repeating');
    const heard = listenTo(stage.sandbox);
    await click(popup, 'Friday');
    await click(popup, 'Monday');
    await seeText(popup, 'Next: ');
    await click(popup, 'Save 1 change');
    await seeWrite(heard, stage.guid('repeating'), 'repeat_rule');
    await seeText(popup, 'Saved');
    await choose(popup, 'Repeat', 'other');
    await type(popup, 'Repeat rule', 'FREQ=MONTHLY;INTERVAL=3');
    await click(popup, 'Save 1 change');
    await find(popup, 'Save');
    await choose(popup, 'Repeat', 'none');
    await click(popup, 'Save 1 change');
    await until('all three to be sent', () => bodies(heard).length === 3);
    expect(bodies(heard)).toEqual([
      { task: { repeat_rule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,FR' }, update_fields: ['repeat_rule'] },
      { task: { repeat_rule: 'FREQ=MONTHLY;INTERVAL=3' }, update_fields: ['repeat_rule'] },
      { task: {}, update_fields: ['repeat_rule'] },
    ]);
    await closePopup(popup);
  });

  it('repeat goes before a completion, in two requests', async () => {
    const popup = await edit('days');
    const heard = listenTo(stage.sandbox);
    await choose(popup, 'Repeat', 'daily');
    await openMore(popup);
    await typeTime(popup, 'Completed at', '11202026');
    await seeText(popup, 'Save sends Repeat first');
    await click(popup, 'Save 2 changes');
    await seeText(popup, 'Saved: Repeat, Completed at');
    await until('both to be sent', () => bodies(heard).length === 2);
    expect(bodies(heard).map(({ update_fields }) => update_fields)).toEqual([['repeat_rule'], ['completed_at']]);
    await closePopup(popup);
  });

  it('completion mode, extra data, a time of completion and its clearing', async () => {
    const popup = await edit('extra');
    const heard = listenTo(stage.sandbox);
    await seeText(popup, '{"ticket": "T-42"}');
    await choose(popup, 'Completion mode', '1');
    await click(popup, 'Clear Extra data');
    await typeTime(popup, 'Completed at', '11202026');
    await typeTime(popup, 'Completed at time', '081542AM');
    await click(popup, 'Save 3 changes');
    const write = await seeWrite(heard, stage.guid('extra'), 'mode', 'completed_at', 'extra');
    const at = await popup.evaluate(() => String(new Date(2026, 10, 20, 8, 15, 42).getTime()));
    expect(bodies(heard)[0]).toEqual({
      task: { mode: 1, completed_at: at },
      update_fields: expect.arrayContaining(['mode', 'completed_at', 'extra']),
    });
    expect(write.fields).toHaveLength(3);
    await seeText(popup, 'Saved');
    await click(popup, 'Clear Completed at');
    await seeText(popup, 'Saving reopens the task.');
    await click(popup, 'Save 1 change');
    await until('the reopening to be sent', () => bodies(heard).length === 2);
    expect(bodies(heard)[1]).toEqual({ task: { completed_at: '0' }, update_fields: ['completed_at'] });
    await closePopup(popup);
  });

  it('custom completion: two of thirty-six, more by asking, a bad link refused, and none', async () => {
    const popup = await edit('plain');
    const heard = listenTo(stage.sandbox);
    await openMore(popup);
    await type(popup, 'Custom completion, computer: link', 'javascript:alert(1)');
    await click(popup, 'Save 1 change');
    await seeText(popup, 'must begin with http:// or https://');
    expect(bodies(heard)).toEqual([]);
    await type(popup, 'Custom completion, computer: link', 'https://erp.example.com/');
    await type(popup, 'Custom completion, computer: tip, English', 'Use the ERP');
    await click(popup, 'Custom completion: Android', 'tab');
    await click(popup, 'Add a language');
    await click(popup, 'Add Thai');
    await popup.keyboard.type('ใช้ ERP');
    await click(popup, 'Save 1 change');
    await seeWrite(heard, stage.guid('plain'), 'custom_complete');
    expect(bodies(heard)).toEqual([
      {
        task: {
          custom_complete: {
            pc: { href: 'https://erp.example.com/', tip: { en_us: 'Use the ERP' } },
            android: { tip: { th_th: 'ใช้ ERP' } },
          },
        },
        update_fields: ['custom_complete'],
      },
    ]);
    await seeText(popup, 'Saved');
    await click(popup, 'Clear Custom completion');
    await click(popup, 'Save 1 change');
    // The form shows a change as made before it is sent.
    await until('the clear to be sent', () => bodies(heard).length === 2);
    expect(bodies(heard)[1]).toEqual({ task: {}, update_fields: ['custom_complete'] });
    await closePopup(popup);
  });

  it('the request behind its fold is the one that is sent', async () => {
    const popup = await edit('shared');
    const heard = listenTo(stage.sandbox);
    await type(popup, 'Description', 'Shown first, then sent.');
    await popup.locator('.request > summary').click();
    const shown = await popup.$eval('.request pre', (element) => element.textContent);
    await click(popup, 'Save 1 change');
    await seeWrite(heard, stage.guid('shared'), 'description');
    expect(bodies(heard)).toEqual([JSON.parse(shown ?? '')]);
    await closePopup(popup);
  });
});
