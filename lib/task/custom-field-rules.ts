import { type CustomFieldDefinition, type CustomFieldValue, isEmptyCustomValue, valueKey } from './custom-fields';
import { characters } from './fields';

/** Why Feishu would refuse a value, known from the field's definition (feishu-task-api §3.9). */
export type CustomFieldProblem =
  | 'wrong_kind' // the value is of another type than the field
  | 'not_a_number' // a plain decimal: no exponent, separators, spaces or unit
  | 'number_too_long'
  | 'one_person_only'
  | 'too_many_chosen'
  | 'chosen_twice'
  | 'not_a_date'
  | 'unknown_option'
  | 'hidden_option'
  | 'text_too_long';

const LONGEST_NUMBER = 20;
const LONGEST_TEXT = 3000;
const MOST_CHOSEN = 50;

const OF_VALUE: Record<
  NonNullable<ReturnType<typeof valueKey>>,
  (entry: CustomFieldValue, definition: CustomFieldDefinition, before?: CustomFieldValue) => CustomFieldProblem | false
> = {
  // More digits than the field keeps are rounded (half up) by Feishu, not refused.
  number_value: ({ number_value = '' }) =>
    number_value.length > LONGEST_NUMBER
      ? 'number_too_long'
      : !/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(number_value) && 'not_a_number',
  member_value: ({ member_value = [] }, { member_setting }) =>
    (member_value.length > 1 && !member_setting?.multi && 'one_person_only') ||
    ofMany(member_value.map((member) => member.id)),
  // Any moment of a day means the day; Date reaches 8.64e15 ms.
  datetime_value: ({ datetime_value = '' }) =>
    !(/^\d{1,20}$/.test(datetime_value) && Number(datetime_value) <= 8.64e15) && 'not_a_date',
  single_select_value: ({ single_select_value = '' }, definition, before) =>
    ofOption(single_select_value, definition, before),
  multi_select_value: ({ multi_select_value = [] }, definition, before) =>
    ofMany(multi_select_value) ||
    multi_select_value.map((chosen) => ofOption(chosen, definition, before)).find((problem) => problem) ||
    false,
  text_value: ({ text_value = '' }) => characters(text_value) > LONGEST_TEXT && 'text_too_long',
};

/**
 * What stands against sending this value, or nothing. `before` is the task's own value: an option that was hidden after it was
 * chosen may stay. An empty value always clears.
 */
export function customFieldProblem(
  definition: CustomFieldDefinition,
  entry: CustomFieldValue,
  before?: CustomFieldValue,
): CustomFieldProblem | undefined {
  const key = valueKey(definition.type);
  if (isEmptyCustomValue(entry)) return undefined;
  if (!key || entry[key] === undefined) return 'wrong_kind';
  return OF_VALUE[key](entry, definition, before) || undefined;
}

function ofMany(ids: readonly string[]): CustomFieldProblem | false {
  if (ids.length > MOST_CHOSEN) return 'too_many_chosen';
  return new Set(ids).size < ids.length && 'chosen_twice';
}

function ofOption(
  chosen: string,
  { single_select_setting, multi_select_setting }: CustomFieldDefinition,
  before?: CustomFieldValue,
): CustomFieldProblem | false {
  const was = [before?.single_select_value, ...(before?.multi_select_value ?? [])];
  if (was.includes(chosen)) return false;
  const option = (single_select_setting ?? multi_select_setting)?.options?.find(({ guid }) => guid === chosen);
  if (!option) return 'unknown_option';
  return option.is_hidden === true && 'hidden_option';
}
