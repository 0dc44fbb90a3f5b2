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

const KEYS = Object.values(VALUE_KEY);

/** The key that holds a field's value, by its type; nothing for a type we do not know. */
export function valueKey(type: string): (typeof KEYS)[number] | undefined {
  return Object.hasOwn(VALUE_KEY, type) ? VALUE_KEY[type as CustomFieldType] : undefined;
}

/** The one value in an entry, whichever type it is of: a text, a list of ids, or nothing when it is empty. */
function held(entry: CustomFieldValue | undefined): string {
  for (const key of KEYS) {
    const value = entry?.[key];
    if (value === undefined || value.length === 0) continue;
    if (typeof value === 'string') return `${key} ${spelling(key, value)}`;
    const ids = value.map((item) => (typeof item === 'string' ? item : item.id));
    // Which people or options are chosen, not in which order.
    return `${key} ${[...ids].sort().join(' ')}`;
  }
  return '';
}

/** A date by its UTC day, a number as Feishu stores it, a text as it is. */
function spelling(key: string, value: string): string {
  if (key === 'datetime_value') return String(Math.floor(Number(value) / 86_400_000));
  return key === 'number_value' ? normalNumber(value) : value;
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

/** Whether two values of one custom field are the same for a person: empty equals absent, dates by day, lists without order. */
export function sameCustomValue(a: CustomFieldValue | undefined, b: CustomFieldValue | undefined): boolean {
  return held(a) === held(b);
}

/** Whether an entry clears its field. */
export function isEmptyCustomValue(entry: CustomFieldValue | undefined): boolean {
  return held(entry) === '';
}

/**
 * What a changed entry is sent as: guid and value, without what was only read. A member is sent as the document shows one
 * (T2/task/patch): id, type and, where it is known, the name; the role is only read.
 */
export function asSent(entry: CustomFieldValue): CustomFieldValue {
  const { name: _, type: __, member_value, ...rest } = entry;
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
