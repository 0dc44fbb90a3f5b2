import { describe, expect, it, vi } from 'vitest';
import { handlers, type Parts } from '../../../entrypoints/background/handlers';
import { memoryStore } from '../../support/memory-store';

describe('opening the popup', () => {
  it('tries at once what waits for the network, and tells what it was opened for only once', async () => {
    const drain = vi.fn(async () => undefined);
    const store = memoryStore();
    const guid = '11111111-1111-4111-8111-111111111111';
    const intent = { brand: 'feishu', guid, tabId: 7, origin: 'https://git.example.com', action: 'complete' } as const;
    await store.intent.set({ intent, at: Date.now() });
    const sessions = { current: async () => undefined };
    const tasks = { view: async () => ({ guid }) };
    const answer = handlers(Promise.resolve({ store, sessions, tasks, outbox: { drain } } as unknown as Parts));
    expect(await answer['popup.intent']({ tabId: 8 }, { audience: 'own' })).toEqual({ task: null });
    const { tabId: _, ...task } = intent;
    expect((await answer['popup.intent']({ tabId: 7 }, { audience: 'own' })).task).toEqual(task);
    expect(await answer['popup.intent']({}, { audience: 'own' })).toEqual({ task: null });
    expect(drain.mock.calls).toEqual([[true], [true], [true]]);
  });
});

describe('a click on a page', () => {
  const page = { audience: 'page', tabId: 7, windowId: 1, origin: 'https://git.example.com' } as const;
  const id = '0b0e3c1e-8d36-4a3f-a2cd-1c6f7d3f6b11';
  const click = { id, brand: 'feishu', guid: 'guid-1', action: 'complete' } as const;

  it.each([
    ['direct', false],
    ['ask', true],
    ['off', true],
  ] as const)('is confirmed where the site is %s and permission is there: %s', async (mode, granted) => {
    const add = vi.fn();
    const sites = { mode: async () => mode, granted: async () => granted };
    const answer = handlers(Promise.resolve({ sites, outbox: { add } } as unknown as Parts));
    await expect(answer['action.propose'](click, page)).rejects.toMatchObject({ failure: { reason: 'needs_confirm' } });
    expect(add).not.toHaveBeenCalled();
  });
});

describe('records that were set aside', () => {
  it('are shown as far as they are the user’s own words, and a session never', async () => {
    const unfit = (table: 'operations' | 'drafts' | 'state', more = {}) =>
      ({ table, key: 'k', reason: 'shape', at: 1, value: { text: table }, ...more }) as const;
    const list = async () => [unfit('operations'), unfit('drafts', { seen: true }), unfit('state')];
    const store = { ...memoryStore(), aside: { list, seen: vi.fn(async () => undefined) } };
    const answer = handlers(Promise.resolve({ store } as unknown as Parts));
    const shown = await answer['aside.list']({}, { audience: 'own' });
    expect(shown).toEqual([{ table: 'operations', at: 1, text: '{\n  "text": "operations"\n}' }]);
    await answer['aside.seen']({}, { audience: 'own' });
    expect(store.aside.seen).toHaveBeenCalledTimes(1);
  });
});

describe('taking back', () => {
  const of = '22222222-2222-4222-8222-222222222222';
  const page = { audience: 'page', tabId: 7, windowId: 1, origin: 'https://git.example.com' } as const;

  function answering(from?: string) {
    const cancel = vi.fn(async () => true);
    const done = { id: of, account: { brand: 'feishu' }, guid: 'x', ...(from !== undefined && { from }) };
    const outbox = { get: async () => done, cancel };
    const tasks = { status: async () => 'status' };
    return { cancel, answer: handlers(Promise.resolve({ outbox, tasks } as unknown as Parts))['action.undo'] };
  }

  it.each([
    ['what was done in a page of ours', undefined],
    ['what another tab proposed', '8 https://git.example.com'],
    ['what another site proposed in this tab', '7 https://wiki.example.com'],
  ])('a page does not take back %s', async (_, from) => {
    const { answer, cancel } = answering(from);
    await expect(answer({ id: of, of }, page)).rejects.toMatchObject({ failure: { reason: 'not_allowed' } });
    expect(cancel).not.toHaveBeenCalled();
  });

  it('a page takes back what it proposed, and our own pages anything', async () => {
    const { answer, cancel } = answering('7 https://git.example.com');
    expect(await answer({ id: of, of }, page)).toBe('status');
    expect(await answer({ id: of, of }, { audience: 'own' })).toBe('status');
    expect(cancel).toHaveBeenCalledTimes(2);
  });
});
