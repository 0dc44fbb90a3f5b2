import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edit, editCustom, type FormState, fromDraft, readForm, typedOf } from '../../components/form-state';
import { PLATFORMS, TIP_LOCALES } from '../../lib/task/custom-complete';
import type { CustomFieldDefinition } from '../../lib/task/custom-fields';
import { FIELDS, type FieldName } from '../../lib/task/fields';
import { apply, type TaskPatch, toRequest, touched } from '../../lib/task/patch';
import { sameValue } from '../../lib/task/same-value';
import type { Task } from '../../lib/task/schema';

const date = fc.constantFrom('2026-11-24 10:00', '2026-11-25 10:00', '1970-06-01 00:00', '2100-02-28 23:59', '');
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const completion = fc
  .record({
    platform: fc.constantFrom(...PLATFORMS),
    href: fc.option(fc.webUrl(), { nil: undefined }),
    locale: fc.constantFrom(...TIP_LOCALES),
    tip: text,
  })
  .map(({ platform, href, locale, tip }) => JSON.stringify({ [platform]: { href, tip: { [locale]: tip } } }));

/** What may be typed into each kind of field. */
const typings = fc.record(
  {
    summary: text.filter((title) => title.trim() !== ''),
    description: text,
    due: date,
    start: date,
    repeat_rule: fc.constantFrom('', 'FREQ=DAILY;INTERVAL=1', 'FREQ=YEARLY'),
    is_milestone: fc.constantFrom('true', 'false'),
    mode: fc.constantFrom('1', '2'),
    completed_at: date,
    extra: text,
    custom_complete: fc.oneof(completion, fc.constant('')),
  } satisfies Partial<Record<FieldName, fc.Arbitrary<string>>>,
  { requiredKeys: [] },
);

const definitions: readonly CustomFieldDefinition[] = [
  { guid: 'n', name: 'Cost', type: 'number', number_setting: { decimal_count: 2 } },
  { guid: 't', name: 'Note', type: 'text' },
];
const custom = fc.record({ n: fc.constantFrom('', '1', '2.5'), t: text }, { requiredKeys: [] });

const typeInto = (task: Task, typed: Partial<Record<string, string>>, own: Partial<Record<string, string>>) => {
  let state: FormState = {};
  for (const [name, value] of Object.entries(typed))
    if (value !== undefined) state = edit(task, state, name as FieldName, value);
  for (const definition of definitions) {
    const value = own[definition.guid];
    if (value !== undefined) state = editCustom(task, state, definition, value);
  }
  return state;
};

describe('any typing into any field', () => {
  it('lists exactly what it changed, and every step together makes it so', () => {
    fc.assert(
      fc.property(typings, custom, typings, custom, (first, firstOwn, second, secondOwn) => {
        const bare: Task = { guid: 'g', summary: 'x' };
        const task = apply(bare, readForm(bare, typeInto(bare, first, firstOwn), definitions).patch);
        const state = typeInto(task, second, secondOwn);
        // As it comes back from the draft.
        const { patch, steps, changed, problems } = readForm(task, fromDraft({ ...state }), definitions);

        expect(touched(patch)).toEqual(changed);
        const after = steps.reduce(apply, task);
        for (const { name } of FIELDS) {
          const was = (task as TaskPatch)[name];
          const is = (after as TaskPatch)[name];
          if (!changed.includes(name)) expect(is, name).toEqual(was);
          else expect(sameValue(name, is as never, was as never), name).toBe(false);
        }
        // What was typed is what the form would show of the task as it is then.
        for (const [name, typed] of Object.entries(second))
          if (name !== 'custom_complete' && changed.includes(name as FieldName))
            expect(typedOf(after, {}, name as FieldName)).toBe(typed);
        // Each request names exactly what it holds or clears, and no two that are refused together.
        for (const request of steps.map(toRequest)) {
          expect(request.update_fields).toEqual(expect.arrayContaining(Object.keys(request.task)));
          const both = (['repeat_rule', 'completed_at'] as const).every((name) => request.update_fields.includes(name));
          expect(both).toBe(false);
        }
        const refused = problems.map(({ problem }) => problem);
        expect(refused.filter((problem) => !/^(start_after_due|needs_due)$/.test(problem))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
