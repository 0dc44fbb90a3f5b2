// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { OperationView } from '../../../lib/messages/contract';
import type { Task } from '../../../lib/task/schema';
import { has, mount, press, settle, type, unmount } from '../../components/mount';
import { popup } from './open';
import { listed, stubBackground } from './stub';

/** The parts that throw in this test, each by a function that it calls while it is drawn. */
const broken = vi.hoisted(() => new Set<string>());
const spoil = vi.hoisted(() => <Module extends object>(module: Module): Module => {
  const wrap = (name: string, value: unknown) =>
    typeof value === 'function'
      ? (...all: unknown[]) => {
          if (broken.has(name)) throw new RangeError('Invalid time value');
          return (value as (...all: unknown[]) => unknown)(...all);
        }
      : value;
  return Object.fromEntries(Object.entries(module).map(([name, value]) => [name, wrap(name, value)])) as Module;
});
vi.mock('../../../components/task-words', async (original) => spoil(await original<object>()));
vi.mock('../../../components/facts', async (original) => spoil(await original<object>()));
vi.mock('../../../components/changes', async (original) => spoil(await original<object>()));
vi.mock('../../../components/field-notes', async (original) => spoil(await original<object>()));
vi.mock('../../../components/operation-words', async (original) => spoil(await original<object>()));
vi.mock('../../../components/fields/custom/offered', async (original) => spoil(await original<object>()));
vi.mock('../../../components/typed-bases', async (original) => spoil(await original<object>()));

const task: Task = {
  guid: 'guid-1',
  summary: 'QA sign-off',
  due: { timestamp: '1800000000000' },
  members: [{ id: 'ou_2', role: 'assignee', name: 'Bo' }],
};
const intent = { brand: 'feishu' as const, guid: 'guid-1', tabId: 7, origin: 'https://git.example.com' };
const FAILED = 'Tasklark could not show this part.';
const failures = () => document.body.textContent?.split(FAILED).length ?? 0;

beforeEach(() => {
  fakeBrowser.reset();
  broken.clear();
});
afterEach(unmount);

async function open(...parts: string[]) {
  for (const part of parts) broken.add(part);
  const background = stubBackground({ 'popup.intent': () => ({ task: intent }) }, task);
  mount(popup());
  await settle();
  return background;
}

describe('a part of the form that cannot be drawn', () => {
  it.each([
    ['the head', 'dueWords'],
    ['the facts', 'factsOf'],
    ['one field', 'fieldNote'],
    ['the custom fields', 'offeredFields'],
  ])('leaves the rest usable: %s', async (_, part) => {
    const { inputs } = await open(part);
    expect(document.body.textContent).toContain(FAILED);
    if (part === 'fieldNote') {
      // Every field of the table calls it, so each has failed by itself.
      expect(failures()).toBeGreaterThan(5);
      expect(document.querySelector('h1')?.textContent).toBe('QA sign-off');
      return;
    }
    await type('Title', 'New title');
    await press('Save 1 change');
    expect(inputs('task.patch')).toMatchObject([{ patch: { summary: 'New title' } }]);
  });

  it('may be a line of what will change: the form and its buttons stay', async () => {
    const { inputs } = await open('changesAt');
    await type('Title', 'New title');
    expect(document.querySelector('.preview')?.textContent).toContain(FAILED);
    await press('Save 1 change');
    expect(inputs('task.patch')).toMatchObject([{ patch: { summary: 'New title' } }]);
    await press('Complete');
    expect(inputs('task.act')).toHaveLength(1);
  });

  it('may be all that reads the form: the task, its action and the way back stay', async () => {
    const { inputs } = await open('basesOf');
    expect(document.querySelector('h1')?.textContent).toBe('QA sign-off');
    expect(document.body.textContent).toContain(FAILED);
    expect(has('Title')).toBe(false);
    await press('Complete');
    expect(inputs('task.act')).toHaveLength(1);
    broken.clear();
    await press('Tasks on this page');
    expect(has('Tasklark options')).toBe(true);
  });
});

describe('a row that cannot be drawn', () => {
  const link = { brand: 'feishu' as const, guid: 'guid-1', text: 'The link' };

  it('says so in the list, and still opens its task', async () => {
    broken.add('dueWords');
    stubBackground(
      {
        'page.links': () => ({ origin: 'https://git.example.com', mode: 'ask', granted: true, links: [link] }),
        'session.list': () => ({
          redirectUrl: '',
          brands: [{ brand: 'feishu', app_id: 'a', hasSecret: true, account: { name: 'Anna' } as never }],
        }),
      },
      task,
    );
    mount(popup());
    await settle();
    const row = document.querySelector<HTMLElement>('.task-row');
    expect(row?.textContent).toContain('QA sign-off');
    expect(row?.textContent).toContain(FAILED);
    expect(row?.querySelector('button'), 'no button in a button').toBeNull();
    broken.clear();
    row?.click();
    await settle();
    expect(has('Title')).toBe(true);
  });

  it('says so among what waits, and the other rows stay', async () => {
    broken.add('operationWords');
    const operation: OperationView = {
      ...{ id: '1'.repeat(36), owner: { name: 'Anna', signedIn: true }, guid: 'guid-1', summary: 'A', base: {} },
      ...{ patch: { summary: 'B' }, createdAt: 0 },
      brand: 'feishu',
      action: 'edit',
      state: 'queued',
    };
    stubBackground({ 'outbox.list': () => listed(operation, { ...operation, id: '2'.repeat(36) }) }, task);
    mount(popup());
    await settle();
    expect(document.querySelectorAll('.waiting-list li .part-failed')).toHaveLength(2);
    expect(has('Tasklark options')).toBe(true);
  });
});
