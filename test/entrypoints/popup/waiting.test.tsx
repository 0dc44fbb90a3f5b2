// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { OperationView, OutboxView } from '../../../lib/messages/contract';
import type { Task } from '../../../lib/task/schema';
import { has, mount, press, settle, unmount } from '../../components/mount';
import { popup } from './open';
import { stubBackground } from './stub';

const task: Task = { guid: 'guid-1', summary: 'Launch' };
const mine = { name: 'Anna', signedIn: true };
const waits = (n: number, more: Partial<OperationView> = {}): OperationView => ({
  ...{ id: String(n).padStart(36, '0'), brand: 'feishu', guid: 'guid-1', summary: `Task ${n}`, owner: mine },
  ...{ action: 'edit', patch: { summary: 'Typed' }, base: { summary: 'Old' }, state: 'queued', createdAt: 0 },
  ...more,
});

async function open(outbox: OutboxView, more: Parameters<typeof stubBackground>[0] = {}) {
  const background = stubBackground({ 'outbox.list': () => outbox, ...more }, task);
  mount(popup());
  await settle();
  return background;
}

const list = (...shown: OperationView[]): OutboxView => ({ shown, waiting: shown.length, parked: 0 });
const rows = () => Array.from(document.querySelectorAll('.waiting-list li'), (row) => row.textContent ?? '');
const live = () => document.querySelector('[aria-live=polite]')?.textContent ?? '';

beforeEach(() => fakeBrowser.reset());
afterEach(() => {
  unmount();
  vi.restoreAllMocks();
});

describe('the form of one person', () => {
  it('is not the next one’s: it begins anew when somebody else signs in', async () => {
    const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined);
    const intent = { brand: 'feishu', guid: 'guid-1', tabId: 7, origin: 'https://git.example.com' } as const;
    const { world, tell } = await open(list(), { 'popup.intent': () => ({ task: intent }) });
    await tell({ type: 'session.changed' });
    await settle();
    expect(reload).not.toHaveBeenCalled();
    world.more = { me: { open_id: 'ou_other', name: 'Ben' } };
    await tell({ type: 'session.changed' });
    await settle();
    expect(reload).toHaveBeenCalledTimes(1);
    reload.mockRestore();
  });
});

describe('a task that cannot be read because the server is out of order', () => {
  const intent = { brand: 'feishu', guid: 'guid-1', tabId: 7, origin: 'https://git.example.com' } as const;
  const pause = async (ms: number) => {
    await act(() => new Promise<void>((resolve) => setTimeout(resolve, ms)));
    await settle();
  };

  it('says so, offers to try again, and does so by itself until it is there', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    let isOut = true;
    const background = await open(list(), {
      'popup.intent': () => ({ task: intent, known: { view: null, draft: { ok: true, value: null } } }),
      'task.peek': () => null,
      'task.read': () => {
        if (isOut) throw { kind: 'server', reason: 'server_error', status: 502 };
        return background.view();
      },
    });
    expect(live()).toContain('The task server has a problem just now.');
    expect(live()).not.toMatch(/proxy/);
    await press('Try again');
    const asked = background.inputs('task.read').length;
    await pause(1200);
    expect(background.inputs('task.read').length).toBeGreaterThan(asked);
    isOut = false;
    await pause(1200);
    expect(document.querySelector('h1')?.textContent).toBe('Launch');
    const enough = background.inputs('task.read').length;
    await pause(1200);
    expect(background.inputs('task.read')).toHaveLength(enough);
  });

  it('is not asked for again and again where Feishu has refused it', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const background = await open(list(), {
      'popup.intent': () => ({ task: intent, known: { view: null, draft: { ok: true, value: null } } }),
      'task.read': () => {
        throw { kind: 'gone', reason: 'task_gone' };
      },
    });
    await pause(1200);
    expect(background.inputs('task.read')).toHaveLength(1);
  });
});

describe('the form of a task whose change waits', () => {
  it('says why, since when and until when, and lets the user try now or end it', async () => {
    const intent = { brand: 'feishu', guid: 'guid-1', tabId: 7, origin: 'https://git.example.com' } as const;
    const failure = { kind: 'server', reason: 'server_error', status: 502 } as const;
    const waiting = waits(1, { createdAt: Date.now(), failure, nextAt: Date.now() + 9000 });
    const { world, tell, inputs } = await open(list(waiting), { 'popup.intent': () => ({ task: intent }) });
    world.more = { progress: 'waiting', failure };
    await tell({ type: 'task.changed', brand: 'feishu', guid: 'guid-1' });
    await settle();
    expect(live()).toMatch(/Nothing is lost.*Waiting since.*next try in (8|9) s/);
    expect(live()).toContain('HTTP 502');
    await press('Try again');
    expect(inputs('task.read').at(-1)).toMatchObject({ fresh: true });
    await press('Discard change');
    expect(inputs('outbox.discard')).toEqual([{ id: waiting.id }]);
  });
});

describe('the waiting list', () => {
  it('draws a bounded number of thousands, and says how many more there are', async () => {
    const shown = Array.from({ length: 50 }, (_, n) => waits(n));
    await open({ shown, waiting: 5000, parked: 0 });
    expect(rows()).toHaveLength(20);
    expect(document.querySelector('.waiting-list')?.textContent).toContain('and 4980 more');
    expect(live()).toContain('5000 changes wait to be sent');
  });

  it('says what is to be done and why it waits', async () => {
    await open(
      list(
        waits(1, { patch: { summary: 'Typed', due: null }, failure: { kind: 'offline', reason: 'no_network' } }),
        waits(2, { action: 'complete', patch: {}, state: 'sending' }),
        waits(3),
      ),
    );
    const [first, second, third] = rows();
    expect(first).toContain('Edit: Title, Due');
    expect(first).toContain('There is no connection');
    expect(second).toContain('Being sent');
    expect(third).toContain('Waiting to be sent');
  });

  it('says since when it waits and when it is tried again, without reading each second out', async () => {
    const failure = { kind: 'server', reason: 'server_error', status: 502 } as const;
    const createdAt = new Date().setHours(0, 0, 0, 0);
    await open(
      list(
        waits(1, { createdAt, failure, nextAt: Date.now() + 20_000 }),
        waits(2, { createdAt, failure, nextAt: Date.now() + 3_600_000 }),
        waits(3, { createdAt, failure, nextAt: 1 }),
      ),
    );
    const [soon, late, now] = rows();
    expect(soon).toMatch(/Tasklark keeps trying.*Waiting since (00:00|12:00\sAM) · next try in (19|20) s/);
    expect(soon).not.toMatch(/proxy/);
    expect(late).toMatch(/next try at \d/);
    expect(now).toContain('trying now');
    for (const timer of document.querySelectorAll('[role=timer]')) expect(timer.getAttribute('aria-live')).toBe('off');
  });

  it('shows another account’s as that one’s, to be copied or given up only', async () => {
    await open(list(waits(1, { owner: { name: 'Ben', signedIn: false } })));
    expect(rows()[0]).toContain('Waits for Ben to sign in again');
    expect([has('Retry'), has('Edit'), has('Copy text'), has('Discard change')]).toEqual([false, false, true, true]);
  });

  it('counts down a held completion, and takes it back', async () => {
    const { inputs } = await open(list(waits(1, { action: 'complete', patch: {}, heldUntil: Date.now() + 8000 })));
    expect(rows()[0]).toMatch(/Completing in \d s/);
    // Not read out anew each second.
    expect(document.querySelector('.waiting-list [role=timer]')?.getAttribute('aria-live')).toBe('off');
    await press('Undo');
    expect(inputs('outbox.discard')).toEqual([{ id: waits(1).id }]);
  });

  it('copies everything that was typed', async () => {
    const writeText = vi.fn(async (_: string) => undefined);
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
    await open(list(waits(1, { patch: { summary: 'Typed', description: 'Two\nlines', due: null } })));
    await press('Copy text');
    expect(writeText.mock.calls).toEqual([['Title: Typed\nDescription: Two\nlines\nDue: not set']]);
    vi.unstubAllGlobals();
  });

  it('leads to the task by Edit, and to the list by Show', async () => {
    await open(list(waits(1, { state: 'parked', failure: { kind: 'invalid', reason: 'invalid_value' } })));
    await press('Show');
    expect(document.activeElement?.textContent).toBe('Waiting changes');
    await press('Edit');
    expect(document.querySelector('h1')?.textContent).toBe('Launch');
  });
});
