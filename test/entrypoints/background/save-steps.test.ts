import { describe, expect, it } from 'vitest';
import { openOutbox } from '../../../entrypoints/background/outbox';
import type { Account } from '../../../entrypoints/background/store';
import { type Failure, FailureError } from '../../../lib/failure';
import { apply, baseOf, type TaskPatch } from '../../../lib/task/patch';
import { saveSteps } from '../../../lib/task/save-steps';
import type { Task } from '../../../lib/task/schema';
import { memoryStore } from '../../support/memory-store';

// One save that needs several requests, as the form puts them into the outbox and the outbox sends them.

const anna: Account = { brand: 'feishu', tenant_key: 't1', open_id: 'ou_anna', name: 'Anna' };
const GUID = '11111111-1111-4111-8111-111111111111';
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const DAILY = { repeat_rule: 'FREQ=DAILY;INTERVAL=1' };
const due = { timestamp: '1700000000000', is_all_day: false };
const OFFLINE: Failure = { kind: 'offline', reason: 'no_network' };
const REFUSED: Failure = { kind: 'invalid', reason: 'invalid_value', code: 1470400 };

/** A server of one task with the two rules that make a save several requests (feishu-task-api §3.5, §4.3). */
function world(first: Partial<Task>) {
  const store = memoryStore();
  let task: Task = { guid: GUID, summary: 'Old', status: 'todo', completed_at: '0', due, ...first };
  let now = 1_700_000_000_000;
  const writes: TaskPatch[] = [];
  /** Each is met once: when the task is read, or before or after a write, by how many writes there have been by then. */
  const faults: { when: 'read' | 'before' | 'after'; writes: number; failure: Failure }[] = [];

  function fault(when: string): void {
    const index = faults.findIndex((one) => one.when === when && one.writes === writes.length);
    const [met] = index < 0 ? [] : faults.splice(index, 1);
    if (met) throw new FailureError(met.failure);
  }
  const start = () =>
    openOutbox({
      store: store.operations,
      remote: {
        async get() {
          fault('read');
          return task;
        },
        async patch(_account, _guid, patch) {
          fault('before');
          const isAgain = task.completed_at !== '0' && (patch.completed_at ?? '0') !== '0';
          if (isAgain || (patch.repeat_rule !== undefined && patch.completed_at !== undefined))
            throw new FailureError(REFUSED);
          writes.push(patch);
          task = apply(task, patch);
          fault('after');
          return task;
        },
      },
      clock: { now: () => now, server: (local = now) => local, observe: () => undefined },
      canSend: async () => true,
      seen: async () => undefined,
      refused: async () => undefined,
      definitions: async () => [],
      changed: () => undefined,
      wake: () => undefined,
      random: () => 0.5,
    });

  return {
    faults,
    writes,
    start,
    task: () => task,
    edit: (patch: TaskPatch) => {
      task = apply(task, patch);
    },
    /** Puts what a form means into the outbox, step after step, as the popup does. */
    async save(outbox: ReturnType<typeof start>, patch: TaskPatch): Promise<void> {
      let before = task;
      for (const [index, step] of saveSteps(task, patch).entries()) {
        const change = { action: 'edit' as const, patch: step, base: baseOf(before, step) };
        await outbox.add({ id: id(index + 1), account: anna, guid: GUID, summary: 'Old', ...change });
        before = apply(before, step);
      }
    },
    /** Lets waits pass and everything that can be sent be sent; the states in order. */
    async states(outbox: ReturnType<typeof start>): Promise<(string | undefined)[]> {
      for (let round = 0; round < 8; round += 1) {
        now += 120_000;
        await outbox.drain(true);
        for (let turn = 0; turn < 60; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      }
      return Promise.all([1, 2, 3].map(async (n) => (await outbox.get(id(n)))?.state));
    },
  };
}

const done = { status: 'done', completed_at: '1600000000000' };
const later = { completed_at: '1650000000000' };

describe('another completion time of a completed task', () => {
  it('is reopened and completed once each, by the form and the outbox together', async () => {
    const w = world(done);
    const outbox = w.start();
    await w.save(outbox, { ...later, summary: 'New' });
    expect(await w.states(outbox)).toEqual(['applied', 'applied', undefined]);
    expect(w.writes).toEqual([{ completed_at: '0', summary: 'New' }, later]);
    expect(w.task()).toMatchObject({ ...later, summary: 'New', status: 'done' });
  });

  it.each(['read', 'before', 'after'] as const)(
    'survives a network lost %s either write, and a new worker',
    async (when) => {
      // The second write follows at once on the answer to the first, which is its reading.
      for (const write of when === 'read' ? [0] : [0, 1]) {
        const w = world(done);
        w.faults.push({ when, writes: when === 'after' ? write + 1 : write, failure: OFFLINE });
        const outbox = w.start();
        await w.save(outbox, later);
        await w.states(outbox);
        expect(w.faults).toEqual([]);
        const [first, second] = await w.states(w.start());
        expect([first, second]).toEqual(['applied', 'applied'].map(() => expect.stringMatching(/^(applied|already)$/)));
        expect(w.task()).toMatchObject({ ...later, status: 'done' });
        expect(w.writes).toEqual([{ completed_at: '0' }, later]);
      }
    },
  );

  it('goes with a rule between the two', async () => {
    const w = world(done);
    const outbox = w.start();
    await w.save(outbox, { ...later, ...DAILY });
    expect(await w.states(outbox)).toEqual(['applied', 'applied', 'applied']);
    expect(w.writes).toEqual([{ completed_at: '0' }, DAILY, later]);
  });

  it('is no second completion where somebody else reopened and completed it meanwhile', async () => {
    const w = world(done);
    w.faults.push({ when: 'read', writes: 0, failure: OFFLINE });
    const outbox = w.start();
    await w.save(outbox, later);
    w.edit({ completed_at: '1640000000000' });
    await w.states(outbox);
    expect(w.writes).toEqual([]);
    expect(w.task().completed_at).toBe('1640000000000');
  });
});

describe('a rule, then a completion', () => {
  it('wait together without a network, and go in this order', async () => {
    const w = world({});
    const offline = { when: 'read', writes: 0, failure: OFFLINE } as const;
    w.faults.push(offline, offline);
    const outbox = w.start();
    await w.save(outbox, { ...DAILY, ...later });
    expect(await w.states(outbox)).toEqual(['applied', 'applied', undefined]);
    expect(w.writes).toEqual([DAILY, later]);
  });

  it('are not completed with the old rule where the new one was refused, but once the user has given that up', async () => {
    const w = world({});
    w.faults.push({ when: 'read', writes: 0, failure: OFFLINE }, { when: 'before', writes: 0, failure: REFUSED });
    const outbox = w.start();
    await w.save(outbox, { ...DAILY, ...later });
    const [first] = await w.states(outbox);
    expect(first).toBe('parked');
    expect(w.writes).toEqual([]);
    const [rule] = await outbox.waiting(1);
    await outbox.discard(rule?.id ?? '');
    await w.states(outbox);
    expect(w.writes).toEqual([later]);
  });
});
