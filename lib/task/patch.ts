import { isWebLink, PLATFORMS } from './custom-complete';
import { asSent, type CustomFieldValue, emptied, entryOf, mergeCustomValues, sameCustomValue } from './custom-fields';
import {
  characters,
  FIELDS,
  type Field,
  type FieldName,
  type FieldValues,
  fieldOf,
  fieldValue,
  heldValue,
} from './fields';
import { isRecord } from './meaning';
import { agrees } from './same-value';
import type { Task } from './schema';
import { momentOf, sameTime } from './times';

/** A change: only the fields that it touches. `null` clears a field, an absent name keeps it (house.md §4). */
export type TaskPatch = { readonly [Name in FieldName]?: FieldValues[Name] | null };

/** Body of `PATCH /task/v2/tasks/:task_guid`. A name that is listed without a value is emptied by the server. */
export interface PatchRequest {
  readonly task: { readonly [Name in FieldName]?: FieldValues[Name] };
  readonly update_fields: readonly FieldName[];
}

/** Why a patch may not be sent; `field` is where to show it. */
export interface PatchProblem {
  readonly field: FieldName;
  readonly problem:
    | 'empty'
    | 'too_long'
    | 'not_clearable'
    | 'start_after_due'
    | 'kinds_differ'
    | 'needs_due'
    | 'not_with_completion'
    | 'not_a_web_link'
    | 'tip_too_long';
}

/** Longest tip of a custom completion in one language, in characters (T2/task/patch). */
export const LONGEST_TIP = 1000;

/** The names that a patch touches, in the table's order, so that equal patches make equal requests. */
export function touched(patch: TaskPatch): FieldName[] {
  return FIELDS.map((field) => field.name).filter((name) => patch[name] !== undefined);
}

/**
 * The change that a form means: only fields whose value differs from the task the form was opened on.
 * A value of `null` (or "" in a text) is a clear; a field that was empty and stays so is not touched.
 */
export function fromForm(task: Task, form: TaskPatch): TaskPatch {
  const patch: Record<string, unknown> = {};
  for (const { name, clearedAs } of FIELDS as readonly Field[]) {
    if (form[name] === undefined) continue;
    const wanted = form[name] === '' || form[name] === null ? (clearedAs ?? null) : form[name];
    if (agrees(task, name, wanted as never)) continue;
    patch[name] = name === 'custom_fields' ? changedOnly(task, wanted as readonly CustomFieldValue[]) : wanted;
  }
  return patch as TaskPatch;
}

const customValues = (task: Task) => fieldValue(task, 'custom_fields') ?? [];

const changedOnly = (task: Task, wanted: readonly CustomFieldValue[]) =>
  wanted.filter((entry) => !sameCustomValue(entryOf(customValues(task), entry.guid), entry)).map(asSent);

/** The later patch over the earlier, field over field. */
export function merge(earlier: TaskPatch, later: TaskPatch): TaskPatch {
  const both = { ...earlier, ...later };
  if (!earlier.custom_fields || !later.custom_fields) return both;
  return { ...both, custom_fields: mergeCustomValues(earlier.custom_fields, later.custom_fields) };
}

/** The task as it will be when the patch has been applied. `status` follows `completed_at`, as on the server. */
export function apply(task: Task, patch: TaskPatch): Task {
  const next: Record<string, unknown> = { ...task };
  for (const name of touched(patch)) {
    if (name === 'custom_fields') next[name] = withCustomValues(task, patch.custom_fields ?? []);
    else if (patch[name] === null) delete next[name];
    else next[name] = patch[name];
  }
  // What could not be read before is as it was written now.
  if (task.unreadable)
    next.unreadable = Object.fromEntries(Object.entries(task.unreadable).filter(([name]) => !(name in patch)));
  if (patch.completed_at !== undefined) next.status = (patch.completed_at ?? '0') === '0' ? 'todo' : 'done';
  return next as Task;
}

/** Names and types of the fields stay as they were read. */
function withCustomValues(task: Task, changed: readonly CustomFieldValue[]): readonly CustomFieldValue[] {
  const described = changed.map((entry) => {
    const { name, type } = entryOf(customValues(task), entry.guid) ?? {};
    return { ...(name !== undefined && { name }), ...(type !== undefined && { type }), ...entry };
  });
  return mergeCustomValues(customValues(task), described);
}

/** The values that a patch is about to replace, for comparing them later with what the server has by then. */
export function baseOf(task: Task, patch: TaskPatch): TaskPatch {
  const valueBefore = (name: FieldName) =>
    name === 'custom_fields'
      ? (patch.custom_fields ?? []).map((entry) => asSent(entryOf(customValues(task), entry.guid) ?? emptied(entry)))
      : (heldValue(task, name) ?? fieldOf(name).clearedAs ?? null);
  return Object.fromEntries(touched(patch).map((name) => [name, valueBefore(name)])) as TaskPatch;
}

/** Of a base what a patch can say: what was no date, or could not be read, cannot be put back. */
export function restorable(base: TaskPatch): TaskPatch {
  return Object.fromEntries(
    touched(base).flatMap((name) => (canRestore(name, base[name]) ? [[name, base[name]]] : [])),
  );
}

const MILLIS = /^\d{1,20}$/;

function canRestore(name: FieldName, value: unknown): boolean {
  if (name === 'completed_at') return value === null || MILLIS.test(String(value));
  if (Array.isArray(value))
    return value.every((entry) => !entry?.datetime_value || MILLIS.test(String(entry.datetime_value)));
  if (!isRecord(value)) return true;
  return !('unreadable' in value) && (!('timestamp' in value) || MILLIS.test(String(value.timestamp)));
}

/** The request body: exactly the touched names in `update_fields`, a value for each that is set, none for a cleared one. */
export function toRequest(patch: TaskPatch): PatchRequest {
  const update_fields = touched(patch);
  const set = update_fields.filter((name) => patch[name] !== null);
  return { task: Object.fromEntries(set.map((name) => [name, patch[name]])), update_fields };
}

/** What the server would refuse (T2/task/patch, T2/task/overview), judged on the task as it would be afterwards. */
export function problems(task: Task, patch: TaskPatch): PatchProblem[] {
  const found: PatchProblem[] = [];
  for (const name of touched(patch)) {
    const field = fieldOf(name);
    const value = patch[name];
    if (value === null && !field.canClear)
      found.push({ field: name, problem: field.required ? 'empty' : 'not_clearable' });
    if (typeof value === 'string' && field.required && value.trim() === '')
      found.push({ field: name, problem: 'empty' });
    if (typeof value === 'string' && field.maxLength && characters(value) > field.maxLength)
      found.push({ field: name, problem: 'too_long' });
  }
  const after = apply(task, patch);
  if (patch.start !== undefined || patch.due !== undefined) found.push(...timeProblems(after));
  found.push(...ruleProblems(after, patch), ...completionProblems(patch));
  return found;
}

/** A repeat rule needs a due, and goes with no completion in one call (feishu-task-api §4.5). */
function ruleProblems(after: Task, patch: TaskPatch): PatchProblem[] {
  const found: PatchProblem[] = [];
  const about = patch.repeat_rule !== undefined || patch.due !== undefined;
  if (about && fieldValue(after, 'repeat_rule') && !fieldValue(after, 'due'))
    found.push({ field: 'repeat_rule', problem: 'needs_due' });
  if (patch.repeat_rule !== undefined && patch.completed_at !== undefined)
    found.push({ field: 'repeat_rule', problem: 'not_with_completion' });
  return found;
}

function completionProblems({ custom_complete }: TaskPatch): PatchProblem[] {
  const items = PLATFORMS.map((platform) => custom_complete?.[platform]);
  const tips = items.flatMap((item) => Object.values(item?.tip ?? {}));
  const found: PatchProblem[] = [];
  if (items.some((item) => item?.href && !isWebLink(item.href)))
    found.push({ field: 'custom_complete', problem: 'not_a_web_link' });
  if (tips.some((tip) => characters(tip) > LONGEST_TIP))
    found.push({ field: 'custom_complete', problem: 'tip_too_long' });
  return found;
}

function timeProblems(task: Task): PatchProblem[] {
  const start = fieldValue(task, 'start');
  const due = fieldValue(task, 'due');
  if (!start || !due) return [];
  const [first, last] = [momentOf(start.timestamp), momentOf(due.timestamp)];
  // What is no date cannot be compared: the server decides.
  if (first === undefined || last === undefined) return [];
  if ((start.is_all_day ?? false) !== (due.is_all_day ?? false)) return [{ field: 'due', problem: 'kinds_differ' }];
  // Of an all-day time only the date counts, whatever moment of it the timestamp names (T2/task/patch).
  const isLater = first > last && !(due.is_all_day && sameTime(start, due));
  return isLater ? [{ field: 'due', problem: 'start_after_due' }] : [];
}
