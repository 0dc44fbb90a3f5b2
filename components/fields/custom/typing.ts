import { type CustomFieldProblem, customFieldProblem } from '../../../lib/task/custom-field-rules';
import {
  type CustomFieldDefinition,
  type CustomFieldOption,
  type CustomFieldType,
  type CustomFieldValue,
  valueKey,
} from '../../../lib/task/custom-fields';
import { fromFormTime, toForm } from '../../../lib/task/times';
import { oddTimestamp, typedOdd } from '../../field-typing';
import { isDecimal, movePoint, rounded } from './decimal';
import type { KnownPerson } from './editor';

/** How the value of one type of custom field is typed (a text, so that the draft can hold it), and read back. */
interface Typing {
  typed(value: CustomFieldValue, definition: CustomFieldDefinition): string;
  read(typed: string, definition: CustomFieldDefinition, people: readonly KnownPerson[]): Read;
}

type Read = string | NonNullable<CustomFieldValue['member_value']> | readonly string[];

const words = (typed: string) => typed.split(' ').filter(Boolean);

const TYPING: Record<CustomFieldType, Typing> = {
  text: { typed: ({ text_value }) => text_value ?? '', read: (typed) => typed },
  number: {
    typed: ({ number_value = '' }, definition) => movePoint(number_value, pointOf(definition)),
    read: (typed, definition) => movePoint(asStored(typed.trim(), definition), -pointOf(definition)),
  },
  member: {
    typed: ({ member_value = [] }) => member_value.map(({ id }) => id).join(' '),
    read: (typed, _, people) =>
      words(typed).map((id) => {
        const name = people.find((person) => person.id === id)?.name;
        return { id, type: 'user', ...(name && { name }) };
      }),
  },
  datetime: {
    typed: ({ datetime_value }) => (datetime_value ? (typedOdd(datetime_value) ?? dayOf(datetime_value)) : ''),
    // What is no date is refused by the rules; half a date cannot be told from none.
    read: (typed) => oddTimestamp(typed) ?? fromFormTime({ date: typed, time: '' }, true)?.timestamp ?? '',
  },
  single_select: { typed: ({ single_select_value }) => single_select_value ?? '', read: (typed) => typed },
  multi_select: {
    typed: ({ multi_select_value = [] }) => multi_select_value.join(' '),
    read: words,
  },
};

/** The UTC day of a datetime value as "YYYY-MM-DD": the same date for everybody. */
export function dayOf(datetime_value: string): string {
  return toForm({ timestamp: datetime_value, is_all_day: true }).date;
}

/** How far the point of a stored number moves before it is shown: a percentage is kept as a fraction of 1. */
export function pointOf({ number_setting }: CustomFieldDefinition): number {
  return number_setting?.format === 'percentage' ? 2 : 0;
}

/** A typed number as the platform will keep it, still in the typed unit: rounded to the field's own decimals. */
export function asStored(typed: string, { number_setting }: CustomFieldDefinition): string {
  return isDecimal(typed) ? rounded(typed, number_setting?.decimal_count ?? 0) : typed;
}

/** Longest text, in characters. */
export const LONGEST_TEXT = 3000;

/** What an editor shows of a value; "" for an empty one. */
export function typedCustomValue(definition: CustomFieldDefinition, value: CustomFieldValue | undefined): string {
  return value ? TYPING[definition.type].typed(value, definition) : '';
}

/** Why a typed value may not be sent; each has words `problem_<name>`. */
export type CustomProblem = CustomFieldProblem;

/**
 * The value that a typed text means, as it will be stored; "" and empty lists clear. Or what stands in its way; options that
 * the task has already, in `before`, never do. People are sent with their names, where `people` has them.
 */
export function readCustomValue(
  definition: CustomFieldDefinition,
  typed: string,
  before?: CustomFieldValue,
  people: readonly KnownPerson[] = [],
): { readonly value: CustomFieldValue } | { readonly problem: CustomProblem } {
  const read = TYPING[definition.type].read(typed, definition, people);
  const value = { guid: definition.guid, [valueKey(definition.type) ?? 'text_value']: read };
  const problem = customFieldProblem(definition, value, before);
  return problem ? { problem } : { value };
}

/** The options of a select field in their order; none for other types. */
export function optionsOf(definition: CustomFieldDefinition): readonly CustomFieldOption[] {
  const { single_select_setting, multi_select_setting } = definition;
  return (single_select_setting ?? multi_select_setting)?.options ?? [];
}

/** The options among these ids that are hidden by now. */
export function hiddenAmong(definition: CustomFieldDefinition, guids: readonly string[]): readonly CustomFieldOption[] {
  return optionsOf(definition).filter(({ guid, is_hidden }) => is_hidden && guids.includes(guid));
}

/** Several ids typed into one text, and read back. */
export const joinIds = (ids: readonly string[]) => ids.join(' ');
export const splitIds = words;
