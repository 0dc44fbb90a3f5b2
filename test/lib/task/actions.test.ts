import { describe, expect, it } from 'vitest';
import { ACTIONS, judge, nextAction } from '../../../lib/task/actions';
import type { Person, Task, TaskMember } from '../../../lib/task/schema';

const me: Person = { open_id: 'ou_me', name: 'Me' };
const member = (id: string, role: string): TaskMember => ({ id, type: 'user', role });
const done = { status: 'done', completed_at: '5' };

/** Every combination of state, mode, how many finish it, and who I am in it. */
const STATES = { todo: { status: 'todo', completed_at: '0' }, done } as const;
const ROLES = ['creator', 'assignee', 'follower', 'stranger'] as const;
const rows = (['todo', 'done'] as const).flatMap((state) =>
  ([1, 2] as const).flatMap((mode) =>
    ([1, 2] as const).flatMap((assignees) => ROLES.map((role) => ({ state, mode, assignees, role }))),
  ),
);

function build({ state, mode, assignees, role }: (typeof rows)[number]): Task {
  const others = Array.from({ length: role === 'assignee' ? assignees - 1 : assignees }, (_, n) =>
    member(`ou_${n}`, 'assignee'),
  );
  const mine = role === 'assignee' || role === 'follower' ? [member(me.open_id, role)] : [];
  return {
    guid: 'g',
    ...STATES[state],
    mode,
    creator: { id: role === 'creator' ? me.open_id : 'ou_boss' },
    members: [...others, ...mine],
  };
}

describe('actions', () => {
  it.each(rows)('$state, mode $mode, $assignees assignees, I am $role', (row) => {
    const task = build(row);
    const next = row.state === 'todo' ? 'complete' : 'reopen';
    const other = row.state === 'todo' ? 'reopen' : 'complete';
    const forEverybody = row.mode === 1 && row.assignees > 1;
    const why =
      forEverybody && row.role !== 'creator'
        ? 'not_creator_mode_1'
        : row.role === 'follower'
          ? 'follower_only'
          : undefined;
    expect(nextAction(task)).toBe(next);
    expect(judge(next, task, me).why).toBe(why);
    expect(judge(next, task, me).may).toBe(why === undefined);
    expect(judge(other, task, me).why).toBe(row.state === 'todo' ? 'already_open' : 'already_done');
    expect(judge('edit', task, me).may).toBe(row.role !== 'follower');
    expect(judge('complete', task, me).notes.includes('completes_for_everybody')).toBe(
      next === 'complete' && why === undefined && forEverybody,
    );
  });

  it('tells of what is special about completing', () => {
    const task: Task = {
      guid: 'g',
      repeat_rule: 'FREQ=DAILY;INTERVAL=1',
      custom_complete: { pc: { href: 'https://www.example.com' } },
    };
    expect(judge('complete', task, me).notes).toEqual(['repeats', 'custom_completion']);
    expect(judge('reopen', { ...task, ...done }, me).notes).toEqual([]);
  });

  it('does not take a follower for one who may not, where a list or a parent may give the right', () => {
    const task: Task = { guid: 'g', members: [member(me.open_id, 'follower')], creator: { id: 'ou_boss' } };
    expect(judge('edit', task, me).may).toBe(false);
    expect(judge('edit', { ...task, tasklists: [{ tasklist_guid: 'l' }] }, me).may).toBe(true);
    expect(judge('edit', { ...task, parent_task_guid: 'p' }, me).may).toBe(true);
  });

  it('suggests at most three keys beside the popup, which is what Chromium takes', () => {
    expect(ACTIONS.length).toBeLessThanOrEqual(3);
    // These are dropped in silence after Alt+Shift.
    for (const { key } of ACTIONS) expect(key).toMatch(/^Alt\+Shift\+[^ABCNPRTWXZ]$/);
  });
});
