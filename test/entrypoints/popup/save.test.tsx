// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readQuery } from '../../../entrypoints/popup/query';
import type { TaskView } from '../../../lib/messages/contract';
import { apply, type TaskPatch } from '../../../lib/task/patch';
import type { Task } from '../../../lib/task/schema';
import { mount, named, press, settle, type, unmount } from '../../components/mount';
import { popup } from './open';
import { stubBackground } from './stub';

const me = { id: 'ou_me', name: 'Anna' };
const due = { timestamp: String(Date.UTC(2026, 10, 24)), is_all_day: true };
const task: Task = { guid: 'guid-1', summary: 'QA sign-off', creator: me, due };
const DAILY = 'FREQ=DAILY;INTERVAL=1';

async function open(answering: Parameters<typeof stubBackground>[0] = {}, about: Task = task) {
  const background = stubBackground(
    {
      'popup.intent': () => ({ task: { brand: 'feishu', guid: 'guid-1', tabId: 7, origin: 'https://a.example' } }),
      ...answering,
    },
    about,
  );
  mount(popup(readQuery('')));
  await settle();
  return background;
}

async function choose(name: string, value: string): Promise<void> {
  await act(async () => {
    const control = named<HTMLSelectElement>(name);
    control.value = value;
    control.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settle();
}

const live = () => document.querySelector('[aria-live=polite]')?.textContent ?? '';

beforeEach(() => fakeBrowser.reset());
afterEach(unmount);

describe('saving what needs several requests', () => {
  it('sends the rule first, then the completion from what the rule left', async () => {
    const { inputs } = await open();
    await choose('Repeat', 'daily');
    await type('Completed at', '2026-11-22');
    await press('Save 2 changes');
    const completed_at = String(new Date('2026-11-22T12:00').getTime());
    expect(inputs('task.patch')).toMatchObject([
      { patch: { repeat_rule: DAILY }, base: { repeat_rule: null } },
      { patch: { completed_at }, base: { completed_at: '0' } },
    ]);
    const [one, two] = inputs('task.patch').map(({ id }) => id);
    expect(one).not.toBe(two);
    expect(live()).toContain('Saved: Repeat, Completed at');
    expect(inputs('draft.put').at(-1)?.draft).toBeNull();
  });

  it('stops at the first that is refused, and keeps typed what was not saved', async () => {
    const background = await open({
      'task.patch': ({ patch }) => {
        if (patch.completed_at) throw { kind: 'forbidden', reason: 'no_edit_right' };
        background.world.task = apply(background.world.task, patch as TaskPatch);
        return background.view();
      },
    });
    await choose('Repeat', 'daily');
    await type('Completed at', '2026-11-22');
    await press('Save 2 changes');
    await act(() => background.tell({ type: 'task.changed', brand: 'feishu', guid: 'guid-1' }));
    await settle();
    expect(live()).toContain('You may not edit this task.');
    expect(named<HTMLSelectElement>('Repeat').value).toBe('daily');
    expect(named<HTMLInputElement>('Completed at').value).toBe('2026-11-22');
    expect(named('Save 1 change')).toBeTruthy();
  });

  it('gives a done task another time by way of reopening, and keeps that time typed when it fails half way', async () => {
    const done = { ...task, completed_at: String(new Date('2026-11-20T10:00').getTime()) };
    const background = await open(
      {
        'task.patch': ({ patch }) => {
          if (patch.completed_at !== '0') throw { kind: 'server', reason: 'server_error' };
          background.world.task = apply(background.world.task, patch as TaskPatch);
          return background.view();
        },
      },
      done,
    );
    await type('Completed at time', '11:30');
    await press('Save 1 change');
    await act(() => background.tell({ type: 'task.changed', brand: 'feishu', guid: 'guid-1' }));
    await settle();
    const wanted = String(new Date('2026-11-20T11:30').getTime());
    expect(background.inputs('task.patch').map(({ patch }) => patch)).toEqual([
      { completed_at: '0' },
      { completed_at: wanted },
    ]);
    expect(named<HTMLInputElement>('Completed at time').value).toBe('11:30');
    // Our own first request is no change by somebody else.
    expect(document.querySelector('.chooser')).toBeNull();
  });

  it('has the text back that waited for another try and was refused then', async () => {
    const background = await open({
      'task.patch': ({ patch }) => ({
        ...background.view(),
        task: apply(background.world.task, patch as TaskPatch),
        progress: 'waiting',
      }),
    });
    await type('Title', 'Mine');
    await press('Save 1 change');
    expect(named<HTMLTextAreaElement>('Title').value).toBe('Mine');
    background.world.more = { progress: 'parked' };
    await act(() => background.tell({ type: 'task.changed', brand: 'feishu', guid: 'guid-1' }));
    await settle();
    expect(named<HTMLTextAreaElement>('Title').value).toBe('Mine');
    expect(named('Save 1 change')).toBeTruthy();
    expect(background.inputs('draft.put').at(-1)?.draft).toMatchObject({ summary: 'Mine' });
  });

  it('hears Ctrl+Enter right after the last letter, before the next frame', async () => {
    const { inputs } = await open();
    const title = named<HTMLTextAreaElement>('Title');
    title.value = 'Typed fast';
    title.dispatchEvent(new Event('input', { bubbles: true }));
    await Promise.resolve();
    const key = { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true };
    title.dispatchEvent(new KeyboardEvent('keydown', key));
    await settle();
    expect(inputs('task.patch')).toMatchObject([{ patch: { summary: 'Typed fast' } }]);
  });

  it('leads to what is wrong under the fold', async () => {
    const { inputs } = await open();
    const link = 'Custom completion, computer: link';
    await type(link, 'no link');
    const more = named(link).closest('details') as HTMLDetailsElement;
    more.open = false;
    await press('Save 1 change');
    expect(inputs('task.patch')).toEqual([]);
    expect(more.open).toBe(true);
    expect(document.activeElement).toBe(named(link));
    expect(live()).toContain('must begin with http:// or https://');
  });
});

describe('a slow save', () => {
  const foot = () => document.querySelector('.foot')?.textContent ?? '';
  const pause = async (ms: number) => {
    await act(() => new Promise<void>((resolve) => setTimeout(resolve, ms)));
    await settle();
  };

  /** A background that stores the change when told to, and whose server answers when told to. */
  async function openSlow() {
    let store = () => {};
    const background = await open({
      'task.patch': (async ({ patch }: { patch: TaskPatch }) => {
        await new Promise<void>((resolve) => {
          store = resolve;
        });
        background.world.task = apply(background.world.task, patch);
        background.world.more = { progress: 'sending' };
        return background.view();
      }) as never,
    });
    const changed = () => act(() => background.tell({ type: 'task.changed', brand: 'feishu', guid: 'guid-1' }));
    return {
      ...background,
      store: async () => {
        store();
        await settle();
      },
      end: async (more: Partial<TaskView>) => {
        background.world.more = more;
        await changed();
        await settle();
      },
    };
  }

  it('says so from the press to the end, in the foot and to whoever hears the page, and whether it may be closed', async () => {
    const slow = await openSlow();
    await type('Title', 'Mine');
    await press('Save 1 change');
    expect(foot()).toContain('Saving…');
    await pause(350);
    expect(live()).toContain('Saving… Keep this open until it is stored.');
    await slow.store();
    for (const said of [foot(), live()]) {
      expect(said).toContain('Saving… You can close this: it is stored here and sent by itself.');
      expect(said).not.toContain('Nothing has changed yet');
    }
    expect(named('Save').getAttribute('aria-busy')).toBe('true');
    await slow.end({});
    expect(live()).toContain('Saved: Title');
    expect(document.body.textContent).not.toContain('Saving…');
    expect(foot()).toContain('Nothing has changed yet');
  });

  it.each([
    ['waits', { progress: 'waiting', failure: { kind: 'server', reason: 'server_error' } }, 'keeps trying'],
    ['is refused', { progress: 'parked' }, ''],
  ] as const)('that %s says that in place of “Saving…”', async (_, more, said) => {
    const slow = await openSlow();
    await type('Title', 'Mine');
    await press('Save 1 change');
    await slow.store();
    await pause(350);
    await slow.end(more);
    expect(live()).toContain(said);
    expect(document.body.textContent).not.toContain('Saving…');
  });

  it.each(['Complete', 'Undo'])('is not only of the form: %s says so as well', async (name) => {
    const forever = (() => new Promise(() => undefined)) as never;
    const background = await open({ 'task.act': forever, 'action.undo': forever });
    background.world.more = { undo: { id: '0'.repeat(36), until: Date.now() + 10_000 } };
    await act(() => background.tell({ type: 'task.changed', brand: 'feishu', guid: 'guid-1' }));
    await settle();
    await pause(600);
    await press(name);
    await press(name);
    await pause(350);
    expect(live()).toContain('Saving…');
    const asked = name === 'Undo' ? background.inputs('action.undo') : background.inputs('task.act');
    expect(asked).toHaveLength(1);
  });

  it('is sent once by two presses of Ctrl+Enter', async () => {
    const slow = await openSlow();
    await type('Title', 'Mine');
    for (let times = 0; times < 3; times += 1)
      named('Title').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
    await settle();
    named('Title').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
    await settle();
    expect(slow.inputs('task.patch')).toHaveLength(1);
  });

  it('keeps what is typed meanwhile, and the focus', async () => {
    const slow = await openSlow();
    await type('Title', 'Mine');
    named('Save 1 change').focus();
    await press('Save 1 change');
    await type('Description', 'Typed meanwhile');
    await slow.store();
    await slow.end({});
    expect(named<HTMLTextAreaElement>('Description').value).toBe('Typed meanwhile');
    expect(slow.inputs('task.patch')).toHaveLength(1);
    expect(document.activeElement).toBe(named('Save 1 change'));
  });

  it('leaves the focus in the foot where its button is disabled at the end', async () => {
    const slow = await openSlow();
    await type('Title', 'Mine');
    named('Save 1 change').focus();
    await press('Save 1 change');
    await slow.store();
    expect(document.activeElement).toBe(named('Save'));
    await slow.end({});
    expect(document.querySelector('.foot')?.contains(document.activeElement)).toBe(true);
  });
});
