import { describe, expect, it } from 'vitest';
import { ACTIONS, judge, type Learnt, nextAction } from '../../../lib/task/actions';
import { completionOf, partsOf } from '../../../lib/task/completion';
import { tipFor } from '../../../lib/task/custom-complete';
import type { Person, Task, TaskMember } from '../../../lib/task/schema';
import { reachOf } from '../../../lib/task/scopes';

const me: Person = { open_id: 'ou_me', name: 'Me' };
const member = (id: string, role: string): TaskMember => ({ id, type: 'user', role });
const done = { status: 'done', completed_at: '5' };

/** Every combination of state, mode, how many finish it, who I am in it, what is special about it, and what was learnt. */
const STATES = { todo: { status: 'todo', completed_at: '0' }, done } as const;
const ROLES = ['creator', 'assignee', 'follower', 'assignee and follower', 'stranger'] as const;
const SPECIAL = {
  nothing: {},
  repeating: { repeat_rule: 'FREQ=DAILY;INTERVAL=1' },
  'a link': { custom_complete: { pc: { href: 'https://www.example.com', tip: { en_us: 'There' } } } },
  'a tip': { custom_complete: { pc: { href: 'javascript:alert(1)', tip: { en_us: 'There' } } } },
  'a link on phones only': { custom_complete: { ios: { href: 'https://www.example.com' } } },
  'a next one': { next_task_guid: 'n' },
  'a list': { tasklists: [{ tasklist_guid: 'l' }] },
} as const satisfies Record<string, Partial<Task>>;
const LESSONS = [undefined, 'no_edit_right', 'deleted'] as const satisfies (Learnt | undefined)[];

const rows = (['todo', 'done'] as const).flatMap((state) =>
  ([1, 2] as const).flatMap((mode) =>
    ([1, 2] as const).flatMap((assignees) =>
      ROLES.flatMap((role) =>
        (Object.keys(SPECIAL) as (keyof typeof SPECIAL)[]).flatMap((special) =>
          LESSONS.map((learnt) => ({ state, mode, assignees, role, special, learnt })),
        ),
      ),
    ),
  ),
);
type Row = (typeof rows)[number];

const assigned = (role: Row['role']) => role.startsWith('assignee');

function build({ state, mode, assignees, role, special }: Row): Task {
  const others = Array.from({ length: assigned(role) ? assignees - 1 : assignees }, (_, n) =>
    member(`ou_${n}`, 'assignee'),
  );
  const mine = [
    ...(assigned(role) ? [member(me.open_id, 'assignee')] : []),
    ...(role.endsWith('follower') ? [member(me.open_id, 'follower')] : []),
  ];
  return {
    guid: 'g',
    ...STATES[state],
    mode,
    creator: { id: role === 'creator' ? me.open_id : 'ou_boss' },
    members: [...others, ...mine],
    ...SPECIAL[special],
  };
}

/** What the rules say, in their order of weight: gone, the state, who may finish for all, who only follows, what was refused. */
function expected(row: Row, id: 'complete' | 'reopen' | 'edit'): string | undefined {
  if (row.learnt === 'deleted') return 'deleted';
  if (id === 'complete' && row.state === 'done') return 'already_done';
  if (id === 'reopen' && row.state === 'todo') return 'already_open';
  if (id !== 'edit' && row.mode === 1 && row.assignees > 1 && row.role !== 'creator') return 'not_creator_mode_1';
  if (row.role === 'follower' && row.special !== 'a list') return 'follower_only';
  return row.learnt;
}

const INSTEAD: Readonly<Record<string, string | undefined>> = {
  already_done: 'reopen',
  already_open: 'complete',
  not_creator_mode_1: 'open_in_client',
  follower_only: 'open_in_client',
  no_edit_right: 'open_in_client',
};

describe('actions', () => {
  it.each(rows)('$state, mode $mode, $assignees assignees, I am $role, $special, learnt $learnt', (row) => {
    const task = build(row);
    expect(nextAction(task)).toBe(row.state === 'todo' ? 'complete' : 'reopen');
    for (const id of ['complete', 'reopen', 'edit'] as const) {
      const verdict = judge(id, task, me, row.learnt);
      const why = expected(row, id);
      expect(verdict.why).toBe(why);
      expect(verdict.may).toBe(why === undefined);
      if (why === undefined) continue;
      expect(verdict).toEqual({ may: false, why, notes: [], ...(INSTEAD[why] && { instead: INSTEAD[why] }) });
    }
    const forAll = row.mode === 1 && row.assignees > 1;
    const completing = judge('complete', task, me, row.learnt);
    if (completing.may) {
      const own = row.special === 'a link' || row.special === 'a tip';
      expect(completing.notes).toEqual([
        ...(row.special === 'repeating' ? ['repeats'] : []),
        ...(forAll ? ['completes_for_everybody'] : []),
        ...(own ? ['custom_completion'] : []),
      ]);
      expect(completing.instead).toBe(own ? (row.special === 'a link' ? 'open_link' : 'read_tip') : undefined);
      // A link that may not be opened is never handed out.
      expect(completing.offer?.href).toBe(row.special === 'a link' ? 'https://www.example.com' : undefined);
      expect(completing.offer?.tip).toEqual(own ? { en_us: 'There' } : undefined);
    }
    const reopening = judge('reopen', task, me, row.learnt);
    if (reopening.may)
      expect(reopening.notes).toEqual([
        ...(forAll ? ['reopens_for_everybody'] : []),
        ...(row.special === 'a next one' ? ['next_stays'] : []),
      ]);
  });

  it('does not take a follower for one who may not, where a parent may give the right', () => {
    const task: Task = { guid: 'g', members: [member(me.open_id, 'follower')], creator: { id: 'ou_boss' } };
    expect(judge('edit', task, me).may).toBe(false);
    expect(judge('edit', { ...task, parent_task_guid: 'p' }, me).may).toBe(true);
  });

  it('suggests at most three keys beside the popup, which is what Chromium takes', () => {
    expect(ACTIONS.length).toBeLessThanOrEqual(3);
    // These are dropped in silence after Alt+Shift.
    for (const { key } of ACTIONS) expect(key).toMatch(/^Alt\+Shift\+[^ABCNPRTWXZ]$/);
  });
});

describe('a tip', () => {
  it.each([
    ['en-GB', { en_us: 'workbench', zh_cn: '工作台' }, 'workbench'],
    ['zh-CN', { en_us: 'workbench', zh_cn: '工作台' }, '工作台'],
    ['zh-HK', { zh_tw: '工作臺', zh_hk: '工作枱' }, '工作枱'],
    ['zh', { en_us: 'workbench', zh_tw: '工作臺' }, '工作臺'],
    ['de-AT', { de_de: 'Werkbank', en_us: 'workbench' }, 'Werkbank'],
    ['pt-BR', { fr_fr: 'Table', en_us: 'workbench', zh_cn: '工作台' }, '工作台'],
    ['pt-BR', { fr_fr: 'Table', en_us: 'workbench' }, 'workbench'],
    ['pt-BR', { en_us: '', fr_fr: 'Table' }, 'Table'],
    ['pt-BR', {}, undefined],
  ])('for a reader of %s out of %o is %s', (locale, tip, words) => {
    expect(tipFor(tip, locale)).toBe(words);
  });
});

describe('a sign-in whose scopes do not reach so far', () => {
  const own: Task = { guid: 'g', creator: { id: 'ou_me' }, completed_at: '0' };

  it.each([
    ['all', undefined, undefined, undefined],
    ['completes', undefined, undefined, 'old_scope_only'],
    ['reads', 'no_write_scope', 'no_write_scope', 'no_write_scope'],
  ] as const)('%s', (reach, complete, reopen, edit) => {
    expect(judge('complete', own, me, undefined, reach).why).toBe(complete);
    expect(judge('reopen', { ...own, ...done }, me, undefined, reach).why).toBe(reopen);
    expect(judge('edit', own, me, undefined, reach).why).toBe(edit);
  });

  it('is the last thing that is said: what the task or a refusal says goes first', () => {
    expect(judge('complete', { ...own, ...done }, me, undefined, 'reads').why).toBe('already_done');
    expect(judge('edit', own, me, 'no_edit_right', 'reads').why).toBe('no_edit_right');
  });

  it.each([
    [[], 'all'],
    [['task:task:write'], 'all'],
    [['task:task:read', 'task:task:writeonly'], 'all'],
    [['offline_access', 'task:task'], 'completes'],
    [['task:task:read', 'task:task'], 'completes'],
    [['offline_access', 'task:task:read'], 'reads'],
    [['task:task:readonly'], 'reads'],
  ] as const)('%j: %s', (scopes, reach) => {
    expect(reachOf(scopes)).toBe(reach);
  });
});

describe('who has completed', () => {
  const both = [{ ...member('ou_1', 'assignee'), name: 'One' }, member('ou_2', 'assignee')];
  const task: Task = { guid: 'g', mode: 1, completed_at: '0', members: [...both, member('ou_3', 'follower')] };

  it('is told for each assignee of a task that everyone must finish', () => {
    expect(partsOf({ ...task, assignee_related: [{ id: 'ou_1', completed_at: '7' }, { id: 'ou_2' }] })).toEqual({
      done: 1,
      parts: [{ id: 'ou_1', name: 'One', completed_at: '7' }, { id: 'ou_2' }],
    });
    expect(partsOf({ ...task, mode: 2 })).toBeUndefined();
    expect(partsOf({ ...task, members: both.slice(1) })).toBeUndefined();
  });

  it('is told of a task as far as the data goes', () => {
    const related = [
      { id: 'ou_1', completed_at: '7' },
      { id: 'ou_2', completed_at: '0' },
    ];
    expect(completionOf(task)).toBeUndefined();
    expect(completionOf({ ...task, completed_at: '9' })).toEqual({ at: '9' });
    expect(completionOf({ ...task, completed_at: '9', assignee_related: related })).toEqual({
      at: '9',
      by: { id: 'ou_1', name: 'One', completed_at: '7' },
    });
    const all = related.map(({ id }) => ({ id, completed_at: '7' }));
    expect(completionOf({ ...task, completed_at: '9', assignee_related: all })).toEqual({ at: '9' });
  });
});
