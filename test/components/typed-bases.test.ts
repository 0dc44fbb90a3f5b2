import { describe, expect, it } from 'vitest';
import { contestedFields } from '../../components/contested';
import { edit, editCustom, type FormState, fromDraft, readForm, switchAllDay } from '../../components/form-state';
import { basesOf, rebased, withBases, withoutOldBases, withoutTyped } from '../../components/typed-bases';
import type { Task } from '../../lib/task/schema';
import { ALL, COST, task as custom } from './fields/custom/samples';
import { speakEnglish } from './mount';

const me = { open_id: 'ou_me', name: 'Anna' };
const fields = { definitions: ALL, unreadable: [] };
const opened: Task = { ...custom, description: 'Run it' };

/** The fields in conflict when a form that was typed into on `opened` meets this task. */
function contested(task: Task, state: FormState) {
  speakEnglish();
  const { patch } = readForm(task, state, ALL);
  return contestedFields({ task, me, fields, now: 0 }, patch, basesOf(task, state, patch));
}

const withCost = (number_value: string): Task => ({
  ...opened,
  custom_fields:
    opened.custom_fields?.map((entry) => (entry.guid === 'cost' ? { ...entry, number_value } : entry)) ?? [],
});

describe('what a field held when it was typed into', () => {
  it('is remembered once, survives as a draft, and goes with the text', () => {
    const first = withBases(opened, edit(opened, {}, 'summary', 'Mine'));
    expect(first).toEqual({ summary: 'Mine', 'base:summary': '"Launch"' });
    const later = withBases({ ...opened, summary: 'Theirs' }, edit(opened, first, 'summary', 'Mine 2'));
    expect(fromDraft(later)).toEqual({ summary: 'Mine 2', 'base:summary': '"Launch"' });
    expect(withBases(opened, withoutTyped(later, ['summary']))).toEqual({});
  });

  it('is that of both times when they become days', () => {
    const state = withBases(opened, switchAllDay(opened, {}, true));
    expect(Object.keys(state).sort()).toEqual(['all_day', 'base:due', 'base:start']);
    expect(withoutTyped(state, ['due'])).toEqual({ 'base:start': 'null' });
  });

  it('is forgotten once the task has what was typed, so that one’s own saved text is nobody else’s', () => {
    const typed = withBases(opened, editCustom(opened, edit(opened, {}, 'summary', 'Mine'), COST, '99'));
    const saved = { ...withCost('99'), summary: 'Mine' };
    const next = editCustom(saved, edit(saved, typed, 'summary', 'Mine 2'), COST, '');
    expect(contested(saved, withBases(saved, next))).not.toEqual([]);
    expect(contested(saved, withBases(saved, withoutOldBases(saved, typed, next, ALL)))).toEqual([]);
    // What differs still, and what nobody can read yet, keeps its base.
    expect(withoutOldBases(opened, typed, typed, ALL)).toEqual(typed);
    expect(Object.keys(withoutOldBases(saved, typed, next))).toContain('base:custom:cost');
  });

  it('is left out where it would not fit into the draft', () => {
    const task: Task = { ...opened, extra: '"'.repeat(65_536) };
    expect(Object.keys(withBases(task, { extra: 'x' }))).toEqual(['extra']);
    // A draft that was tampered with, or that an older version wrote, counts as one without bases.
    expect(contested(opened, { summary: 'Mine', 'base:summary': '{' })).toEqual([]);
  });
});

describe('fields in conflict', () => {
  const typed = withBases(
    opened,
    editCustom(opened, edit(opened, edit(opened, {}, 'summary', 'Mine'), 'description', ''), COST, '99'),
  );

  it('are none while nobody else changes anything', () => expect(contested(opened, typed)).toEqual([]));

  it('are those that somebody else changed, and no others', () => {
    expect(contested({ ...opened, summary: 'Theirs', is_milestone: true }, typed)).toEqual([
      { key: 'summary', label: 'Title', mine: 'Mine', theirs: 'Theirs', base: 'Launch' },
    ]);
    expect(contested({ ...opened, description: 'Run it twice' }, typed)).toMatchObject([
      { key: 'description', mine: 'not set', theirs: 'Run it twice', base: 'Run it' },
    ]);
  });

  it('are custom ones by their own names', () => {
    expect(contested(withCost('7'), typed)).toEqual([
      { key: 'custom:cost', label: 'Cost', mine: '$99.00', theirs: '$7.00', base: '$1,250.50' },
    ]);
  });

  it('are none where both say the same', () => {
    expect(contested({ ...withCost('99'), summary: 'Mine' }, typed)).toEqual([]);
  });

  it('are over once mine has been chosen in sight of theirs, until theirs changes again', () => {
    const theirs = { ...opened, summary: 'Theirs' };
    const chosen = rebased(theirs, typed, ['summary']);
    expect(contested(theirs, chosen)).toEqual([]);
    expect(readForm(theirs, chosen, ALL).patch.summary).toBe('Mine');
    expect(contested({ ...opened, summary: 'Theirs again' }, chosen)).toMatchObject([{ base: 'Theirs' }]);
  });

  it('tell apart two custom completions that hold equally much', () => {
    const with_ = (href: string) => ({ pc: { href } });
    const before: Task = { ...opened, custom_complete: with_('https://a.example') };
    const state = withBases(before, { custom_complete: JSON.stringify(with_('https://b.example')) });
    expect(contested({ ...before, custom_complete: with_('https://c.example') }, state)).toMatchObject([
      { mine: expect.stringContaining('b.example'), theirs: expect.stringContaining('c.example') },
    ]);
  });
});
