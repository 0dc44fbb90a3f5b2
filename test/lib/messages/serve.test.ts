import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { REQUESTS, type RequestName, type Result } from '../../../lib/messages/contract';
import { type Handlers, type Sender, serve, speakerOf } from '../../../lib/messages/serve';

const GUID = '11111111-1111-4111-8111-111111111111';
const ID = '22222222-2222-4222-8222-222222222222';
const link = { brand: 'feishu', guid: GUID };
const page: Sender = {
  id: fakeBrowser.runtime.id,
  tab: { id: 7, windowId: 1 },
  frameId: 0,
  origin: 'https://git.example.com',
};
const popup: Sender = { id: fakeBrowser.runtime.id, origin: fakeBrowser.runtime.getURL('/').slice(0, -1) };

type Listener = (message: unknown, sender: Sender, respond: (answer: Result<unknown>) => void) => unknown;
let listener: Listener;
let calls: [RequestName, unknown][];

beforeEach(() => {
  calls = [];
  vi.spyOn(fakeBrowser.runtime.onMessage, 'addListener').mockImplementation((added) => {
    listener = added as unknown as Listener;
  });
  const names = Object.keys(REQUESTS) as RequestName[];
  const recorder = (name: RequestName) => async (input: unknown) => {
    calls.push([name, input]);
    return null;
  };
  serve(Object.fromEntries(names.map((name) => [name, recorder(name)])) as unknown as Handlers);
});

/** The answer, or nothing when the door does not take the message for its own. */
function send(message: unknown, sender: Sender): Promise<Result<unknown> | undefined> {
  return new Promise((resolve) => {
    if (listener(message, sender, resolve) !== true) resolve(undefined);
  });
}

describe('the door', () => {
  it('lets a page ask what pages may ask', async () => {
    expect(await send({ type: 'task.status', input: link }, page)).toEqual({ ok: true, value: null });
    expect(calls).toEqual([['task.status', link]]);
  });

  it('keeps every request of own pages from a web page', async () => {
    const own = (Object.keys(REQUESTS) as RequestName[]).filter((name) => REQUESTS[name].audience === 'own');
    expect(own.length).toBeGreaterThan(10);
    for (const type of own)
      expect(
        await send({ type, input: { ...link, id: ID, action: 'complete', patch: {}, base: {} } }, page),
      ).toMatchObject({
        ok: false,
        failure: { reason: 'not_allowed' },
      });
    expect(calls).toEqual([]);
  });

  it.each<[string, Sender]>([
    ['another extension', { ...page, id: 'abcdefghijklmnopabcdefghijklmnop' }],
    ['nobody', {}],
    ['an inner frame', { ...page, frameId: 4 }],
    ['a page without a tab id', { ...page, tab: {} }],
    ['an opaque origin', { ...page, origin: 'null' }],
    ['a page that is only being prerendered', { ...page, documentLifecycle: 'prerender' }],
    ['a web page without a tab, as in a side panel', { id: page.id, frameId: 0, origin: 'https://git.example.com' }],
    ['somebody without tab and origin', { id: page.id }],
    ['a page that hides its origin', { id: page.id, tab: page.tab, frameId: 0 }],
  ])('refuses %s', async (_, sender) => {
    expect(await send({ type: 'task.status', input: link }, sender)).toMatchObject({ ok: false });
    expect(calls).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['an extra key', { ...link, token: 'x' }],
    ['a missing key', { brand: 'feishu' }],
    ['a wrong type', { brand: 'feishu', guid: 5 }],
    ['a foreign brand', { brand: 'evil', guid: GUID }],
    ['a path in the guid', { brand: 'feishu', guid: '../../authen' }],
    ['an empty guid', { brand: 'feishu', guid: '' }],
    ['a guid of 101 characters', { brand: 'feishu', guid: 'a'.repeat(101) }],
    ['no object', 'x'],
  ])('refuses %s', async (_, input) => {
    expect(await send({ type: 'task.status', input }, popup)).toMatchObject({ ok: false });
    expect(calls).toEqual([]);
  });

  it('refuses a key beside type and input', async () => {
    expect(await send({ type: 'task.status', input: link, to: 'x' }, page)).toMatchObject({ ok: false });
    expect(calls).toEqual([]);
  });

  it('is silent on messages that are not requests', async () => {
    for (const message of [
      { type: 'task.changed' },
      { type: 'toString' },
      { type: '__proto__' },
      null,
      'x',
      { type: 5 },
    ])
      expect(await send(message, page)).toBeUndefined();
  });

  it('survives any message from any speaker, and lets none pass that its schema does not know', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(REQUESTS) as RequestName[])),
        fc.anything(),
        fc.constantFrom(page, popup, {}),
        async (type, input, sender) => {
          const answer = await send({ type, input }, sender);
          expect(answer).toHaveProperty('ok');
          if (answer?.ok) expect(REQUESTS[type].input.safeParse(input ?? {}).success).toBe(true);
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('stops one tab that asks too much, and no other', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => send({ type: 'task.status', input: link }, page)),
    );
    expect(answers.filter((answer) => answer?.ok === false).length).toBeGreaterThan(100);
    const other = { ...page, tab: { id: 8, windowId: 1 } };
    expect(await send({ type: 'task.status', input: link }, other)).toMatchObject({ ok: true });
  });

  it('has the user asked when a tab proposes more than anybody clicks', async () => {
    const propose = { type: 'action.propose', input: { ...link, id: ID, action: 'complete' } };
    const answers = await Promise.all(Array.from({ length: 1000 }, () => send(propose, page)));
    expect(calls).toHaveLength(30);
    expect(answers.at(-1)).toMatchObject({ ok: false, failure: { reason: 'needs_confirm' } });
  });

  it('answers a thrown failure as data and nothing else that was thrown', async () => {
    serve({ 'task.status': async () => Promise.reject(new Error('secret in a stack')) } as unknown as Handlers);
    const answer = await send({ type: 'task.status', input: link }, popup);
    expect(answer).toEqual({ ok: false, failure: { kind: 'server', reason: 'unknown' } });
  });
});

describe('speakerOf', () => {
  it('knows own pages, in a tab or not, by their origin', () => {
    const origin = fakeBrowser.runtime.getURL('/').slice(0, -1);
    expect(speakerOf(popup)).toEqual({ audience: 'own' });
    expect(speakerOf({ ...page, origin })).toEqual({ audience: 'own' });
    expect(speakerOf({ ...page, documentId: 'D' })).toMatchObject({
      audience: 'page',
      tabId: 7,
      origin: 'https://git.example.com',
      documentId: 'D',
    });
  });
});
