import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MOMENT_MS, popupOpening } from '../../../entrypoints/background/popup-opening';
import type { Session, Store } from '../../../entrypoints/background/store';
import { fail } from '../../../lib/failure';
import type { TaskView } from '../../../lib/messages/contract';
import { memoryStore } from '../../support/memory-store';

const guid = '11111111-1111-4111-8111-111111111111';
const other = '22222222-2222-4222-8222-222222222222';
const named = { brand: 'feishu', guid } as const;
const account = { brand: 'feishu', tenant_key: 't', open_id: 'ou_anna', name: 'Anna' } as const;
const session: Session = { account, access_token: 'a', expiresAt: 0, version: 'v2', scopes: [] };
const view = { guid } as TaskView;

describe('what the popup begins with', () => {
  let store: Store;
  let signedIn: Session | undefined;
  let seen: readonly string[];
  const lastSeen = vi.fn(async (_: string, guid: string) => (seen.includes(guid) ? view : undefined));
  const read = vi.fn(async () => view);
  const open = (input: Parameters<typeof popupOpening>[1]) =>
    popupOpening({ store, sessions: { current: async () => signedIn }, tasks: { lastSeen, view: read } }, input);

  beforeEach(async () => {
    [store, signedIn, seen] = [memoryStore(), session, [guid]];
    lastSeen.mockClear();
    read.mockReset().mockResolvedValue(view);
    await store.drafts.item(`feishu/t/ou_anna/${guid}`).set({ summary: 'typed' });
  });

  it('is the list where nothing is asked for', async () => {
    expect(await open({})).toEqual({ task: null });
  });

  it('is the task of the address as it was last seen, and what was typed', async () => {
    const draft = { ok: true, value: { summary: 'typed' } };
    expect(await open({ tabId: 7, task: named })).toEqual({ task: named, known: { view, draft } });
  });

  it('is what a control asked for, with its site, before the task of the address', async () => {
    const intent = { brand: 'feishu', guid: other, tabId: 7, origin: 'https://a.example' } as const;
    await store.intent.set({ intent, at: Date.now() });
    expect(await open({ tabId: 7, task: named })).toEqual({
      task: { brand: 'feishu', guid: other, origin: 'https://a.example' },
      known: { view, draft: { ok: true, value: null } },
    });
  });

  it('shows no task before Feishu has said what it is now where an action is to be confirmed', async () => {
    const task = { ...named, action: 'complete' } as const;
    expect((await open({ task })).known?.view).toBe(view);
    expect(lastSeen).not.toHaveBeenCalled();
    expect(read).toHaveBeenCalledOnce();
  });

  it('reads what is not known and nothing else, the task that is shown alone', async () => {
    await open({});
    await open({ task: named });
    expect(read).not.toHaveBeenCalled();
    const intent = { brand: 'lark', guid: other, tabId: 7, origin: 'https://a.example' } as const;
    await store.intent.set({ intent, at: Date.now() });
    expect((await open({ tabId: 7, task: named })).known?.view).toBe(view);
    expect(read.mock.calls).toEqual([['lark', other]]);
  });

  it('does not wait long for Feishu', async () => {
    vi.useFakeTimers();
    read.mockReturnValue(new Promise(() => undefined));
    const answered = vi.fn();
    void open({ task: { ...named, guid: other } }).then(answered);
    await vi.advanceTimersByTimeAsync(MOMENT_MS - 1);
    expect(answered).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(answered.mock.calls[0]?.[0].known.view).toBeNull();
    vi.useRealTimers();
  });

  it('leaves it to the question of the popup to hear why a task cannot be read', async () => {
    read.mockImplementation(async () => fail('offline', 'no_network'));
    const { task, known } = await open({ task: { ...named, guid: other } });
    expect([task?.guid, known?.view]).toEqual([other, null]);
  });

  it("has nothing of another person's", async () => {
    signedIn = { ...session, account: { ...account, open_id: 'ou_bob' } };
    seen = [];
    read.mockImplementation(async () => fail('forbidden', 'no_read_right'));
    expect((await open({ task: named })).known).toEqual({ view: null, draft: { ok: true, value: null } });
    signedIn = undefined;
    expect((await open({ task: named })).known).toEqual({ view: null, draft: { ok: true, value: null } });
  });

  it('says why what was typed cannot be read, and opens all the same', async () => {
    const broken = { get: async () => fail('invalid', 'storage_refused') };
    store = { ...store, drafts: { ...store.drafts, item: () => broken as never } };
    expect(await open({ task: named })).toEqual({
      task: named,
      known: { view, draft: { ok: false, failure: { kind: 'invalid', reason: 'storage_refused' } } },
    });
  });
});
