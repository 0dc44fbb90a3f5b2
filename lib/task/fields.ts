import type { Task, TaskTime } from './schema';

/** The value that each patchable field takes. `completed_at` is ms since 1970 as a string; "0" reopens. */
export interface FieldValues {
  summary: string;
  description: string;
  due: TaskTime;
  start: TaskTime;
  is_milestone: boolean;
  completed_at: string;
}

export type FieldName = keyof FieldValues;
export type FieldKind = 'line' | 'text' | 'time' | 'switch' | 'moment';

export interface Field<Name extends FieldName = FieldName> {
  readonly name: Name;
  readonly kind: FieldKind;
  /** Shown in the quick form, in the table's order. `completed_at` is changed by actions. */
  readonly inForm: boolean;
  /** Longest text in characters as UTF-8 counts them: code points, not UTF-16 units. */
  readonly maxLength?: number;
  readonly required: boolean;
  /** Whether it may be listed in `update_fields` without a value, which empties it (T2/task/patch). */
  readonly canClear: boolean;
}

/** The table of patchable fields (T2/task/patch): form, validation, preview and request are drawn from it. */
export const FIELDS = [
  { name: 'summary', kind: 'line', inForm: true, maxLength: 3000, required: true, canClear: false },
  { name: 'description', kind: 'text', inForm: true, maxLength: 3000, required: false, canClear: true },
  { name: 'due', kind: 'time', inForm: true, required: false, canClear: true },
  { name: 'start', kind: 'time', inForm: true, required: false, canClear: true },
  { name: 'is_milestone', kind: 'switch', inForm: true, required: false, canClear: false },
  { name: 'completed_at', kind: 'moment', inForm: false, required: false, canClear: false },
] as const satisfies readonly Field[];

/** The field's row in the table. */
export function fieldOf(name: FieldName): Field {
  return FIELDS.find((field) => field.name === name) as Field;
}

/** Length as the API counts it: one for each character (code point), whatever UTF-16 needs for it. */
export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** A task's value of a field, with every spelling of "not set" (absent, "", timestamp "0") turned into `undefined`. */
export function fieldValue<Name extends FieldName>(task: Task, name: Name): FieldValues[Name] | undefined {
  const value = task[name] as FieldValues[FieldName] | undefined;
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'object' && (value.timestamp === '' || value.timestamp === '0')) return undefined;
  if (name === 'completed_at' && value === '0') return undefined;
  return value as FieldValues[Name];
}
