import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseDate, joinTime, splitTime } from '../../components/field-typing';
import {
  afterSave,
  edit,
  type FormState,
  fromDraft,
  isAllDay,
  readForm,
  restore,
  stanceOf,
  switchAllDay,
  typedOf,
} from '../../components/form-state';
import type { FieldName } from '../../lib/task/fields';
import { apply } from '../../lib/task/patch';
import type { Task } from '../../lib/task/schema';

const moment = (local: string) => ({ timestamp: String(new Date(local).getTime()), is_all_day: false });
const day = (date: string) => ({ timestamp: String(Date.parse(date)), is_all_day: true });
const task: Task = {
  guid: 'g',
  summary: 'QA sign-off',
  description: 'Run it',
  due: moment('2026-11-24T18:30:15'),
  start: moment('2026-11-20T09:00:00'),
};

const typed = (changes: Partial<Record<FieldName, string>>, from: Task = task, state: FormState = {}) =>
  Object.entries(changes).reduce((so, [name, text]) => edit(from, so, name as FieldName, text), state);

describe('the patch that a form means', () => {
  it.each<[string, Partial<Record<FieldName, string>>, unknown]>([
    ['nothing typed', {}, {}],
    ['a title', { summary: 'New' }, { summary: 'New' }],
    ['the same title again', { summary: 'QA sign-off' }, {}],
    ['an emptied description', { description: '' }, { description: null }],
    ['a cleared due', { due: '' }, { due: null }],
    ['another day at the same time', { due: '2026-11-25 18:30' }, { due: moment('2026-11-25T18:30:00') }],
    ['a milestone', { is_milestone: 'true' }, { is_milestone: true }],
    ['a milestone taken back', { is_milestone: 'false' }, {}],
  ])('%s', (_, changes, patch) => {
    expect(readForm(task, typed(changes)).patch).toEqual(patch);
  });

  it('touches no second of a time that was not typed', () => {
    const state = typed({ due: '2026-11-24 18:30:15' });
    expect(state).toEqual({});
    expect(readForm(task, state).patch).toEqual({});
  });

  it('keeps the seconds when the date alone is edited, and what is finer than them', () => {
    const done: Task = { ...task, completed_at: String(new Date('2026-11-20T10:30:15.470').getTime()) };
    const other = (name: FieldName) => chooseDate(name, '2026-11-25', splitTime(typedOf(done, {}, name)).time, false);
    const { patch } = readForm(done, typed({ due: other('due'), completed_at: other('completed_at') }, done));
    expect(patch).toEqual({
      due: moment('2026-11-25T18:30:15'),
      completed_at: String(new Date('2026-11-25T10:30:15.470').getTime()),
    });
  });

  it('takes seconds that are typed or taken away, and none that are as they were', () => {
    const done: Task = { ...task, completed_at: String(new Date('2026-11-20T10:30:15.470').getTime()) };
    const read = (completed_at: string) => readForm(done, typed({ completed_at }, done)).patch.completed_at;
    expect(read('2026-11-20 10:30:16')).toBe(String(new Date('2026-11-20T10:30:16').getTime()));
    expect(read('2026-11-20 10:30')).toBe(String(new Date('2026-11-20T10:30').getTime()));
    // An input shows no milliseconds, so that its own text differs from the task's.
    expect(read('2026-11-20 10:30:15')).toBeUndefined();
  });

  it('keeps an all-day time word for word whose timestamp is no UTC midnight', () => {
    const odd = { timestamp: '1675454764000', is_all_day: true };
    const seed: Task = { guid: 'g', start: odd, due: odd };
    expect(readForm(seed, typed({ due: '2023-02-03' }, seed)).patch).toEqual({});
    const { patch, problems } = readForm(seed, typed({ start: '2023-02-02' }, seed));
    expect(patch).toEqual({ start: day('2023-02-02') });
    expect(apply(seed, patch).due).toBe(odd);
    expect(problems).toEqual([]);
    // The same date as due's midnight is no later start.
    const moved = typed({ due: '2023-02-04' }, { ...seed, start: day('2023-02-04') });
    const late: Task = { ...seed, start: { timestamp: String(Date.UTC(2023, 1, 4, 20)), is_all_day: true } };
    expect(readForm(late, moved).problems).toEqual([]);
  });

  it('moves start and due to days together, and keeps their dates', () => {
    const state = switchAllDay(task, {}, true);
    expect(readForm(task, state)).toMatchObject({
      patch: { due: day('2026-11-24'), start: day('2026-11-20') },
      changed: ['due', 'start'],
      problems: [],
    });
    expect(switchAllDay(task, state, false)).toEqual({});
  });

  it('gives days a usual time when they become moments', () => {
    const dated: Task = { guid: 'g', due: day('2026-11-24'), start: day('2026-11-24') };
    const { patch, problems } = readForm(dated, switchAllDay(dated, {}, false));
    expect(patch).toEqual({ due: moment('2026-11-24T18:00'), start: moment('2026-11-24T09:00') });
    expect(problems).toEqual([]);
  });

  it('leaves an unset time unset when its date is taken out again', () => {
    const bare: Task = { guid: 'g' };
    const chosen = typed({ due: chooseDate('due', '2026-11-24', '', false) }, bare);
    expect(readForm(bare, chosen).patch).toEqual({ due: moment('2026-11-24T18:00') });
    const state = typed({ due: chooseDate('due', '', '18:00', false) }, bare, chosen);
    expect(readForm(bare, state)).toMatchObject({ patch: {}, changed: [], problems: [] });
  });

  it('does not take half a time for a clear', () => {
    for (const half of [joinTime('', '18:30'), joinTime('2026-11-25', ''), joinTime('', '')]) {
      const { patch, changed, problems } = readForm(task, typed({ due: half }));
      expect(patch).toEqual({});
      expect(changed).toEqual(['due']);
      expect(problems).toEqual([{ field: 'due', problem: 'incomplete' }]);
    }
  });

  it.each<[string, Partial<Record<FieldName, string>>, unknown]>([
    ['an empty title', { summary: '' }, { field: 'summary', problem: 'empty' }],
    ['a blank title', { summary: '  ' }, { field: 'summary', problem: 'empty' }],
    ['3,001 characters', { description: '😀'.repeat(3001) }, { field: 'description', problem: 'too_long' }],
    ['a start after due', { start: '2026-12-01 09:00' }, { field: 'due', problem: 'start_after_due' }],
  ])('refuses %s', (_, changes, problem) => {
    expect(readForm(task, typed(changes)).problems).toContainEqual(problem);
  });

  it('takes 3,000 characters, however many units they need', () => {
    expect(readForm(task, typed({ description: '😀'.repeat(3000) })).problems).toEqual([]);
  });
});

describe('keep, set, clear', () => {
  it('tells them apart, and never calls an emptied title cleared', () => {
    const reading = readForm(task, typed({ summary: '', description: '', due: '2026-11-25 10:00' }));
    const stances = (['summary', 'description', 'due', 'start'] as const).map((name) => stanceOf(reading, name));
    expect(stances).toEqual(['set', 'clear', 'set', 'keep']);
  });

  it('brings the kind back with a restored time', () => {
    const state = switchAllDay(task, typed({ due: '2026-11-26 10:00' }), true);
    expect(isAllDay(task, state)).toBe(true);
    expect(restore(state, 'due')).toEqual({});
  });
});

describe('following the task', () => {
  it('shows a newer value in an untouched field and what was typed in a touched one', () => {
    const state = typed({ summary: 'Mine' });
    const newer = { ...task, summary: 'Theirs', description: 'Newer' };
    expect(typedOf(newer, state, 'summary')).toBe('Mine');
    expect(typedOf(newer, state, 'description')).toBe('Newer');
  });

  it('keeps what was typed after the save went out', () => {
    const sent = typed({ summary: 'One', description: 'x' });
    expect(afterSave({ ...sent, summary: 'Two' }, sent)).toEqual({ summary: 'Two' });
    // What was sent is what later text is compared with: no older base stays, whatever it was moved to meanwhile.
    expect(afterSave({ ...sent, 'base:summary': '"New"' }, { ...sent, 'base:summary': '"Old"' })).toEqual({});
  });

  it('takes from a stored draft only what the form knows', () => {
    expect(fromDraft({ summary: 'a', all_day: 'true', 'custom:c1': 'x', nonsense: 'b' })).toEqual({
      summary: 'a',
      all_day: 'true',
      'custom:c1': 'x',
    });
    expect(fromDraft(null)).toEqual({});
  });
});

describe('any typing', () => {
  const text = fc.option(fc.string({ maxLength: 12 }), { nil: undefined });
  const date = fc.constantFrom('', '2026-11-24', '1970-01-01', '2100-02-28', '0002-01-01', '2026-13-40', 'nonsense');
  const time = fc.option(fc.tuple(date, fc.constantFrom('', '00:00', '23:59', '23:59:59', '25:00')), {
    nil: undefined,
  });

  it('lists exactly the changed fields, and applying the patch shows what was typed', () => {
    fc.assert(
      fc.property(text, text, time, time, fc.boolean(), (summary, description, due, start, allDay) => {
        let state = switchAllDay(task, {}, allDay);
        if (summary !== undefined) state = edit(task, state, 'summary', summary);
        if (description !== undefined) state = edit(task, state, 'description', description);
        if (due) state = edit(task, state, 'due', joinTime(...due));
        if (start) state = edit(task, state, 'start', joinTime(...start));
        const { patch, changed, problems } = readForm(task, state);
        const incomplete = problems.filter(({ problem }) => problem === 'incomplete').map(({ field }) => field);
        expect(new Set([...Object.keys(patch), ...incomplete])).toEqual(new Set(changed));
        const after = apply(task, patch);
        if (summary !== undefined && summary !== '') expect(after.summary).toBe(summary);
        if (description !== undefined) expect(after.description ?? '').toBe(description);
        if (problems.length === 0) expect(readForm(after, {}).patch).toEqual({});
      }),
      { numRuns: 500 },
    );
  });
});
