import { describe, expect, it } from 'vitest';
import { edit, editCustom, type FormState, readForm, switchAllDay } from '../../components/form-state';
import type { CustomFieldDefinition, CustomFieldType } from '../../lib/task/custom-fields';
import type { FieldName } from '../../lib/task/fields';
import { toRequest } from '../../lib/task/patch';
import type { Task } from '../../lib/task/schema';
import { toForm } from '../../lib/task/times';
import example from '../lib/task/document-example.json';

const { task: wanted } = example.request;
const [custom] = wanted.custom_fields;
if (!custom) throw new Error('The example has a custom field');

/** The document writes one value of each type into one field; real fields hold one, so each has its own here. */
const definition = (type: CustomFieldType): CustomFieldDefinition => ({
  guid: `field-${type}`,
  name: type,
  type,
  ...(type === 'number' && { number_setting: { decimal_count: 2 } }),
  ...(type.endsWith('select') && { [`${type}_setting`]: { options: [{ guid: custom.single_select_value }] } }),
});
const definitions = (['number', 'member', 'datetime', 'single_select', 'multi_select', 'text'] as const).map(
  definition,
);

const [person] = custom.member_value;

/** Differs from the example in every field, so that all of them are changes. Its person is one of the task's. */
const before: Task = {
  guid: 'g',
  summary: 'x',
  mode: 1,
  is_milestone: true,
  ...(person && { members: [{ ...person, role: 'assignee' }] }),
};

const day = ({ timestamp }: { timestamp: string }) => toForm({ timestamp, is_all_day: true }).date;

function typeAll(): FormState {
  const at = toForm({ timestamp: wanted.completed_at });
  const typed: Partial<Record<FieldName, string>> = {
    summary: wanted.summary,
    description: wanted.description,
    due: day(wanted.due),
    start: day(wanted.start),
    repeat_rule: wanted.repeat_rule,
    is_milestone: String(wanted.is_milestone),
    mode: String(wanted.mode),
    completed_at: `${at.date} ${at.time}`,
    extra: wanted.extra,
    custom_complete: JSON.stringify(wanted.custom_complete),
  };
  const typedCustom = [
    custom?.number_value,
    custom?.member_value[0]?.id,
    toForm({ timestamp: custom?.datetime_value ?? '', is_all_day: true }).date,
    custom?.single_select_value,
    custom?.multi_select_value[0],
    custom?.text_value,
  ];
  let state = switchAllDay(before, {}, true);
  for (const [name, text] of Object.entries(typed)) state = edit(before, state, name as FieldName, text);
  definitions.forEach((one, index) => {
    state = editCustom(before, state, one, typedCustom[index] ?? '');
  });
  return state;
}

const utcDay = (ms: string) => String(Math.floor(Number(ms) / 86_400_000) * 86_400_000);

describe("the document's own example, typed in", () => {
  const reading = readForm(before, typeAll(), definitions);
  const [first, second] = reading.steps.map(toRequest);

  it('is two requests, since the rule and the completion go in none together', () => {
    expect(reading.problems).toEqual([]);
    expect(reading.steps).toHaveLength(2);
    expect(second).toEqual({ task: { completed_at: wanted.completed_at }, update_fields: ['completed_at'] });
  });

  it('asks for the same values, each by its name', () => {
    const { completed_at: _, custom_fields: __, ...others } = wanted;
    // Only the date of an all-day time is kept, so it is sent as the midnight that is its name.
    const midnight = { timestamp: utcDay(wanted.due.timestamp), is_all_day: true };
    const { custom_fields, ...sent } = first?.task ?? {};
    expect(sent).toEqual({ ...others, due: midnight, start: midnight });
    expect(first?.update_fields.toSorted()).toEqual([...Object.keys(others), 'custom_fields'].sort());
    expect(custom_fields).toEqual([
      { guid: 'field-number', number_value: custom.number_value },
      { guid: 'field-member', member_value: [person] },
      { guid: 'field-datetime', datetime_value: utcDay(custom.datetime_value) },
      { guid: 'field-single_select', single_select_value: custom.single_select_value },
      { guid: 'field-multi_select', multi_select_value: custom.multi_select_value },
      { guid: 'field-text', text_value: custom.text_value },
    ]);
  });
});
