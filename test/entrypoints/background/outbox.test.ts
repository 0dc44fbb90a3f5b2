import { describe, expect, it } from 'vitest';
import { type NewOperation, type Outbox, openOutbox, withWaiting } from '../../../entrypoints/background/outbox';
import type { Remote } from '../../../entrypoints/background/remote';
import { undoOf } from '../../../entrypoints/background/standing';
import type { Account, Store } from '../../../entrypoints/background/store';
import { type Failure, FailureError } from '../../../lib/failure';
import { apply, type TaskPatch } from '../../../lib/task/patch';
import type { Task } from '../../../lib/task/schema';
import { memoryStore } from '../../support/memory-store';

const anna: Account = { brand: 'feishu', tenant_key: 't1', open_id: 'ou_anna', name: 'Anna' };
const GUID = '11111111-1111-4111-8111-111111111111';
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A server of one task that can fail before or after it applies, and a worker that can die and start again. */
function world(first: Partial<Task> = {}) {
  const store: Store = memoryStore();
  let task: Task = { guid: GUID, summary: 'Old', status: 'todo', completed_at: '0', ...first };
  let now = 1_700_000_000_000;
  const writes: TaskPatch[] = [];
  const wakes: (number | undefined)[] = [];
  const faults: { when: 'read' | 'before' | 'after'; failure: Failure }[] = [];
  let signedIn: Account | undefined = anna;
  let held: Promise<void> | undefined;
  let unkept: Promise<void> | undefined;
  let frozen = false;
  let delay = 0;

  const throwIf = (when: string) => {
    const index = faults.findIndex((fault) => fault.when === when);
    const [fault] = index < 0 ? [] : faults.splice(index, 1);
    if (fault) throw new FailureError(fault.failure);
  };
  const remote: Remote = {
    async get() {
      await held;
      throwIf('read');
      return task;
    },
    async patch(_account, _guid, patch) {
      throwIf('before');
      now += delay;
      writes.push(patch);
      task = { ...apply(task, patch), updated_at: String(now + 5000) };
      throwIf('after');
      const isFrozen = frozen;
      frozen = false;
      return isFrozen ? new Promise(() => undefined) : task;
    },
  };
  const start = (): Outbox =>
    openOutbox({
      store: store.operations,
      remote,
      clock: { now: () => now, server: (local = now) => local + 5000, observe: () => undefined },
      canSend: async (account) => account.open_id === signedIn?.open_id,
      seen: async () => unkept,
      refused: async () => undefined,
      definitions: async () => [],
      changed: () => undefined,
      wake: (at) => wakes.push(at),
      random: () => 0.5,
    });
  return {
    store,
    writes,
    wakes,
    faults,
    start,
    get task() {
      return task;
    },
    set task(next: Task) {
      task = next;
    },
    /** Readings wait until what is answered is called. */
    hold() {
      let release = () => {};
      held = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    /** What was seen of the task is on its way to the disk until what is answered is called. */
    holdCache() {
      let release = () => {};
      unkept = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    /** The next write is made, and its answer never comes. */
    freeze() {
      frozen = true;
    },
    /** So long does each write wait, ms, before it is made. */
    delay(ms: number) {
      delay = ms;
    },
    pass(ms: number) {
      now += ms;
    },
    signIn(account: Account | undefined) {
      signedIn = account;
    },
    get now() {
      return now;
    },
  };
}

const complete = (n: number): NewOperation => ({
  id: id(n),
  account: anna,
  guid: GUID,
  summary: 'Old',
  action: 'complete',
  patch: {},
  base: {},
});
const edit = (n: number, patch: TaskPatch, base: TaskPatch): NewOperation => ({
  ...complete(n),
  action: 'edit',
  patch,
  base,
});

/** Sending goes on by itself after an acknowledgement: gives every step of it its turn. */
async function takeTurns(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function stateOf(outbox: Outbox, n: number) {
  await outbox.drain();
  await takeTurns();
  return (await outbox.get(id(n)))?.state;
}

describe('outbox', () => {
  it('writes down that a change has ended only after the task as it is then, which the next one begins with', async () => {
    const w = world();
    const outbox = w.start();
    const onDisk = async () => (await w.store.operations.item(id(1)).get())?.state;
    const release = w.holdCache();
    await outbox.add(edit(1, { summary: 'New' }, { summary: 'Old' }));
    await takeTurns();
    // Whoever waits for it hears of it at once.
    expect((await outbox.get(id(1)))?.state).toBe('applied');
    expect(await onDisk()).toBe('sending');
    release();
    await takeTurns();
    expect(await onDisk()).toBe('applied');
  });

  it('tells a change that is being sent what it is based on, once the one before it is given up', async () => {
    const w = world();
    const outbox = w.start();
    w.faults.push({ when: 'read', failure: { kind: 'forbidden', reason: 'no_edit_right' } });
    await outbox.add(edit(1, { summary: 'Zero', extra: 'x' }, { summary: 'Old', extra: null }));
    expect(await stateOf(outbox, 1)).toBe('parked');
    const release = w.hold();
    w.faults.push({ when: 'read', failure: { kind: 'offline', reason: 'no_network' } });
    await outbox.add(edit(2, { summary: 'One' }, { summary: 'Zero' }));
    await takeTurns();
    expect((await outbox.get(id(2)))?.state).toBe('sending');
    await outbox.discard(id(1));
    release();
    await stateOf(outbox, 2);
    w.pass(60_000);
    expect(await stateOf(outbox, 2)).toBe('applied');
    expect(w.writes).toEqual([{ summary: 'One' }]);
  });

  it('sends a completion once, with the server time of the decision', async () => {
    const w = world();
    const outbox = w.start();
    await outbox.add(complete(1));
    expect(await stateOf(outbox, 1)).toBe('applied');
    expect(w.writes).toEqual([{ completed_at: String(w.now + 5000) }]);
  });

  it('changes nothing when an id comes again', async () => {
    const w = world();
    const outbox = w.start();
    await Promise.all([outbox.add(complete(1)), outbox.add(complete(1))]);
    await stateOf(outbox, 1);
    await outbox.add(complete(1));
    await stateOf(outbox, 1);
    expect(w.writes).toHaveLength(1);
  });

  it('does not take a repeated id for a new wish, even where the task is open again', async () => {
    const w = world();
    const outbox = w.start();
    await outbox.add(complete(1));
    await stateOf(outbox, 1);
    // Somebody reopens it; then the sender, who never heard the answer, repeats what it asked.
    w.task = { ...w.task, status: 'todo', completed_at: '0' };
    await outbox.add(complete(1));
    await stateOf(outbox, 1);
    await w.start().add(complete(1));
    await stateOf(w.start(), 1);
    expect(w.writes).toHaveLength(1);
    expect(w.task.status).toBe('todo');
  });

  it('takes a task that is done already as success, without a write', async () => {
    const w = world({ status: 'done', completed_at: '5' });
    const outbox = w.start();
    await outbox.add(complete(1));
    expect(await stateOf(outbox, 1)).toBe('already');
    expect(w.writes).toHaveLength(0);
  });

  it('does not write twice when the answer was lost', async () => {
    const w = world();
    w.faults.push({ when: 'after', failure: { kind: 'offline', reason: 'no_network' } });
    const outbox = w.start();
    await outbox.add(complete(1));
    expect(await stateOf(outbox, 1)).toBe('queued');
    w.pass(60_000);
    expect(await stateOf(outbox, 1)).toBe('already');
    expect(w.writes).toHaveLength(1);
  });

  it('finishes what a dead worker left half-sent', async () => {
    const w = world();
    const dead = w.start();
    await dead.add(edit(1, { summary: 'New' }, { summary: 'Old' }));
    await stateOf(dead, 1);
    // As the disk looked between the write and its record.
    const kept = await w.store.operations.item(id(1)).get();
    await w.store.operations.item(id(1)).set({ ...(kept as NonNullable<typeof kept>), state: 'sending' });
    expect(await stateOf(w.start(), 1)).toBe('already');
    expect(w.writes).toHaveLength(1);
  });

  describe('a change that had arrived, its answer lost', () => {
    type Case = readonly [string, Partial<Task>, NewOperation, TaskPatch];
    const done = { status: 'done', completed_at: '1000000' } as const;
    const CASES: readonly Case[] = [
      [
        'an edit',
        { description: 'Before' },
        edit(1, { description: 'Mine' }, { description: 'Before' }),
        { description: 'Before' },
      ],
      // The view was older than what our write replaced.
      ['an edit of what was empty', {}, edit(1, { extra: 'Mine' }, {}), { extra: null }],
      ['a completion', {}, complete(1), { completed_at: '0' }],
      ['a reopening', done, { ...complete(1), action: 'reopen' }, { completed_at: '1000000' }],
      [
        'another completion time',
        done,
        edit(1, { completed_at: '2000000' }, { completed_at: '1000000' }),
        { completed_at: '1000000' },
      ],
    ];
    const undoable = async (outbox: Outbox, w: ReturnType<typeof world>) => {
      const { waiting, last } = await outbox.of(anna, GUID);
      return { undo: undoOf(waiting, last, w.now), base: last?.base };
    };

    it.each(CASES)('can be undone to what was there before: %s', async (_, first, operation, before) => {
      const w = world(first);
      w.faults.push({ when: 'after', failure: { kind: 'offline', reason: 'answer_lost' } });
      const outbox = w.start();
      await outbox.add(operation);
      await stateOf(outbox, 1);
      // The two-step one has lost the answer to its first write, and then the other one's.
      w.faults.push({ when: 'after', failure: { kind: 'server', reason: 'not_json' } });
      do w.pass(40_000);
      while ((await stateOf(outbox, 1)) === 'queued');
      const { undo, base } = await undoable(outbox, w);
      expect(undo).toEqual({ id: id(1), until: expect.any(Number) });
      expect(base).toEqual(before);
    });

    it.each(CASES)('the worker dead since then: %s', async (_, first, operation, before) => {
      const w = world(first);
      w.freeze();
      const dead = w.start();
      await dead.add(operation);
      await takeTurns();
      // A two-step one stands still after its first write: the next worker makes the second, and dies too.
      const next = w.start();
      await stateOf(next, 1);
      w.pass(1);
      const { undo, base } = await undoable(next, w);
      expect(undo).toEqual({ id: id(1), until: expect.any(Number) });
      expect(base).toEqual(before);
    });

    it.each([
      // As one that waits for its turn among many, and then for its answer.
      ['is known after a long wait for a turn', 70_000, true],
      // As after the computer's sleep: whoever has made the same change in all that time cannot be told from us.
      ['is not claimed hours later', 3 * 3_600_000, false],
    ])('%s', async (_, ms, isOurs) => {
      const w = world();
      w.delay(ms);
      w.faults.push({ when: 'after', failure: { kind: 'offline', reason: 'answer_lost' } });
      const outbox = w.start();
      await outbox.add(edit(1, { description: 'Mine' }, {}));
      await stateOf(outbox, 1);
      w.pass(40_000);
      expect(await stateOf(outbox, 1)).toBe('already');
      const { undo } = await undoable(outbox, w);
      expect(undo !== undefined).toBe(isOurs);
    });

    it('is told for ten seconds from when that is known', async () => {
      const w = world();
      w.faults.push({ when: 'after', failure: { kind: 'offline', reason: 'answer_lost' } });
      const outbox = w.start();
      await outbox.add(complete(1));
      await stateOf(outbox, 1);
      w.pass(40_000);
      await stateOf(outbox, 1);
      w.pass(9900);
      expect((await undoable(outbox, w)).undo).toBeDefined();
      w.pass(200);
      expect((await undoable(outbox, w)).undo).toBeUndefined();
    });

    it.each<[string, NewOperation, Partial<Task>, Partial<Task>]>([
      ['a completion', complete(1), {}, { status: 'done', completed_at: '5' }],
      ['a reopening', { ...complete(1), action: 'reopen' }, done, { status: 'todo', completed_at: '0' }],
      ['an edit', edit(1, { summary: 'Same' }, { summary: 'Old' }), {}, { summary: 'Same' }],
      ['nobody knows when', edit(1, { summary: 'Same' }, { summary: 'Old' }), {}, { summary: 'Same', updated_at: '' }],
    ])('is not what somebody else has done since our own write was lost: %s', async (_, operation, first, theirs) => {
      const w = world(first);
      w.faults.push({ when: 'before', failure: { kind: 'offline', reason: 'answer_lost' } });
      const outbox = w.start();
      await outbox.add(operation);
      await stateOf(outbox, 1);
      w.pass(60_000);
      w.task = { ...w.task, updated_at: String(w.now), ...theirs };
      expect(await stateOf(outbox, 1)).toBe('already');
      expect((await undoable(outbox, w)).undo).toBeUndefined();
    });

    it.each<[string, Partial<Task>, boolean]>([
      ['is somebody else’s where the task tells no mode', {}, false],
      ['is somebody else’s where it tells one', { mode: 2 }, false],
      ['is taken for ours by v1, which keeps the moment of its own and does not tell whose', { legacy: true }, true],
    ])('a completion of another moment %s', async (_, first, isOurs) => {
      const w = world(first);
      w.faults.push({ when: 'before', failure: { kind: 'offline', reason: 'answer_lost' } });
      const outbox = w.start();
      await outbox.add(complete(1));
      await stateOf(outbox, 1);
      const moment = String(w.now + 8000);
      w.task = { ...w.task, status: 'done', completed_at: moment, updated_at: moment };
      w.pass(60_000);
      expect(await stateOf(outbox, 1)).toBe('already');
      expect((await undoable(outbox, w)).undo !== undefined).toBe(isOurs);
    });

    it('is not what somebody else had done before anything was sent', async () => {
      const w = world({ status: 'done', completed_at: '5' });
      const outbox = w.start();
      await outbox.add(complete(1));
      expect(await stateOf(outbox, 1)).toBe('already');
      expect((await undoable(outbox, w)).undo).toBeUndefined();
    });
  });

  it('sends what was acknowledged before the worker died', async () => {
    const w = world();
    w.signIn(undefined);
    await w.start().add(complete(1));
    w.signIn(anna);
    expect(await stateOf(w.start(), 1)).toBe('applied');
    expect(w.writes).toHaveLength(1);
  });

  it('keeps the order within a task', async () => {
    const w = world();
    const outbox = w.start();
    await Promise.all([
      outbox.add(edit(1, { summary: 'A' }, { summary: 'Old' })),
      outbox.add(complete(2)),
      outbox.add(edit(3, { summary: 'B' }, { summary: 'A' })),
    ]);
    await stateOf(outbox, 3);
    expect(w.writes.map((patch) => patch.summary ?? 'done')).toEqual(['A', 'done', 'B']);
  });

  it('parks an edit of a field that somebody else changed, and overwrites only when told to', async () => {
    const w = world();
    const outbox = w.start();
    w.task = { ...w.task, summary: 'Theirs' };
    await outbox.add(edit(1, { summary: 'Mine' }, { summary: 'Old' }));
    expect(await stateOf(outbox, 1)).toBe('parked');
    expect((await outbox.get(id(1)))?.failure?.reason).toBe('conflict');
    expect(w.writes).toHaveLength(0);
    await outbox.retry(id(1));
    expect(await stateOf(outbox, 1)).toBe('applied');
    expect(w.task.summary).toBe('Mine');
  });

  it('ends a conflict field by field: mine of those that are kept, theirs of the rest', async () => {
    const w = world({ description: 'Base' });
    const outbox = w.start();
    w.task = { ...w.task, summary: 'Theirs', description: 'Theirs' };
    const mine = { summary: 'Mine', description: 'Mine', extra: 'Mine' };
    await outbox.add(edit(1, mine, { summary: 'Old', description: 'Base', extra: null }));
    expect(await stateOf(outbox, 1)).toBe('parked');
    await outbox.resolve(id(1), ['summary', 'extra']);
    expect(await stateOf(outbox, 1)).toBe('applied');
    expect(w.writes).toEqual([{ summary: 'Mine', extra: 'Mine' }]);
    expect(w.task).toMatchObject({ summary: 'Mine', description: 'Theirs', extra: 'Mine' });
  });

  it('is a conflict again when they change it once more before mine is sent', async () => {
    const w = world();
    const outbox = w.start();
    w.task = { ...w.task, summary: 'Theirs' };
    await outbox.add(edit(1, { summary: 'Mine' }, { summary: 'Old' }));
    await stateOf(outbox, 1);
    w.signIn(undefined);
    await outbox.resolve(id(1), ['summary']);
    w.task = { ...w.task, summary: 'Theirs again' };
    w.signIn(anna);
    expect(await stateOf(outbox, 1)).toBe('parked');
    expect(w.writes).toEqual([]);
  });

  it('takes a conflict back when nothing of mine is kept', async () => {
    const w = world();
    const outbox = w.start();
    w.task = { ...w.task, summary: 'Theirs' };
    await outbox.add(edit(1, { summary: 'Mine' }, { summary: 'Old' }));
    await stateOf(outbox, 1);
    await outbox.resolve(id(1), []);
    expect(await stateOf(outbox, 1)).toBe('conflict');
    expect((await outbox.get(id(1)))?.failure?.reason).toBe('conflict');
    expect(w.task.summary).toBe('Theirs');
  });

  it('sends of several custom fields only those that are kept', async () => {
    const value = (guid: string, text_value: string) => ({ guid, text_value });
    const w = world({ custom_fields: [value('a', 'Theirs'), value('b', 'Theirs')] });
    const outbox = w.start();
    const base = { custom_fields: [value('a', 'Old'), value('b', 'Old')] };
    await outbox.add(edit(1, { custom_fields: [value('a', 'Mine'), value('b', 'Mine')] }, base));
    expect(await stateOf(outbox, 1)).toBe('parked');
    await outbox.resolve(id(1), ['custom_fields'], ['b']);
    expect(await stateOf(outbox, 1)).toBe('applied');
    expect(w.writes).toEqual([{ custom_fields: [value('b', 'Mine')] }]);
  });

  it('goes on with another completion time in a worker that is started anew', async () => {
    const w = world({ status: 'done', completed_at: '1000000' });
    const dead = w.start();
    await dead.add(edit(1, { completed_at: '2000000' }, { completed_at: '1000000' }));
    await stateOf(dead, 1);
    expect(w.writes).toEqual([{ completed_at: '0' }, { completed_at: '2000000' }]);
    // As the disk and the server looked between the two writes.
    const kept = (await w.store.operations.item(id(1)).get()) as NonNullable<Awaited<ReturnType<Outbox['get']>>>;
    const { settledAt: _, ...half } = { ...kept, state: 'sending' as const, reopens: true };
    await w.store.operations.item(id(1)).set(half);
    w.task = { ...w.task, status: 'todo', completed_at: '0' };
    const next = w.start();
    expect(await stateOf(next, 1)).toBe('applied');
    expect(w.task.completed_at).toBe('2000000');
    expect((await next.get(id(1)))?.base).toEqual({ completed_at: '1000000' });
  });

  it('takes a parked edit back when all its fields are saved anew, and only then', async () => {
    const w = world();
    const outbox = w.start();
    w.faults.push({ when: 'before', failure: { kind: 'forbidden', reason: 'no_edit_right' } });
    await outbox.add(edit(1, { summary: 'Refused' }, { summary: 'Old' }));
    expect(await stateOf(outbox, 1)).toBe('parked');
    await outbox.add(edit(2, { description: 'Other field' }, { description: '' }));
    await outbox.add(complete(3));
    expect(await stateOf(outbox, 1)).toBe('parked');
    await outbox.add(edit(4, { summary: 'Corrected' }, { summary: 'Old' }));
    expect(await stateOf(outbox, 1)).toBe('rejected');
    expect((await outbox.get(id(1)))?.failure?.reason).toBe('no_edit_right');
    expect(await stateOf(outbox, 4)).toBe('applied');
    expect(w.task.summary).toBe('Corrected');
  });

  it('lets an edit pass when only another field changed', async () => {
    const w = world();
    const outbox = w.start();
    w.task = { ...w.task, description: 'Theirs' };
    await outbox.add(edit(1, { summary: 'Mine' }, { summary: 'Old' }));
    expect(await stateOf(outbox, 1)).toBe('applied');
  });

  it('waits for its own account and never goes with another', async () => {
    const w = world();
    w.signIn({ ...anna, open_id: 'ou_ben' });
    const outbox = w.start();
    await outbox.add(complete(1));
    expect(await stateOf(outbox, 1)).toBe('queued');
    w.signIn(anna);
    expect(await stateOf(outbox, 1)).toBe('applied');
  });

  it.each<[Failure, string, number]>([
    [{ kind: 'forbidden', reason: 'no_edit_right' }, 'parked', 0],
    [{ kind: 'gone', reason: 'task_gone' }, 'parked', 0],
    [{ kind: 'invalid', reason: 'invalid_value' }, 'parked', 0],
    [{ kind: 'offline', reason: 'no_network' }, 'queued', 1],
    [{ kind: 'signed-out', reason: 'session_expired' }, 'queued', 1],
    [{ kind: 'limited', reason: 'rate_limited', retryAt: 1_700_000_052_000 }, 'queued', 1],
    [{ kind: 'server', reason: 'not_json' }, 'queued', 1],
  ])('after %j is %s', async (failure, state, wakes) => {
    const w = world();
    w.faults.push({ when: 'before', failure });
    const outbox = w.start();
    await outbox.add(complete(1));
    expect(await stateOf(outbox, 1)).toBe(state);
    expect((await outbox.get(id(1)))?.failure).toEqual(failure);
    expect(w.wakes.at(-1) === undefined ? 0 : 1).toBe(wakes);
  });

  it('waits as long as the server says', async () => {
    const w = world();
    w.faults.push({ when: 'before', failure: { kind: 'limited', reason: 'rate_limited', retryAt: w.now + 52_000 } });
    const outbox = w.start();
    await outbox.add(complete(1));
    await stateOf(outbox, 1);
    w.pass(51_000);
    expect(await stateOf(outbox, 1)).toBe('queued');
    w.pass(1001);
    expect(await stateOf(outbox, 1)).toBe('applied');
  });

  const ANSWERS: readonly [string, Failure][] = [
    ['a page with status 502', { kind: 'server', reason: 'server_error', status: 502 }],
    ['a page with status 200', { kind: 'server', reason: 'not_json', status: 200 }],
    ['1470500 on a completion', { kind: 'server', reason: 'server_error', code: 1470500, status: 500 }],
    ['no answer', { kind: 'offline', reason: 'answer_lost' }],
  ];
  it.each(ANSWERS)('never parks what was never refused: %s, for a day', async (_, failure) => {
    const w = world();
    const outbox = w.start();
    await outbox.add(complete(1));
    const end = w.now + 86_400_000;
    const waits: number[] = [];
    while (w.now < end) {
      w.faults.push({ when: waits.length % 2 ? 'read' : 'before', failure });
      expect(await stateOf(outbox, 1)).toBe('queued');
      const wait = (w.wakes.at(-1) ?? 0) - w.now;
      waits.push(wait);
      w.pass(wait);
    }
    // It grows, and is capped.
    expect(waits[0]).toBeLessThan(2000);
    expect(Math.max(...waits)).toBeGreaterThan(12_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_300);
    w.faults.length = 0;
    expect(await stateOf(outbox, 1)).toBe('applied');
    expect(w.writes).toHaveLength(1);
  });

  it.each([
    ['a code that nobody knows', { kind: 'server', reason: 'unknown', code: 77, status: 400 }, 'unknown'],
    [
      'a text that content review may have refused',
      { kind: 'server', reason: 'server_error', code: 1470500, status: 500 },
      'content_refused',
    ],
  ] as const)('takes %s for a refusal only after a while, and drops nothing', async (_, failure, reason) => {
    const w = world();
    const outbox = w.start();
    await outbox.add(edit(1, { summary: 'New' }, { summary: 'Old' }));
    const begun = w.now;
    for (;;) {
      w.faults.push({ when: 'before', failure });
      if ((await stateOf(outbox, 1)) === 'parked') break;
      expect(w.now - begun).toBeLessThan(12_000);
      w.pass((w.wakes.at(-1) ?? 0) - w.now);
    }
    expect(w.now - begun).toBeGreaterThanOrEqual(12_000);
    expect((await outbox.get(id(1)))?.failure?.reason).toBe(reason);
    expect(await outbox.waiting(10)).toHaveLength(1);
  });

  it('goes on after trouble of 15 s with 1470500 on every write of something else than a text', async () => {
    const w = world();
    const outbox = w.start();
    await outbox.add(edit(1, { due: { timestamp: '5000' } }, { due: null }));
    const end = w.now + 15_000;
    while (w.now < end) {
      w.faults.push({
        when: 'before',
        failure: { kind: 'server', reason: 'server_error', code: 1470500, status: 500 },
      });
      expect(await stateOf(outbox, 1)).toBe('queued');
      w.pass((w.wakes.at(-1) ?? 0) - w.now);
    }
    expect(await stateOf(outbox, 1)).toBe('applied');
  });

  it('may be ended by the user while it is tried', async () => {
    const w = world();
    const outbox = w.start();
    w.faults.push({ when: 'before', failure: { kind: 'server', reason: 'server_error', status: 502 } });
    await outbox.add(complete(1));
    expect(await stateOf(outbox, 1)).toBe('queued');
    await outbox.discard(id(1));
    w.pass(60_000);
    expect(await stateOf(outbox, 1)).toBe('cancelled');
    expect(w.writes).toEqual([]);
  });

  it('explains a mode 1 refusal instead of repeating it', async () => {
    const w = world({ mode: 1, creator: { id: 'ou_anna' } });
    w.faults.push({ when: 'before', failure: { kind: 'server', reason: 'server_error', code: 1470500 } });
    const outbox = w.start();
    await outbox.add(complete(1));
    expect(await stateOf(outbox, 1)).toBe('parked');
    expect((await outbox.get(id(1)))?.failure?.reason).toBe('not_creator_mode_1');
  });

  it('withdraws what was never sent, and only that', async () => {
    const w = world();
    w.signIn(undefined);
    const outbox = w.start();
    await outbox.add(complete(1));
    expect(await outbox.cancel(id(1))).toBe(true);
    w.signIn(anna);
    await outbox.add(complete(2));
    await stateOf(outbox, 2);
    expect(await outbox.cancel(id(2))).toBe(false);
    expect(w.writes).toHaveLength(1);
  });

  it('acknowledges nothing that could not be stored', async () => {
    const w = world();
    const outbox = w.start();
    await outbox.drain();
    const { operations } = w.store;
    const broken = {
      ...operations,
      item: (key: string) => ({ ...operations.item(key), set: async () => Promise.reject(new Error('quota')) }),
    };
    const full = openOutbox({
      store: broken,
      remote: { get: async () => w.task, patch: async () => w.task },
      clock: { now: () => 0, server: () => 0, observe: () => undefined },
      canSend: async () => true,
      seen: async () => undefined,
      refused: async () => undefined,
      definitions: async () => [],
      changed: () => undefined,
      wake: () => undefined,
    });
    await expect(full.add(complete(1))).rejects.toMatchObject({ failure: { reason: 'not_stored' } });
    expect(await full.waiting(10)).toHaveLength(0);
  });
});

describe('withWaiting', () => {
  it('shows what waits and leaves out what is parked', async () => {
    const w = world();
    w.signIn(undefined);
    const outbox = w.start();
    await outbox.add(edit(1, { summary: 'Mine' }, { summary: 'Old' }));
    await outbox.add(complete(2));
    const waiting = await outbox.waiting(10);
    expect(withWaiting(w.task, waiting)).toMatchObject({ summary: 'Mine', status: 'done' });
    expect(
      withWaiting(
        w.task,
        waiting.map((one) => ({ ...one, state: 'parked' as const })),
      ),
    ).toEqual(w.task);
  });
});
