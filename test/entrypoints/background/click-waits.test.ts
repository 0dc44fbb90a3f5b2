import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handlers } from '../../../entrypoints/background/handlers';
import type { Account } from '../../../entrypoints/background/store';
import { wire } from '../../../entrypoints/background/wire';
import type { Speaker } from '../../../lib/messages/serve';
import { slowStore, Turns } from '../../support/turns';

// How many waits for the disk and the browser follow one another on the way of a warm click, over all parts as they are wired.

const turns = vi.hoisted(() => ({ now: undefined as Turns | undefined }));
vi.mock('webextension-polyfill', () => {
  const ask = (value: unknown) => () => turns.now?.later(async () => value);
  return {
    default: {
      storage: { managed: { get: ask({}) } },
      permissions: { contains: ask(true) },
      tabs: { query: async () => [] },
      runtime: { sendMessage: async () => undefined },
      alarms: { create: () => undefined, clear: () => undefined },
    },
  };
});
vi.mock('../../../lib/i18n', () => ({ t: (key: string) => key }));
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: 1_700_000_000_000 }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const anna: Account = { brand: 'feishu', tenant_key: 't1', open_id: 'ou_anna', name: 'Anna' };
const GUID = '11111111-1111-4111-8111-111111111111';
const ORIGIN = 'https://git.example.com';
const page: Speaker = { audience: 'page', tabId: 7, windowId: 1, origin: ORIGIN };

/** A worker that has answered before, and a Feishu of one task. */
async function warmWorld() {
  const disk = new Turns();
  turns.now = disk;
  const store = slowStore(disk);
  let task: Record<string, unknown> = { guid: GUID, summary: 'Plain', status: 'todo', completed_at: '0' };
  const asked: { method: string; at: number; answer(): void }[] = [];
  vi.stubGlobal('fetch', (_: string, { method, body }: { method: string; body?: string }) => {
    if (body) task = { ...task, ...JSON.parse(body).task };
    const answer = Response.json({ code: 0, data: { task } });
    return new Promise<Response>((resolve) => asked.push({ method, at: disk.passed, answer: () => resolve(answer) }));
  });

  /** A turn passes once nothing moves without it. Answers whether one was waited for. */
  async function turn(isSo: () => boolean): Promise<boolean> {
    for (let round = 0; round < 20 && !isSo(); round += 1) await new Promise((resolve) => setTimeout(resolve));
    const isAwaited = disk.isAwaited && !isSo();
    if (isAwaited) disk.pass();
    return isAwaited;
  }
  async function until(isSo: () => boolean): Promise<void> {
    for (let idle = 0; !isSo(); idle += 1) {
      if (await turn(isSo)) idle = 0;
      else if (idle === 50) throw new Error('Nothing is under way any more');
    }
  }
  /** What goes on beside a request is over long before its answer comes. */
  async function quiet(): Promise<void> {
    while (await turn(() => false));
  }

  async function done<Value>(work: Promise<Value>): Promise<Value> {
    let isOver = false;
    void work
      .finally(() => {
        isOver = true;
      })
      .catch(() => undefined);
    await until(() => isOver);
    return work;
  }

  await done(
    Promise.all([
      store.session('feishu').set({
        ...{ account: anna, access_token: 'token', refresh_token: 'other', version: 'v2', scopes: [] },
        expiresAt: Date.now() + 3_600_000,
      }),
      store.sites.set({ [ORIGIN]: 'direct' }),
    ]),
  );
  const answers = handlers(Promise.resolve(await done(wire(() => store))));
  /** What a pointer over the control asks. */
  const hovered = answers['task.status']({ brand: 'feishu', guid: GUID }, page);
  await until(() => asked.length > 0);
  asked.pop()?.answer();
  await done(hovered);
  await quiet();
  // Two calls go at once; the next would wait for a moment of its own.
  vi.setSystemTime(Date.now() + 5000);
  return { disk, asked, answers, until, quiet };
}

describe('a warm click', () => {
  // To the read: who is signed in and whether the page may act; the task as it is known; the turn with the token. The change goes
  // to the disk beside the read. To the write: turn and token.
  it('waits for four things one after the other', async () => {
    const { disk, asked, answers, until, quiet } = await warmWorld();
    let end: { at: number; status: string } | undefined;
    const begin = disk.passed;
    const click = { id: crypto.randomUUID(), brand: 'feishu', guid: GUID, action: 'complete' } as const;
    void answers['action.propose'](click, page).then(({ status }) => {
      end = { at: disk.passed, status };
    });

    await until(() => asked.length === 1);
    const toRead = disk.passed - begin;
    await quiet();
    const read = disk.passed;
    asked[0]?.answer();
    await until(() => asked.length === 2);
    const toWrite = disk.passed - read;
    await quiet();
    const written = disk.passed;
    asked[1]?.answer();
    await until(() => end !== undefined);
    const toAnswer = disk.passed - written;

    expect(asked.map(({ method }) => method)).toEqual(['GET', 'PATCH']);
    expect(end?.status).toBe('done');
    expect({ toRead, toWrite, toAnswer }).toEqual({ toRead: 3, toWrite: 1, toAnswer: 0 });
  });
});
