import { describe, expect, it } from 'vitest';
import { openLearnt } from '../../../entrypoints/background/learnt';
import type { Account } from '../../../entrypoints/background/store';
import type { FailureReason } from '../../../lib/failure';
import type { TaskPatch } from '../../../lib/task/patch';
import type { Task } from '../../../lib/task/schema';
import { memoryStore } from '../../support/memory-store';

const anna: Account = { brand: 'feishu', tenant_key: 't1', open_id: 'ou_anna', name: 'Anna' };
const ben: Account = { ...anna, open_id: 'ou_ben' };
const task: Task = { guid: 'g', creator: { id: 'ou_boss' }, tasklists: [{ tasklist_guid: 'l' }] };

function world() {
  let now = 1_700_000_000_000;
  const { learnt } = memoryStore();
  const rights = openLearnt(learnt, () => now);
  const refuse = (reason: FailureReason, patch: TaskPatch = { summary: 'x' }) =>
    rights.refused(anna, task, patch, { kind: 'forbidden', reason });
  const pass = (ms: number) => {
    now += ms;
  };
  const of = (who: Account, about: Task) => rights.of(who, about.guid, about);
  return { rights, of, refuse, pass };
}

describe('what a refusal teaches', () => {
  it.each<[FailureReason, TaskPatch, string | undefined]>([
    ['no_edit_right', { summary: 'x' }, 'no_edit_right'],
    ['task_gone', { summary: 'x' }, 'deleted'],
    // May be the right to the field, not to the task.
    ['no_edit_right', { custom_fields: [] }, undefined],
    ['invalid_value', { summary: 'x' }, undefined],
    ['no_network', { summary: 'x' }, undefined],
  ])('%s of %o: %s', async (reason, patch, learnt) => {
    const w = world();
    await w.refuse(reason, patch);
    expect(await w.of(anna, task)).toBe(learnt);
    expect(await w.of(ben, task)).toBeUndefined();
    expect(await w.of(anna, { ...task, guid: 'h' })).toBeUndefined();
  });

  it('is forgotten after a while', async () => {
    const w = world();
    await w.refuse('no_edit_right');
    w.pass(599_999);
    expect(await w.of(anna, task)).toBe('no_edit_right');
    w.pass(1);
    expect(await w.of(anna, task)).toBeUndefined();
  });

  it.each<[string, Partial<Task>]>([
    ['assignee now', { members: [{ id: 'ou_anna', role: 'assignee' }] }],
    ['in another list', { tasklists: [{ tasklist_guid: 'l' }, { tasklist_guid: 'm' }] }],
    ['a subtask now', { parent_task_guid: 'p' }],
  ])('is forgotten when the task shows new rights: %s', async (_, change) => {
    const w = world();
    await w.refuse('no_edit_right');
    expect(await w.of(anna, { ...task, summary: 'Other', members: [{ id: 'ou_ben', role: 'assignee' }] })).toBe(
      'no_edit_right',
    );
    expect(await w.of(anna, { ...task, ...change })).toBeUndefined();
  });

  it('is forgotten when a change goes through, and a deletion when the task answers', async () => {
    const w = world();
    await w.refuse('no_edit_right');
    await w.rights.answered(anna, 'g', false);
    expect(await w.of(anna, task)).toBe('no_edit_right');
    await w.rights.answered(anna, 'g', true);
    expect(await w.of(anna, task)).toBeUndefined();
    await w.refuse('task_gone');
    await w.rights.answered(anna, 'g', false);
    expect(await w.of(anna, task)).toBeUndefined();
  });
});
