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
    const answer = handlers(Promise.resolve({ store, outbox: { drain } } as unknown as Parts));
    expect(await answer['popup.intent']({ tabId: 8 }, { audience: 'own' })).toBeNull();
    expect(await answer['popup.intent']({ tabId: 7 }, { audience: 'own' })).toEqual(intent);
    expect(await answer['popup.intent']({}, { audience: 'own' })).toBeNull();
    expect(drain.mock.calls).toEqual([[true], [true], [true]]);
  });
});
