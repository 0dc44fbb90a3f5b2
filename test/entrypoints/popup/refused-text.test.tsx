// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { OperationView } from '../../../lib/messages/contract';
import type { TaskPatch } from '../../../lib/task/patch';
import type { Task } from '../../../lib/task/schema';
import { AREAS, COST } from '../../components/fields/custom/samples';
import { has, mount, named, press, settle, type, unmount } from '../../components/mount';
import { popup } from './open';
import { listed, stubBackground } from './stub';

const link = { brand: 'feishu' as const, guid: 'guid-1' };
const moment = (local: string) => ({ timestamp: String(new Date(local).getTime()), is_all_day: false });
const task: Task = {
  guid: 'guid-1',
  summary: 'Launch',
  description: 'Run it',
  creator: { id: 'ou_me', name: 'Anna' },
  due: moment('2026-11-24T18:30:15'),
  custom_fields: [
    { guid: 'cost', name: 'Cost', type: 'number', number_value: '7' },
    { guid: 'areas', name: 'Areas', type: 'multi_select', multi_select_value: ['a1', 'a3'] },
  ],
};
const day = { timestamp: String(Date.UTC(2026, 10, 25)), is_all_day: true };

/** Refused while nobody looked: the popup opens on it. */
const refusal = (
  patch: TaskPatch,
  base: TaskPatch,
  failure: OperationView['failure'] = { kind: 'invalid', reason: 'invalid_value', code: 1470400 },
): OperationView => ({
  ...link,
  id: '1'.repeat(36),
  summary: 'Launch',
  action: 'edit',
  patch,
  base,
  state: 'parked',
  ...(failure && { failure }),
  createdAt: 0,
  owner: { name: 'Anna', signedIn: true },
});

async function open(first: OperationView, draft: Record<string, string> | null = null, about: Task = task) {
  const world = { operations: [first] as readonly OperationView[] };
  const background = stubBackground(
    {
      'popup.intent': () => ({ task: { ...link, tabId: 7, origin: 'https://git.example.com' } }),
      'fields.read': () => ({ definitions: [COST, AREAS], unreadable: [] }),
      'draft.get': () => draft,
      'outbox.list': () => listed(...world.operations),
      'outbox.discard': () => {
        world.operations = [];
        return null;
      },
    },
    about,
  );
  background.world.more = { progress: 'parked' };
  mount(popup());
  await settle();
  return {
    ...background,
    async become(...operations: OperationView[]) {
      world.operations = operations;
      background.world.more = {};
      await act(() => background.tell({ type: 'outbox.changed' }));
      await settle();
    },
  };
}

const value = (name: string) => named<HTMLInputElement>(name).value;
const row = (key: string) => document.querySelector(`[data-field="${key}"] .problem`)?.textContent;
const live = () => document.querySelector('[aria-live=polite]')?.textContent ?? '';
const STANDS = 'What was refused stands in the form.';

beforeEach(() => fakeBrowser.reset());
afterEach(unmount);

describe('a change that was refused while the popup was closed', () => {
  it('stands in the form again, every kind of field, the error beside the one that Feishu names', async () => {
    const said = { kind: 'invalid', reason: 'invalid_value', detail: "Invalid Param 'due.timestamp', no." } as const;
    const patch = {
      summary: 'Mine',
      description: null,
      due: day,
      mode: 1 as const,
      custom_fields: [{ guid: 'cost', number_value: '99' }],
    };
    const base = {
      summary: 'Launch',
      description: 'Run it',
      due: task.due ?? null,
      mode: null,
      custom_fields: [{ guid: 'cost', number_value: '7' }],
    };
    await open(refusal(patch, base, said));
    expect(value('Title')).toBe('Mine');
    expect(value('Description')).toBe('');
    expect(value('Due')).toBe('2026-11-25');
    expect(named<HTMLInputElement>('All day').checked).toBe(true);
    expect(value('Completion mode')).toBe('1');
    expect(value('Cost')).toBe('99');
    expect(has('Save 5 changes')).toBe(true);
    expect(row('due')).toContain('This was refused.');
    expect(document.querySelectorAll('.row .problem')).toHaveLength(1);
    expect(live()).toContain(STANDS);
    expect(live()).not.toContain('Unsaved changes restored');
  });

  it('goes back into the draft, and what was typed since then stays', async () => {
    const { inputs } = await open(
      refusal({ summary: 'Mine', description: 'Mine too' }, { summary: 'Launch', description: 'Run it' }),
      { summary: 'Newer' },
    );
    expect(value('Title')).toBe('Newer');
    expect(value('Description')).toBe('Mine too');
    expect(inputs('draft.put').at(-1)?.draft).toMatchObject({ summary: 'Newer', description: 'Mine too' });
  });

  it('shows no error any more once the text is another, and is over when that is saved', async () => {
    const w = await open(refusal({ summary: 'Mine' }, { summary: 'Launch' }));
    expect(row('summary')).toContain('This was refused.');
    await type('Title', 'Mine, corrected');
    expect(row('summary')).toBeUndefined();
    await press('Save 1 change');
    expect(w.inputs('task.patch')).toMatchObject([
      { patch: { summary: 'Mine, corrected' }, base: { summary: 'Launch' } },
    ]);
    await w.become();
    expect(value('Title')).toBe('Mine, corrected');
    expect(live()).not.toContain(STANDS);
  });

  it('goes with its text when it is discarded, by its own button or by that of the form', async () => {
    for (const button of ['Discard change', 'Discard']) {
      const w = await open(refusal({ summary: 'Mine' }, { summary: 'Launch' }));
      expect(value('Title')).toBe('Mine');
      await press(button);
      expect(w.inputs('outbox.discard')).toEqual([{ id: '1'.repeat(36) }]);
      await w.become();
      expect(value('Title'), button).toBe('Launch');
      expect(w.inputs('draft.put').at(-1)?.draft).toBeNull();
    }
  });

  it('comes back when another try was refused as well', async () => {
    const operation = refusal({ summary: 'Mine' }, { summary: 'Launch' });
    const w = await open(operation);
    await w.become({ ...operation, state: 'queued' });
    expect(value('Title')).toBe('Launch');
    await w.become(operation);
    expect(value('Title')).toBe('Mine');
  });

  it('comes back also where the refusal is heard before the task is read without it', async () => {
    const operation = refusal({ summary: 'Mine' }, { summary: 'Launch' });
    const w = await open(operation, null, { ...task, summary: 'Mine' });
    w.world.task = task;
    await act(() => w.tell({ type: 'task.changed', brand: 'feishu', guid: 'guid-1' }));
    await settle();
    expect(value('Title')).toBe('Mine');
    expect(row('summary')).toContain('This was refused.');
  });

  it('begins with what it began with: a change made elsewhere since then is to be chosen about', async () => {
    await open(refusal({ summary: 'Mine' }, { summary: 'Before' }));
    expect(document.querySelector('.chooser')?.textContent).toContain('Before: Before');
  });

  it('tells a text by its wording, and a hidden option by its name', async () => {
    await open(
      refusal({ summary: 'Mine', mode: 1 }, { summary: 'Launch' }, { kind: 'invalid', reason: 'content_refused' }),
    );
    expect(row('summary')).toContain('Change the wording');
    const areas = [{ guid: 'areas', multi_select_value: ['a1', 'a2', 'a3'] }];
    const before = [{ guid: 'areas', multi_select_value: ['a1', 'a3'] }];
    await open(
      refusal(
        { mode: 1, custom_fields: [...areas, { guid: 'cost', number_value: '8' }] },
        { custom_fields: before },
        { kind: 'invalid', reason: 'invalid_value', detail: "Invalid Param 'custom_fields', option 'a3' is hidden." },
      ),
    );
    expect(row('custom:areas')).toContain('because of a hidden option: Retired area. Untick it');
    expect(row('custom:cost')).toBeUndefined();
  });

  it('is only restored where a right was missing: the text is not to blame', async () => {
    await open(refusal({ summary: 'Mine' }, { summary: 'Launch' }, { kind: 'forbidden', reason: 'no_edit_right' }));
    expect(value('Title')).toBe('Mine');
    expect(document.querySelectorAll('.row .problem')).toHaveLength(0);
    expect(live()).toContain('Unsaved changes restored');
    expect(live()).not.toContain(STANDS);
  });

  it('says nothing beside a field where nobody can tell which it was', async () => {
    await open(refusal({ summary: 'Mine', description: 'x' }, { summary: 'Launch', description: 'Run it' }));
    expect(document.querySelectorAll('.row .problem')).toHaveLength(0);
    expect(live()).toContain('A value was not accepted');
  });
});
