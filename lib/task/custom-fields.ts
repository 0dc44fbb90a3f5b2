import { jsonMeaning, textMeaning } from './meaning';
import { momentOf } from './times';

/** Custom fields as the API speaks of them (T2/custom_field/custom-field-overview): definitions of lists, values of tasks. */

export type CustomFieldType = 'number' | 'member' | 'datetime' | 'single_select' | 'multi_select' | 'text';

/** A value in `task.custom_fields`: the field's guid and exactly one `*_value`; an empty one clears. */
export interface CustomFieldValue {
  readonly guid: string;
  /** Plain decimal, at most 20 characters; "" clears. */
  readonly number_value?: string;
  /** At most 50, no duplicates; `[]` clears. */
  readonly member_value?: readonly { readonly id: string; readonly type?: string; readonly name?: string }[];
  /** ms since 1970 as a string, midnight UTC of the day; "" clears. */
  readonly datetime_value?: string;
  /** An option's guid; "" clears. */
  readonly single_select_value?: string;
  /** Options' guids, at most 50; `[]` clears. */
  readonly multi_select_value?: readonly string[];
  /** At most 3,000 characters; "" clears. */
  readonly text_value?: string;
  /** As read from a task: never sent. */
  readonly unreadable?: unknown;
  readonly name?: string;
  readonly type?: string;
}

export interface CustomFieldOption {
  readonly guid: string;
  readonly name?: string;
  /** 0–54; the palette is ours, since Feishu's is only a picture. */
  readonly color_index?: number;
  readonly is_hidden?: boolean;
}

export interface CustomFieldDefinition {
  readonly guid: string;
  readonly name: string;
  readonly type: CustomFieldType;
  readonly number_setting?: {
    readonly format?: string;
    readonly custom_symbol?: string;
    readonly custom_symbol_position?: string;
    readonly separator?: string;
    /** 0–6; for a percentage these are digits after multiplying by 100. */
    readonly decimal_count?: number;
  };
  readonly member_setting?: { readonly multi?: boolean };
  readonly datetime_setting?: { readonly format?: string };
  readonly single_select_setting?: { readonly options?: readonly CustomFieldOption[] };
  readonly multi_select_setting?: { readonly options?: readonly CustomFieldOption[] };
}

const VALUE_KEY = {
  number: 'number_value',
  member: 'member_value',
  datetime: 'datetime_value',
  single_select: 'single_select_value',
  multi_select: 'multi_select_value',
  text: 'text_value',
} as const satisfies Record<CustomFieldType, keyof CustomFieldValue>;

/** The keys of an entry that may hold its value. */
export const KEYS = Object.values(VALUE_KEY);

const DAY_MS = 86_400_000;

/** The key that holds a field's value, by its type; nothing for a type we do not know. */
export function valueKey(type: string): (typeof KEYS)[number] | undefined {
  return Object.hasOwn(VALUE_KEY, type) ? VALUE_KEY[type as CustomFieldType] : undefined;
}

const isSet = (entry: CustomFieldValue | undefined, key: (typeof KEYS)[number]) =>
  entry?.[key] !== undefined && entry[key]?.length !== 0;

/** What an entry holds under these keys, in one spelling; "" when all are empty. */
function held(entry: CustomFieldValue | undefined, keys: readonly (typeof KEYS)[number][]): string {
  return keys
    .filter((key) => isSet(entry, key))
    .map((key) => `${key} ${spelling(key, entry?.[key])}`)
    .join('\n');
}

/** A date by its UTC day, a number as Feishu stores it, people and options whichever order they are in. */
function spelling(key: string, value: unknown): string {
  if (Array.isArray(value)) return jsonMeaning([...new Set(value.map((item) => item?.id ?? item))].sort());
  const text = typeof value === 'string' ? value : jsonMeaning(value);
  if (key === 'number_value') return normalNumber(text);
  const ms = key === 'datetime_value' ? momentOf(text) : undefined;
  return ms === undefined ? textMeaning(text) : String(Math.floor(ms / DAY_MS));
}

/** A plain decimal number without plus sign and needless zeros, as Feishu stores it (feishu-task-api §3.9); exact. */
export function normalNumber(text: string): string {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  const left = whole.replace(/^0+/, '') || '0';
  const right = fraction.replace(/0+$/, '');
  const size = right ? `${left}.${right}` : left;
  return sign === '-' && size !== '0' ? `-${size}` : size;
}

/**
 * Whether two values of one custom field are the same for a person: empty equals absent, dates by day, lists without order. Of an
 * entry that holds several values the one of its own type counts.
 */
export function sameCustomValue(a: CustomFieldValue | undefined, b: CustomFieldValue | undefined): boolean {
  if (jsonMeaning(a?.unreadable) !== jsonMeaning(b?.unreadable)) return false;
  const own = valueKey(a?.type ?? b?.type ?? '');
  const keys = own && (isSet(a, own) || isSet(b, own)) ? [own] : KEYS;
  return held(a, keys) === held(b, keys);
}

/** Whether an entry clears its field. */
export function isEmptyCustomValue(entry: CustomFieldValue | undefined): boolean {
  return held(entry, KEYS) === '' && entry?.unreadable === undefined;
}

/**
 * What a changed entry is sent as: guid and value, without what was only read. A member is sent as the document shows one
 * (T2/task/patch): id, type and, where it is known, the name; the role is only read.
 */
export function asSent(entry: CustomFieldValue): CustomFieldValue {
  const { name: _, type: __, unreadable: ___, member_value, ...rest } = entry;
  if (!member_value) return rest;
  return { ...rest, member_value: member_value.map(({ id, name }) => ({ id, type: 'user', ...(name && { name }) })) };
}

/** The same field, emptied: its own key with the empty value of that key. */
export function emptied(entry: CustomFieldValue): CustomFieldValue {
  const key = KEYS.find((one) => entry[one] !== undefined);
  const isList = key === 'member_value' || key === 'multi_select_value';
  return { guid: entry.guid, ...(key && { [key]: isList ? [] : '' }) };
}

/** The entry of a field in a task's values. */
export function entryOf(values: readonly CustomFieldValue[] | undefined, guid: string): CustomFieldValue | undefined {
  return values?.find((entry) => entry.guid === guid);
}

/** `later` over `earlier`, field by field; fields that only one of them has stay. */
export function mergeCustomValues(
  earlier: readonly CustomFieldValue[],
  later: readonly CustomFieldValue[],
): CustomFieldValue[] {
  return [...earlier.filter(({ guid }) => !entryOf(later, guid)), ...later];
}
