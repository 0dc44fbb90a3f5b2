import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, fieldValue } from '../../../lib/task/fields';
import {
  apply,
  baseOf,
  fromForm,
  merge,
  problems,
  sameValue,
  type TaskPatch,
  toRequest,
  touched,
} from '../../../lib/task/patch';
import type { Task, TaskTime } from '../../../lib/task/schema';

const GUID = '11111111-1111-4111-8111-111111111111';
const DAY = 86_400_000;

const moment = fc
  .integer({ min: 1, max: 4_102_444_800 })
  .map((s): TaskTime => ({ timestamp: `${s}000`, is_all_day: false }));
const day = fc
  .integer({ min: 1, max: 47_482 })
  .map((d): TaskTime => ({ timestamp: String(d * DAY), is_all_day: true }));
const time = fc.oneof(moment, day);
const text = fc.string({ minLength: 1, maxLength: 20 });

/** A task in which any field may be unset in any of the ways that Feishu has for it. */
const task = fc.record(
  {
    guid: fc.constant(GUID),
    summary: text,
    description: fc.oneof(text, fc.constant('')),
    due: fc.oneof(time, fc.constant({ timestamp: '0' })),
    start: time,
    is_milestone: fc.boolean(),
    completed_at: fc.oneof(fc.constant('0'), fc.integer({ min: 1 }).map(String)),
  },
  { requiredKeys: ['guid', 'summary'] },
) as fc.Arbitrary<Task>;

const form = fc.record(
  {
    summary: text,
    description: fc.oneof(text, fc.constant(''), fc.constant(null)),
    due: fc.oneof(time, fc.constant(null)),
    start: fc.oneof(time, fc.constant(null)),
    is_milestone: fc.boolean(),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<TaskPatch>;

/** The server's rule in the document: a listed name takes its value, a listed name without one is emptied, others stay. */
function serverApply(before: Task, { task: values, update_fields }: ReturnType<typeof toRequest>): Task {
  const after: Record<string, unknown> = { ...before };
  for (const name of update_fields) {
    if (values[name] === undefined) delete after[name];
    else after[name] = values[name];
  }
  return after as Task;
}

describe('patch', () => {
  it('means the form: what the server makes of it is what was typed, and nothing else', () => {
    fc.assert(
      fc.property(task, form, (before, wanted) => {
        const patch = fromForm(before, wanted);
        const after = serverApply(before, toRequest(patch));
        for (const { name } of FIELDS) {
          const value = name in wanted ? (wanted[name] === '' ? null : wanted[name]) : fieldValue(before, name);
          expect(sameValue(name, fieldValue(after, name) as never, value as never)).toBe(true);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('never lists a field that was not changed', () => {
    fc.assert(
      fc.property(task, form, (before, wanted) => {
        const { update_fields, task: values } = toRequest(fromForm(before, wanted));
        for (const name of update_fields)
          expect(sameValue(name, wanted[name] as never, fieldValue(before, name) as never)).toBe(false);
        expect(Object.keys(values).every((name) => (update_fields as readonly string[]).includes(name))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('touches nothing when the form says what the task says', () => {
    fc.assert(
      fc.property(task, (before) => {
        const same = Object.fromEntries(FIELDS.map(({ name }) => [name, fieldValue(before, name) ?? null]));
        expect(touched(fromForm(before, same as TaskPatch))).toEqual([]);
      }),
    );
  });

  it('can be taken back with its base', () => {
    fc.assert(
      fc.property(task, form, (before, wanted) => {
        const patch = fromForm(before, wanted);
        const back = apply(apply(before, patch), baseOf(before, patch));
        for (const { name } of FIELDS)
          expect(sameValue(name, fieldValue(back, name) as never, fieldValue(before, name) as never)).toBe(true);
      }),
    );
  });

  it('merges field over field', () => {
    fc.assert(
      fc.property(task, form, form, (before, first, second) => {
        expect(apply(before, merge(first, second))).toEqual(apply(apply(before, first), second));
      }),
    );
  });

  it('lists a cleared field without a value', () => {
    const before: Task = { guid: GUID, summary: 'A', description: 'B', due: { timestamp: '5000' } };
    const patch = fromForm(before, { description: '', due: null });
    expect(toRequest(patch)).toEqual({ task: {}, update_fields: ['description', 'due'] });
  });

  it('lets status follow completed_at', () => {
    const before: Task = { guid: GUID, status: 'todo' };
    expect(apply(before, { completed_at: '5' }).status).toBe('done');
    expect(apply(apply(before, { completed_at: '5' }), { completed_at: '0' }).status).toBe('todo');
  });
});

describe('problems', () => {
  const at = (ms: number, is_all_day = false): TaskTime => ({ timestamp: String(ms), is_all_day });
  const before: Task = { guid: GUID, summary: 'A', start: at(10_000), due: at(20_000) };

  it.each<[string, TaskPatch, string[]]>([
    ['a title of 3,000 characters', { summary: '字'.repeat(3000) }, []],
    ['a title of 3,000 characters that need two units each', { summary: '😀'.repeat(3000) }, []],
    ['a title of 3,001', { summary: 'x'.repeat(3001) }, ['summary too_long']],
    ['an empty title', { summary: null }, ['summary empty']],
    ['a blank title', { summary: '  ' }, ['summary empty']],
    ['a description of 3,001', { description: 'x'.repeat(3001) }, ['description too_long']],
    ['a cleared description', { description: null }, []],
    ['a due before the start', { due: at(5000) }, ['due start_after_due']],
    ['a start after the due', { start: at(25_000) }, ['due start_after_due']],
    ['a due of another kind', { due: at(DAY, true) }, ['due kinds_differ']],
    ['both moved to days', { start: at(DAY, true), due: at(DAY, true) }, []],
    ['a cleared start beside a day', { start: null, due: at(DAY, true) }, []],
    ['a milestone that is cleared', { is_milestone: null }, ['is_milestone not_clearable']],
  ])('%s', (_, patch, expected) => {
    expect(problems(before, patch).map(({ field, problem }) => `${field} ${problem}`)).toEqual(expected);
  });
});
