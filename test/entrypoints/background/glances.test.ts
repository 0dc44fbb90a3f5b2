import { describe, expect, it } from 'vitest';
import { PER_HOUR, PER_PAGE_HOUR } from '../../../entrypoints/background/glance-budget';
import { openGlances } from '../../../entrypoints/background/glances';
import { openLearnt } from '../../../entrypoints/background/learnt';
import type { Operation } from '../../../entrypoints/background/operation';
import type { Outbox } from '../../../entrypoints/background/outbox';
import type { Sessions } from '../../../entrypoints/background/session';
import type { Account, Session } from '../../../entrypoints/background/store';
import { openTasks } from '../../../entrypoints/background/tasks';
import { FailureError } from '../../../lib/failure';
import type { Task } from '../../../lib/task/schema';
import { memoryStore } from '../../support/memory-store';

const anna: Account = { brand: 'feishu', tenant_key: 't1', open_id: 'ou_anna', name: 'Anna' };
const session: Session = { account: anna, expiresAt: 0, version: 'v2', scopes: [] };
const assigned = { members: [{ id: anna.open_id, role: 'assignee' }] };
/** Pages of this many tasks, so that a test needs few. */
const PAGE = 10;

/** `mine` are Anna's own open tasks, in her order; every other guid is a task of somebody else's. */
function world(mine: readonly string[] = [], hasList = true) {
  const store = memoryStore();
  const calls: string[] = [];
  const waiting: Operation[] = [];
  const done = new Set<string>();
  let now = 1_700_000_000_000;
  let reading: () => Promise<void> = async () => undefined;
  let fails = false;
  const isMine = (guid: string) => mine.includes(guid);
  const taskOf = (guid: string): Task => ({
    ...{ guid, summary: guid, status: done.has(guid) ? 'done' : 'todo' },
    ...(isMine(guid) && assigned),
  });
  const sessions = { current: async () => session } as Partial<Sessions> as Sessions;
  const remote = {
    async get(_: Account, guid: string) {
      const task = taskOf(guid);
      calls.push(guid);
      await reading();
      return task;
    },
    patch: () => Promise.reject(new Error()),
    async mine(_: Account, next = '0') {
      const open = mine.filter((guid) => !done.has(guid)).map(taskOf);
      calls.push(`list ${next}`);
      await reading();
      if (fails) throw new FailureError({ kind: 'limited', reason: 'rate_limited' });
      const end = Number(next) + PAGE;
      return hasList
        ? { tasks: open.slice(Number(next), end), ...(end < open.length && { next: String(end) }) }
        : undefined;
    },
  };
  const outbox = { of: async () => ({ waiting, last: undefined }), standstill: async () => undefined };
  /** A worker is begun anew on the same store. */
  const start = () => {
    const tasks = openTasks({
      ...{ store: store.tasks, learnt: openLearnt(store.learnt, () => now), sessions, remote, now: () => now },
      outbox: () => outbox as Partial<Outbox> as Outbox,
    });
    const sleep = () => new Promise<void>((go) => setImmediate(go));
    return { tasks, glances: openGlances({ item: store.glances, sessions, remote, tasks, now: () => now, sleep }) };
  };
  let worker = start();
  return {
    calls,
    waiting,
    done,
    restart: () => {
      worker = start();
    },
    fail: () => {
      fails = true;
    },
    hold: (until: () => Promise<void>) => {
      reading = until;
    },
    pass: (ms: number) => {
      now += ms;
    },
    tasks: () => worker.tasks,
    seen: (task: Partial<Task> & { guid: string }) => worker.tasks.seen(anna, task, true),
    /** All these links come into view of one page. */
    look: (guids: readonly string[], page = 'page') =>
      Promise.all(guids.map((guid) => worker.glances.status('feishu', guid, page))),
  };
}

const many = (count: number, name = 'other') => Array.from({ length: count }, (_, index) => `${name}-${index}`);

describe('links that come into view by themselves', () => {
  it('are answered by one list where they are the user’s own', async () => {
    const w = world(many(8, 'mine'));
    const answers = await w.look(many(8, 'mine'));
    expect(answers.map((answer) => answer?.summary)).toEqual(many(8, 'mine'));
    expect(w.calls).toEqual(['list 0']);
    // Other tabs, and all that the list told besides, need nothing for a minute.
    await w.look(many(8, 'mine'), 'another');
    expect(w.calls).toHaveLength(1);
  });

  it('are read singly where they are few, and what the list has not as well', async () => {
    const w = world(['mine-0']);
    await w.look(many(3));
    expect(w.calls).toEqual(many(3));
    await w.look(['mine-0', ...many(5, 'new')]);
    expect(w.calls.slice(3)).toEqual(['list 0', ...many(5, 'new')]);
  });

  it('learn from experience whether the list is worth it', async () => {
    const w = world();
    for (let turn = 0; turn < 12; turn += 1) {
      await w.look(many(6, `turn${turn}`), `page${turn}`);
      w.pass(60_000);
      w.restart();
    }
    const lists = w.calls.filter((call) => call.startsWith('list'));
    expect(lists.length).toBeGreaterThan(0);
    expect(lists.length).toBeLessThan(4);
  });

  it('are worth the list when two of them were the user’s own, but not once they are done', async () => {
    const w = world(many(2, 'mine'));
    await w.look(many(2, 'mine'));
    expect(w.calls).toEqual(many(2, 'mine'));
    w.pass(60_000);
    await w.look(many(2, 'mine'));
    expect(w.calls.slice(2)).toEqual(['list 0']);
    w.done.add('mine-0').add('mine-1');
    await w.seen({ guid: 'mine-0', status: 'done', ...assigned });
    w.pass(60_000);
    await w.look(many(2, 'mine'));
    expect(w.calls.slice(3)).toEqual(many(2, 'mine'));
  });

  it('go on to further pages only while these will probably answer more than one', async () => {
    const w = world(many(35, 'mine'));
    await w.look(many(8, 'mine'));
    expect(w.calls).toEqual(['list 0']);
    w.pass(60_000);
    w.calls.length = 0;
    await w.look(['mine-0', 'mine-1', 'mine-12']);
    expect(w.calls).toEqual(['list 0', 'mine-12']);
    w.pass(60_000);
    w.calls.length = 0;
    await w.look(['mine-0', 'mine-1', 'mine-12', 'mine-13']);
    expect(w.calls).toEqual(['list 0', 'list 10']);
  });

  it('do without a list on the old API, and when the list is refused', async () => {
    const legacy = world(many(6, 'mine'), false);
    expect((await legacy.look(many(6, 'mine'))).every(Boolean)).toBe(true);
    expect(legacy.calls).toEqual(['list 0', ...many(6, 'mine')]);
    const refused = world(many(6, 'mine'));
    refused.fail();
    expect((await refused.look(many(6, 'mine'))).every(Boolean)).toBe(true);
    // Not asked for again at once.
    await refused.look(many(6, 'others'));
    expect(refused.calls).toEqual(['list 0', ...many(6, 'mine'), ...many(6, 'others')]);
  });

  it('are read once for however many links and tabs', async () => {
    const w = world();
    await Promise.all([w.look(['a', 'a', 'b'], '1'), w.look(['a', 'b'], '2')]);
    expect(w.calls.sort()).toEqual(['a', 'b']);
  });

  it('have a budget for each page and for all of them, which a dead worker does not renew', async () => {
    const w = world();
    const answered = async (guids: readonly string[], page: string) =>
      (await w.look(guids, page)).filter(Boolean).length;
    let before = 0;
    for (let page = 0; page < PER_HOUR / PER_PAGE_HOUR + 1; page += 1) {
      before = w.calls.length;
      await answered(many(PER_PAGE_HOUR * 2, `page${page}`), `page${page}`);
      expect(w.calls.length - before).toBeLessThanOrEqual(PER_PAGE_HOUR + 3);
      w.restart();
    }
    expect(w.calls).toHaveLength(PER_HOUR);
    // What was read is shown, though it be old; what was not stays unread until somebody points at it.
    w.pass(60_000);
    // What has leaked away meanwhile.
    await w.look(many(5, 'leak'), 'page0');
    const spent = w.calls.length;
    expect(await w.look(['page0-0', 'never'], 'page0')).toEqual([expect.objectContaining({ guid: 'page0-0' }), null]);
    expect(w.calls).toHaveLength(spent);
    expect((await w.tasks().status('feishu', 'never')).summary).toBe('never');
    w.pass(3_600_000);
    expect(await answered(['hour'], 'page0')).toBe(1);
  });

  it('show a change on its way without a reading, whatever its age', async () => {
    const w = world();
    await w.look(['a']);
    w.pass(600_000);
    w.waiting.push({ state: 'sending', action: 'complete', patch: {}, createdAt: 1 } as unknown as Operation);
    expect(await w.look(['a'])).toEqual([expect.objectContaining({ status: 'done', progress: 'sending' })]);
    expect((await w.tasks().status('feishu', 'a')).status).toBe('done');
    expect(w.calls).toEqual(['a']);
  });

  it('keep what was seen while a reading was under way', async () => {
    const w = world(many(5, 'mine'));
    let answer = () => {};
    w.hold(() => new Promise((go) => (answer = go)));
    const looking = w.look(many(5, 'mine'));
    await expect.poll(() => w.calls.length).toBe(1);
    w.pass(1000);
    await w.seen({ guid: 'mine-2', status: 'done', summary: 'changed', ...assigned });
    answer();
    expect((await looking)[2]).toMatchObject({ status: 'done', summary: 'changed' });
  });

  it('wait for a list that is under way', async () => {
    const w = world(many(9, 'mine'));
    let answer = () => {};
    w.hold(() => new Promise((go) => (answer = go)));
    const looking = w.look(many(5, 'mine'));
    await expect.poll(() => w.calls.length).toBe(1);
    const others = w.look(many(9, 'mine').slice(5), 'another');
    for (let turn = 0; turn < 20; turn += 1) await new Promise((go) => setImmediate(go));
    answer();
    expect((await others).map((status) => status?.summary)).toEqual(many(9, 'mine').slice(5));
    await looking;
    expect(w.calls).toEqual(['list 0']);
  });

  it('need somebody who is signed in', async () => {
    const w = world();
    const sessions = { current: async () => undefined };
    const glances = openGlances({
      ...{ item: memoryStore().glances, sessions, tasks: w.tasks(), now: Date.now, sleep: async () => undefined },
      remote: { mine: () => Promise.reject(new Error()) },
    });
    await expect(glances.status('feishu', 'a', 'page')).rejects.toMatchObject({ failure: { kind: 'signed-out' } });
  });
});
