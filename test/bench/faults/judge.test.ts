import { describe, expect, it } from 'vitest';
import type { WriteEntry } from '../../sandbox/model';
import { judge } from './judge';
import type { FinalTask, Left, Wish } from './model';

let count = 0;
const edit = (value: string, more: Partial<Wish> = {}): Wish => ({
  number: ++count,
  id: `id-${value}`,
  user: 'Anna',
  guid: 'task',
  kind: 'edit',
  field: 'summary',
  value,
  behind: false,
  contested: false,
  answer: 'acknowledged',
  ...more,
});
const act = (kind: 'complete' | 'reopen', more: Partial<Wish> = {}): Wish => {
  const { field: _, value: __, ...rest } = edit(`${kind}-${count}`, more);
  return { ...rest, kind };
};
const wrote = (name: string, before: unknown, after: unknown, more: Partial<WriteEntry> = {}): WriteEntry => ({
  at: 0,
  user: 'Anna',
  api: 'task.v2.patch',
  guid: 'task',
  fields: [{ name, before, after }],
  ...more,
});
const parked = (id: string, reason: string, ...others: string[]): Left => ({
  ...{ id, state: 'parked', reason },
  together: [id, ...others],
});
const fine = { lost: [], twice: [], strayed: [], disordered: [], hurried: [], stuck: [], merged: 0 };
const open: FinalTask = { summary: '', description: '', status: 'todo' };
const done: FinalTask = { ...open, status: 'done' };
const judged = (wishes: Wish[], writes: WriteEntry[], left: Left[] = [], final = open) =>
  judge(wishes, writes, left, () => final);

describe('the judge of a run with faults', () => {
  it('finds nothing where each acknowledged change is there once', () => {
    const writes = [wrote('summary', '', 'a'), wrote('summary', 'a', 'b'), wrote('completed_at', '0', '17')];
    expect(judged([edit('a'), edit('b'), act('complete')], writes, [], done)).toEqual(fine);
  });

  it('finds a loss', () => {
    const { lost, twice } = judged([edit('a'), edit('b')], [wrote('summary', '', 'b')]);
    expect(lost).toHaveLength(1);
    expect(lost[0]).toContain('id-a');
    expect(twice).toEqual([]);
  });

  it('finds a second write of one change, also one that changed nothing any more', () => {
    const writes = [wrote('summary', '', 'a'), wrote('summary', 'a', 'a')];
    expect(judged([edit('a')], writes)).toMatchObject({ lost: [], twice: [expect.stringContaining('id-a')] });
  });

  it('expects nothing of a change that was refused or never answered, and one write at most', () => {
    const wishes = [edit('a', { answer: 'unknown' }), edit('b', { answer: 'refused' })];
    expect(judged(wishes, [])).toEqual(fine);
    expect(judged(wishes, [wrote('summary', '', 'a')])).toEqual(fine);
    expect(judged(wishes, [wrote('summary', '', 'a'), wrote('summary', '', 'a')]).twice).toHaveLength(1);
  });

  it('takes a change for merged only where a later one was made while it waited', () => {
    const writes = [wrote('summary', '', 'b')];
    expect(judged([edit('a'), edit('b', { behind: true })], writes)).toEqual({ ...fine, merged: 1 });
    // Its answer may be lost: what is on the server has been stored.
    expect(judged([edit('a'), edit('b', { behind: true, answer: 'unknown' })], writes)).toEqual({ ...fine, merged: 1 });
    expect(judged([edit('a'), edit('b', { behind: true, answer: 'unknown' })], []).lost).toHaveLength(1);
    expect(judged([edit('a'), edit('b', { behind: true, field: 'description' })], writes).lost).toHaveLength(2);
  });

  it('does not count as lost what is parked or was thrown away, but asks for the reason', () => {
    const writes = [wrote('summary', '', 'theirs', { user: '', api: 'outside' })];
    const contested = edit('a', { contested: true });
    expect(judged([contested], writes, [parked('id-a', 'conflict')])).toEqual(fine);
    expect(judged([edit('a')], writes, [parked('id-a', 'conflict')]).stuck).toHaveLength(1);
    // What was merged with it waits with it; what was not does not.
    const other = edit('b', { field: 'description', behind: true });
    expect(judged([contested, other], writes, [parked('id-b', 'conflict', 'id-a')]).stuck).toEqual([]);
    expect(judged([contested, other], writes, [parked('id-b', 'conflict')]).stuck).toHaveLength(1);
    expect(judged([contested], writes, [parked('id-a', 'server_error')]).stuck).toHaveLength(1);
    expect(judged([edit('a', { settled: 'theirs' })], [])).toEqual(fine);
    expect(judged([], [], [parked('id-of-nobody', 'conflict')]).stuck).toHaveLength(1);
  });

  it('finds an earlier change that was written after a later one', () => {
    const writes = [wrote('summary', '', 'b'), wrote('summary', 'b', 'a')];
    expect(judged([edit('a'), edit('b')], writes).disordered).toHaveLength(1);
    // Decided by the user when the later one was there; and before there was one.
    const mine = (settledAt: number) => edit('a', { contested: true, settled: 'mine', settledAt });
    expect(judged([mine(20), edit('b', { answeredAt: 10 })], writes).disordered).toEqual([]);
    expect(judged([mine(5), edit('b', { answeredAt: 10 })], writes).disordered).toHaveLength(1);
  });

  it('finds a write with the token of somebody else', () => {
    expect(judged([edit('a')], [wrote('summary', '', 'a', { user: '张明德' })]).strayed).toHaveLength(1);
  });

  describe('completing and reopening', () => {
    const complete = wrote('completed_at', '0', '17');
    const reopen = wrote('completed_at', '17', '0');

    it('finds a completion that never came', () => {
      expect(judged([act('complete')], []).lost.length).toBeGreaterThan(0);
      expect(judged([act('complete'), act('reopen')], []).lost.length).toBeGreaterThan(0);
    });

    it('finds one that came twice', () => {
      expect(judged([act('complete')], [complete, reopen, complete], [], done).twice.length).toBeGreaterThan(0);
      expect(judged([act('reopen')], [reopen, wrote('completed_at', '0', '0')]).twice.length).toBeGreaterThan(0);
    });

    it('lets an undo take back what was never sent, or what was', () => {
      const wish = act('complete');
      const undo = act('reopen', { undoes: wish.id });
      expect(judged([wish, undo], [])).toEqual(fine);
      expect(judged([wish, undo], [complete, reopen])).toEqual(fine);
    });

    it('finds one that was sent while it was held, or though it was taken back in time', () => {
      const held = act('complete', { heldUntil: 100 });
      expect(judged([held], [{ ...complete, at: 100 }], [], done)).toEqual(fine);
      expect(judged([held], [{ ...complete, at: 99 }], [], done).hurried).toHaveLength(1);
      const undo = act('reopen', { undoes: held.id, answeredAt: 50 });
      expect(judged([held, undo], [])).toEqual(fine);
      const late = [{ ...complete, at: 100 }, reopen];
      expect(judged([held, undo], late).hurried).toHaveLength(1);
      expect(judged([held, { ...undo, answeredAt: 100 }], late)).toEqual(fine);
    });

    it('finds an undo that was acknowledged and did not happen', () => {
      const wish = act('complete');
      expect(judged([wish, act('reopen', { undoes: wish.id })], [complete], [], done).lost).toHaveLength(1);
    });
  });
});
