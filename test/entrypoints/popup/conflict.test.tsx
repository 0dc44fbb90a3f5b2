// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { OperationView } from '../../../lib/messages/contract';
import type { Task } from '../../../lib/task/schema';
import { COST } from '../../components/fields/custom/samples';
import { has, mount, named, press, settle, type, unmount } from '../../components/mount';
import { popup } from './open';
import { listed, stubBackground } from './stub';

const link = { brand: 'feishu' as const, guid: 'guid-1' };
const task: Task = {
  guid: 'guid-1',
  summary: 'Theirs',
  description: 'Run it',
  creator: { id: 'ou_me', name: 'Anna' },
  custom_fields: [{ guid: 'cost', name: 'Cost', type: 'number', number_value: '7' }],
};
const parked: OperationView = {
  ...link,
  id: '1'.repeat(36),
  summary: 'Launch',
  action: 'edit',
  patch: { summary: 'Mine', description: 'Mine too', custom_fields: [{ guid: 'cost', number_value: '99' }] },
  base: { summary: 'Before', description: 'Run it', custom_fields: [{ guid: 'cost', number_value: '1' }] },
  state: 'parked',
  failure: { kind: 'invalid', reason: 'conflict' },
  createdAt: 0,
  owner: { name: 'Anna', signedIn: true },
};

async function open(answering: Parameters<typeof stubBackground>[0] = {}) {
  const background = stubBackground(
    {
      'popup.intent': () => ({ task: { ...link, tabId: 7, origin: 'https://git.example.com' } }),
      'fields.read': () => ({ definitions: [COST], unreadable: [] }),
      ...answering,
    },
    task,
  );
  mount(popup());
  await settle();
  return background;
}

const chooser = () => document.querySelector('.chooser');
const group = (label: string) =>
  Array.from(document.querySelectorAll('.chooser fieldset')).find(
    (set) => set.querySelector('legend')?.textContent === label,
  ) as HTMLElement;

async function take(label: string, side: string): Promise<void> {
  await act(async () => named(side, group(label)).click());
  await settle();
}

beforeEach(() => fakeBrowser.reset());
afterEach(unmount);

describe('a saved change that met another', () => {
  const conflict = { 'outbox.list': () => listed(parked) };

  it('shows mine, theirs and base of the fields in conflict only', async () => {
    await open(conflict);
    expect(Array.from(document.querySelectorAll('.chooser legend'), (legend) => legend.textContent)).toEqual([
      'Title',
      'Cost',
    ]);
    expect(group('Title').textContent).toBe('TitleMineMineTheirsTheirsBefore: Before');
    expect(group('Cost').textContent).toBe('CostMine$99.00Theirs$7.00Before: $1.00');
  });

  it('is sent on as chosen, field by field, with what was not in conflict', async () => {
    const { inputs } = await open(conflict);
    expect(named<HTMLButtonElement>('Save my choice').disabled).toBe(true);
    await take('Title', 'Theirs');
    expect(named<HTMLButtonElement>('Save my choice').disabled).toBe(true);
    await take('Cost', 'Mine');
    await press('Save my choice');
    expect(inputs('outbox.resolve')).toEqual([
      { id: parked.id, keep: ['description', 'custom_fields'], custom: ['cost'] },
    ]);
  });

  it('keeps nothing of custom fields that stay theirs', async () => {
    const { inputs } = await open(conflict);
    await take('Title', 'Mine');
    await take('Cost', 'Theirs');
    await press('Save my choice');
    expect(inputs('outbox.resolve')).toEqual([{ id: parked.id, keep: ['summary', 'description'], custom: [] }]);
  });

  it('is dropped with what was typed for it', async () => {
    const { inputs } = await open({
      ...conflict,
      'draft.get': () => ({ summary: 'Mine', 'base:summary': '"Before"', start: '2026-12-01 09:00' }),
    });
    await press('Discard change');
    expect(inputs('outbox.discard')).toEqual([{ id: parked.id }]);
    expect(Object.keys(inputs('draft.put').at(-1)?.draft ?? {})).toEqual(['start', 'base:start']);
    expect(named<HTMLTextAreaElement>('Title').value).toBe('Theirs');
  });

  it('says why it could not be carried out', async () => {
    await open({
      ...conflict,
      'outbox.resolve': () => {
        throw { kind: 'offline', reason: 'no_network' };
      },
    });
    await take('Title', 'Mine');
    await take('Cost', 'Mine');
    await press('Save my choice');
    expect(chooser()).toBeTruthy();
    expect(document.querySelector('[aria-live]')?.textContent).toContain('network');
  });

  it('is led to from the notice, also from the list', async () => {
    await open(conflict);
    await press('Choose');
    expect(chooser()?.contains(document.activeElement)).toBe(true);
    expect(has('Retry')).toBe(false);
    await open({ ...conflict, 'popup.intent': () => ({ task: null }) });
    await press('Choose');
    expect(chooser()).toBeTruthy();
  });
});

describe('a change made elsewhere while typing', () => {
  async function meet() {
    const background = await open();
    await type('Title', 'Mine');
    await type('Description', 'Mine too');
    background.world.task = { ...task, summary: 'Theirs again', is_milestone: true };
    await background.tell({ type: 'task.changed', ...link });
    await settle();
    return background;
  }

  it('of another field merges by itself, of the same one is told before saving', async () => {
    const { inputs } = await meet();
    expect(document.querySelectorAll('.chooser fieldset')).toHaveLength(1);
    expect(group('Title').textContent).toBe('TitleMineMineTheirsTheirs againBefore: Theirs');
    expect(named<HTMLInputElement>('Milestone').checked).toBe(true);
    await press('Save 2 changes');
    expect(inputs('task.patch')).toEqual([]);
    expect(chooser()?.contains(document.activeElement)).toBe(true);
  });

  it('keeps mine over theirs when that is chosen', async () => {
    const { inputs } = await meet();
    await take('Title', 'Mine');
    await press('Use my choice');
    expect(chooser()).toBeNull();
    await press('Save 2 changes');
    expect(inputs('task.patch')).toMatchObject([
      {
        patch: { summary: 'Mine', description: 'Mine too' },
        base: { summary: 'Theirs again', description: 'Run it' },
      },
    ]);
  });

  it('drops what was typed when theirs is chosen', async () => {
    const { inputs } = await meet();
    await take('Title', 'Theirs');
    await press('Use my choice');
    expect(named<HTMLTextAreaElement>('Title').value).toBe('Theirs again');
    await press('Save 1 change');
    expect(inputs('task.patch')).toMatchObject([{ patch: { description: 'Mine too' } }]);
  });

  it('is found in a draft that was typed before the popup opened', async () => {
    await open({ 'draft.get': () => ({ summary: 'Mine', 'base:summary': '"Long ago"' }) });
    expect(group('Title').textContent).toBe('TitleMineMineTheirsTheirsBefore: Long ago');
  });
});
