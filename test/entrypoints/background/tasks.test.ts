import { describe, expect, it } from 'vitest';
import { openLearnt } from '../../../entrypoints/background/learnt';
import type { Operation } from '../../../entrypoints/background/operation';
import type { Outbox } from '../../../entrypoints/background/outbox';
import type { Sessions } from '../../../entrypoints/background/session';
import type { Account, Session } from '../../../entrypoints/background/store';
import { openTasks } from '../../../entrypoints/background/tasks';
import type { Task } from '../../../lib/task/schema';
import { memoryStore } from '../../support/memory-store';

const anna: Account = { brand: 'feishu', tenant_key: 't1', open_id: 'ou_anna', name: 'Anna' };
const SESSION: Session = { account: anna, access_token: 'a', expiresAt: 0, version: 'v2', scopes: [] };
const GUID = '11111111-1111-4111-8111-111111111111';

function world(task: Partial<Task> = {}) {
  const store = memoryStore();
  let now = 1_700_000_000_000;
  let last: Operation | undefined;
  let session = SESSION;
  let reads = 0;
  const learnt = openLearnt(store.learnt, () => now);
  const tasks = openTasks({
    store: store.tasks,
    learnt,
    sessions: { current: async () => session } as Partial<Sessions> as Sessions,
    remote: {
      async get() {
        reads += 1;
        return { guid: GUID, status: 'todo', ...task };
      },
      patch: () => Promise.reject(new Error()),
    },
    outbox: () =>
      ({ of: async () => ({ waiting: [], last }), standstill: async () => undefined }) as Partial<Outbox> as Outbox,
    now: () => now,
  });
  return {
    tasks,
    learnt,
    settle(operation: Partial<Operation>) {
      last = { settledAt: now, state: 'applied', ...operation } as Operation;
    },
    get reads() {
      return reads;
    },
    amend(more: Partial<Session>) {
      session = { ...session, ...more };
    },
    signOut() {
      const { access_token: _, ...rest } = session;
      session = rest;
    },
    pass(ms: number) {
      now += ms;
    },
  };
}

describe('a task as a view is told of it', () => {
  it('says before trying what a refusal taught, in the popup and beside the link', async () => {
    const w = world({ creator: { id: 'ou_boss' } });
    const { task, verdicts } = await w.tasks.view('feishu', GUID);
    expect(verdicts.complete.may).toBe(true);
    await w.learnt.refused(anna, task, { summary: 'x' }, { kind: 'forbidden', reason: 'no_edit_right' });
    expect((await w.tasks.view('feishu', GUID)).verdicts.edit).toMatchObject({ may: false, why: 'no_edit_right' });
    expect(await w.tasks.status('feishu', GUID)).toMatchObject({ may: false, why: 'no_edit_right' });
    // A change that went through, perhaps from another device's view: the right is there.
    await w.tasks.seen(anna, task, true);
    expect((await w.tasks.view('feishu', GUID)).verdicts.edit.may).toBe(true);
  });

  it.each([
    ['the old scope alone', { scopes: ['offline_access', 'task:task'] }, undefined, 'old_scope_only'],
    ['v1, as refusals taught', { legacy: true }, undefined, 'old_scope_only'],
    ['reading alone', { scopes: ['task:task:read'] }, 'no_write_scope', 'no_write_scope'],
    ['reading alone, as a refusal taught', { readOnly: true }, 'no_write_scope', 'no_write_scope'],
    ['a pasted token’s unknown scopes', {}, undefined, undefined],
  ] as const)('says before trying what a sign-in lacks: %s', async (_, session, complete, edit) => {
    const w = world({ creator: { id: 'ou_anna' } });
    w.amend(session);
    const { verdicts } = await w.tasks.view('feishu', GUID);
    expect([verdicts.complete.why, verdicts.edit.why]).toEqual([complete, edit]);
    expect((await w.tasks.status('feishu', GUID)).why).toBe(complete);
  });

  it('tells each assignee’s progress and who completed it', async () => {
    const members = ['ou_1', 'ou_2'].map((id) => ({ id, role: 'assignee' }));
    const view = await world({
      mode: 1,
      members,
      status: 'done',
      completed_at: '9000',
      assignee_related: [{ id: 'ou_1', completed_at: '8000' }],
    }).tasks.view('feishu', GUID);
    expect(view.parts).toEqual({ done: 1, parts: [{ id: 'ou_1', completed_at: '8000' }, { id: 'ou_2' }] });
    expect(view.completion).toEqual({ at: '9000', by: { id: 'ou_1', completed_at: '8000' } });
  });

  it.each([
    ['somebody else’s completion', { state: 'already', action: 'complete' }, true],
    ['somebody else’s reopening', { state: 'already', action: 'reopen' }, true],
    ['ours, whose answer was lost', { state: 'already', action: 'complete', ours: true }, undefined],
    ['ours', { state: 'applied', action: 'complete' }, undefined],
    ['an edit that said what is there', { state: 'already', action: 'edit' }, undefined],
  ] as const)('says who was first: %s', async (_, last, already) => {
    const w = world();
    w.settle({ ...last, id: 'a', patch: {}, base: {}, createdAt: 0 });
    expect((await w.tasks.view('feishu', GUID)).already).toBe(already);
  });

  it('is as it was last seen, without asking Feishu, for as long as that person is signed in', async () => {
    const w = world({ summary: 'Old' });
    expect(await w.tasks.lastSeen('feishu', GUID)).toBeUndefined();
    await w.tasks.view('feishu', GUID);
    w.pass(30 * 86_400_000);
    expect((await w.tasks.lastSeen('feishu', GUID))?.task.summary).toBe('Old');
    expect(w.reads).toBe(1);
    w.signOut();
    expect(await w.tasks.lastSeen('feishu', GUID)).toBeUndefined();
  });

  it('passes on what was noticed in an answer, for a while', async () => {
    const w = world();
    const noticed = { differs: [], alsoChanged: ['due'] } as const;
    w.settle({ noticed, base: {} });
    expect((await w.tasks.view('feishu', GUID)).noticed).toEqual(noticed);
    w.pass(300_000);
    expect((await w.tasks.view('feishu', GUID)).noticed).toBeUndefined();
  });
});
