import { type CustomComplete, tidy } from './custom-complete';
import type { CustomFieldValue } from './custom-fields';
import type { Task, TaskTime } from './schema';
import { momentOf } from './times';

/** The value that each patchable field takes. `completed_at` is ms since 1970 as a string; "0" reopens. */
export interface FieldValues {
  summary: string;
  description: string;
  due: TaskTime;
  start: TaskTime;
  /** A subset of an RFC 5545 RRULE value, without "RRULE:" (feishu-task-api §4.5). */
  repeat_rule: string;
  is_milestone: boolean;
  /** 1: every assignee must finish (会签); 2: any may (或签). */
  mode: 1 | 2;
  completed_at: string;
  /** Anything that a caller hung on the task; returned word for word. */
  extra: string;
  custom_complete: CustomComplete;
  /** In a patch: only the fields that change; others stay. */
  custom_fields: readonly CustomFieldValue[];
}

export type FieldName = keyof FieldValues;
export type FieldKind =
  | 'line'
  | 'text'
  | 'time'
  | 'rule'
  | 'switch'
  | 'mode'
  | 'moment'
  | 'data'
  | 'completion'
  | 'custom';

export interface Field<Name extends FieldName = FieldName> {
  readonly name: Name;
  readonly kind: FieldKind;
  /** Where the form shows it: at once, or under "More". Both in the table's order. */
  readonly place: 'first' | 'more';
  /** Longest text in characters as UTF-8 counts them: code points, not UTF-16 units. */
  readonly maxLength?: number;
  readonly required: boolean;
  /** Whether it may be listed in `update_fields` without a value, which empties it (T2/task/patch). */
  readonly canClear: boolean;
  /** What a clear sends where leaving the value out would not do: "0" reopens (feishu-task-api §4.3). */
  readonly clearedAs?: string;
}

/** The table of patchable fields (T2/task/patch): form, validation, preview and request are drawn from it. */
export const FIELDS = [
  { name: 'summary', kind: 'line', place: 'first', maxLength: 3000, required: true, canClear: false },
  { name: 'description', kind: 'text', place: 'first', maxLength: 3000, required: false, canClear: true },
  { name: 'due', kind: 'time', place: 'first', required: false, canClear: true },
  { name: 'start', kind: 'time', place: 'first', required: false, canClear: true },
  { name: 'repeat_rule', kind: 'rule', place: 'first', maxLength: 1000, required: false, canClear: true },
  { name: 'is_milestone', kind: 'switch', place: 'first', required: false, canClear: false },
  { name: 'custom_fields', kind: 'custom', place: 'first', required: false, canClear: false },
  { name: 'mode', kind: 'mode', place: 'more', required: false, canClear: false },
  { name: 'completed_at', kind: 'moment', place: 'more', required: false, canClear: true, clearedAs: '0' },
  { name: 'extra', kind: 'data', place: 'more', maxLength: 65_536, required: false, canClear: true },
  { name: 'custom_complete', kind: 'completion', place: 'more', required: false, canClear: true },
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

/** What stands in a base, or in words, for a value that could not be read. */
export interface Unread {
  readonly unreadable: unknown;
}

/** Whether a field of a task could not be read: it is shown as it is and cannot be changed from here. */
export const isUnread = ({ unreadable }: Task, name: FieldName) => unreadable !== undefined && name in unreadable;

/** A task's value of a field, or what stands there instead. */
export function heldValue<Name extends FieldName>(task: Task, name: Name): FieldValues[Name] | Unread | undefined {
  // Of the custom fields each tells for itself.
  if (name === 'custom_fields' || !isUnread(task, name)) return fieldValue(task, name);
  return { unreadable: task.unreadable?.[name] };
}

/** Feishu writes "0" where no time is set (feishu-task-api §2). */
export const isUnset = (timestamp: string | undefined) => !timestamp || momentOf(timestamp) === 0;

/** A task's value of a field, with every spelling of "not set" (absent, "", timestamp "0") turned into `undefined`. */
export function fieldValue<Name extends FieldName>(task: Task, name: Name): FieldValues[Name] | undefined {
  const value = task[name] as FieldValues[FieldName] | undefined;
  if (value === undefined || value === '') return undefined;
  if (name === 'due' || name === 'start') {
    const { timestamp } = value as TaskTime;
    return isUnset(timestamp) ? undefined : (value as FieldValues[Name]);
  }
  if (name === 'mode' && value !== 1 && value !== 2) return undefined;
  if (name === 'custom_complete') return tidy(value as CustomComplete) as FieldValues[Name] | undefined;
  if (name === 'completed_at' && isUnset(value as string)) return undefined;
  return value as FieldValues[Name];
}
