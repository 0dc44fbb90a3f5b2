import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CustomFieldValue,
  emptied,
  entryOf,
  mergeCustomValues,
  sameCustomValue,
} from '../../../lib/task/custom-fields';
import { FIELDS, type FieldName, fieldValue } from '../../../lib/task/fields';
import { apply, baseOf, fromForm, merge, problems, type TaskPatch, toRequest, touched } from '../../../lib/task/patch';
import { sameValue } from '../../../lib/task/same-value';
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
const rule = fc.constantFrom('FREQ=DAILY;INTERVAL=1', 'FREQ=WEEKLY;INTERVAL=2', 'FREQ=YEARLY');
const mode = fc.constantFrom(1, 2);
const instant = fc.integer({ min: 1, max: 4_102_444_800 }).map((s) => `${s}000`);

const item = fc.record(
  {
    href: fc.constantFrom('https://www.example.com', 'http://a.example', ''),
    tip: fc.dictionary(fc.constantFrom('en_us', 'zh_cn', 'ko_kr'), fc.oneof(text, fc.constant('')), { maxKeys: 3 }),
  },
  { requiredKeys: [] },
);
const completion = fc.record({ pc: item, ios: item, android: item }, { requiredKeys: [] });

/** Six custom fields, one of each type: their guids tell which. */
const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 });
const CUSTOM = {
  number: fc.constantFrom('', '0', '10.23', '-5').map((number_value) => ({ number_value })),
  member: ids.map((chosen) => ({ member_value: chosen.map((id) => ({ id: `ou_${id}`, type: 'user' })) })),
  datetime: fc
    .oneof(
      fc.constant(''),
      day.map(({ timestamp }) => timestamp),
    )
    .map((value) => ({ datetime_value: value })),
  single_select: fc.constantFrom('', 'one', 'two').map((single_select_value) => ({ single_select_value })),
  multi_select: ids.map((multi_select_value) => ({ multi_select_value })),
  text: fc.oneof(fc.constant(''), text).map((text_value) => ({ text_value })),
} as const;
const customFields = fc
  .record(CUSTOM, { requiredKeys: [] })
  .map((values) =>
    Object.entries(values).map(([type, value]): CustomFieldValue => ({ guid: `field-${type}`, ...value })),
  );

/** A task in which any field may be unset in any of the ways that Feishu has for it. */
const task = fc.record(
  {
    guid: fc.constant(GUID),
    summary: text,
    description: fc.oneof(text, fc.constant('')),
    due: fc.oneof(time, fc.constant({ timestamp: '0' })),
    start: time,
    is_milestone: fc.boolean(),
    completed_at: fc.oneof(fc.constant('0'), instant),
    repeat_rule: fc.oneof(rule, fc.constant('')),
    mode,
    extra: fc.oneof(text, fc.constant('')),
    custom_complete: completion,
    custom_fields: customFields,
  },
  { requiredKeys: ['guid', 'summary'] },
) as fc.Arbitrary<Task>;

const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.oneof(value, fc.constant(null));

/** What a form can say: any field kept (absent), set, or cleared where it can be. */
const form = fc.record(
  {
    summary: text,
    description: fc.oneof(text, fc.constant(''), fc.constant(null)),
    due: orNull(time),
    start: orNull(time),
    is_milestone: fc.boolean(),
    completed_at: fc.oneof(instant, fc.constant('0'), fc.constant(null)),
    repeat_rule: orNull(rule),
    mode,
    extra: fc.oneof(text, fc.constant(''), fc.constant(null)),
    custom_complete: orNull(completion),
    custom_fields: customFields,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<TaskPatch>;

/**
 * The server's rules in the document: a listed name takes its value, a listed name without one is emptied, others stay. Of the
 * custom fields only those in the list change, each emptied by its own empty value. Written from the document, not from our code.
 */
function serverApply(before: Task, { task: values, update_fields }: ReturnType<typeof toRequest>): Task {
  const after: Record<string, unknown> = { ...before };
  for (const name of update_fields) {
    if (name === 'custom_fields') {
      const stored = new Map((before.custom_fields ?? []).map((entry) => [entry.guid, entry as CustomFieldValue]));
      for (const entry of values.custom_fields ?? []) {
        const { guid, ...rest } = entry;
        if ((Object.values(rest) as { readonly length: number }[]).some(({ length }) => length > 0))
          stored.set(guid, entry);
        else stored.delete(guid);
      }
      after.custom_fields = [...stored.values()];
    } else if (values[name] === undefined) delete after[name];
    else after[name] = values[name];
  }
  after.status = (after.completed_at ?? '0') === '0' ? 'todo' : 'done';
  return after as Task;
}

/** What a field should hold after a form was saved: what it says, or what was there where it says nothing. */
function wantedOf(before: Task, wanted: TaskPatch, name: FieldName) {
  if (name === 'custom_fields')
    return mergeCustomValues((before.custom_fields ?? []) as readonly CustomFieldValue[], wanted.custom_fields ?? []);
  const said = wanted[name];
  return name in wanted ? (said === '' ? null : said) : fieldValue(before, name);
}

/** Every field of b as a form on a would hold it; what b does not have is cleared where it can be. */
function formOf(a: Task, b: Task): TaskPatch {
  const missing = (a.custom_fields ?? []).filter(({ guid }) => !b.custom_fields?.some((one) => one.guid === guid));
  const cleared = (missing as readonly CustomFieldValue[]).map(emptied);
  const custom_fields = [...((b.custom_fields ?? []) as readonly CustomFieldValue[]), ...cleared];
  const rest = FIELDS.map(({ name }) => [name, fieldValue(b, name) ?? EMPTY[name] ?? null]);
  return { ...(Object.fromEntries(rest) as TaskPatch), custom_fields };
}

/** What stands for "nothing" in the two fields that cannot be cleared. */
const EMPTY: Partial<Record<FieldName, unknown>> = { is_milestone: false, mode: 2 };

describe('patch', () => {
  it('means the form: what the server makes of it is what was typed, and nothing else', () => {
    fc.assert(
      fc.property(task, form, (before, wanted) => {
        const patch = fromForm(before, wanted);
        const after = serverApply(before, toRequest(patch));
        for (const { name } of FIELDS)
          expect(sameValue(name, fieldValue(after, name) as never, wantedOf(before, wanted, name) as never), name).toBe(
            true,
          );
      }),
      { numRuns: 5000 },
    );
  });

  it('never lists a field that was not changed', () => {
    fc.assert(
      fc.property(task, form, (before, wanted) => {
        const { update_fields, task: values } = toRequest(fromForm(before, wanted));
        for (const name of update_fields) {
          const now = wantedOf(before, wanted, name);
          expect(sameValue(name, now as never, fieldValue(before, name) as never), name).toBe(false);
        }
        for (const entry of values.custom_fields ?? [])
          expect(sameCustomValue(entry, entryOf(before.custom_fields as CustomFieldValue[], entry.guid))).toBe(false);
        expect(Object.keys(values).every((name) => (update_fields as readonly string[]).includes(name))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('turns any task into any other: apply(build(diff(a, b)), a) = b', () => {
    fc.assert(
      fc.property(task, task, (a, b) => {
        const request = toRequest(fromForm(a, formOf(a, b)));
        const after = serverApply(a, request);
        for (const { name } of FIELDS)
          expect(sameValue(name, fieldValue(after, name) as never, fieldValue(b, name) as never), name).toBe(true);
        // And nothing is said twice: on the task as it is now the same form means no change.
        expect(touched(fromForm(after, formOf(after, b)))).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  it('shows at once what the server will make of it', () => {
    fc.assert(
      fc.property(task, form, (before, wanted) => {
        const patch = fromForm(before, wanted);
        const [shown, stored] = [apply(before, patch), serverApply(before, toRequest(patch))];
        for (const { name } of FIELDS)
          expect(sameValue(name, fieldValue(shown, name) as never, fieldValue(stored, name) as never), name).toBe(true);
      }),
      { numRuns: 2000 },
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
        const [once, twice] = [apply(before, merge(first, second)), apply(apply(before, first), second)];
        for (const { name } of FIELDS)
          expect(sameValue(name, fieldValue(once, name) as never, fieldValue(twice, name) as never), name).toBe(true);
      }),
    );
  });

  it('lists a cleared field without a value', () => {
    const before: Task = { guid: GUID, summary: 'A', description: 'B', due: { timestamp: '5000' } };
    const patch = fromForm(before, { description: '', due: null });
    expect(toRequest(patch)).toEqual({ task: {}, update_fields: ['description', 'due'] });
  });

  it('takes a due away from a task that repeats only together with its rule', () => {
    const before: Task = { guid: GUID, summary: 'A', due: { timestamp: '5000' }, repeat_rule: 'FREQ=DAILY' };
    expect(problems(before, { due: null })).toEqual([{ field: 'repeat_rule', problem: 'needs_due' }]);
    expect(problems(before, { due: null, repeat_rule: null })).toEqual([]);
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
    ['a mode that is cleared', { mode: null }, ['mode not_clearable']],
    ['custom fields that are cleared as a whole', { custom_fields: null }, ['custom_fields not_clearable']],
    ['a rule', { repeat_rule: 'FREQ=DAILY' }, []],
    ['a rule of 1,001', { repeat_rule: 'x'.repeat(1001) }, ['repeat_rule too_long']],
    ['a rule and no due', { repeat_rule: 'FREQ=DAILY', due: null }, ['repeat_rule needs_due']],
    ['no rule and no due', { repeat_rule: null, due: null }, []],
    [
      'a rule and a completion',
      { repeat_rule: 'FREQ=DAILY', completed_at: '5000' },
      ['repeat_rule not_with_completion'],
    ],
    ['a rule and a reopening', { repeat_rule: null, completed_at: '0' }, ['repeat_rule not_with_completion']],
    ['65,536 characters of extra data', { extra: 'x'.repeat(65_536) }, []],
    ['65,537', { extra: 'x'.repeat(65_537) }, ['extra too_long']],
    ['a link', { custom_complete: { pc: { href: 'http://a.example' } } }, []],
    ['a link that is none', { custom_complete: { ios: { href: 'javascript:1' } } }, ['custom_complete not_a_web_link']],
    ['a tip of 1,000', { custom_complete: { pc: { tip: { zh_cn: '字'.repeat(1000) } } } }, []],
    [
      'a tip of 1,001',
      { custom_complete: { pc: { tip: { zh_cn: '字'.repeat(1001) } } } },
      ['custom_complete tip_too_long'],
    ],
  ])('%s', (_, patch, expected) => {
    expect(problems(before, patch).map(({ field, problem }) => `${field} ${problem}`)).toEqual(expected);
  });
});
