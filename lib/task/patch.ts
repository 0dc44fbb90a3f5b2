import { characters, FIELDS, type FieldName, type FieldValues, fieldOf, fieldValue } from './fields';
import type { Task } from './schema';
import { sameTime } from './times';

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
  readonly problem: 'empty' | 'too_long' | 'not_clearable' | 'start_after_due' | 'kinds_differ';
}

/** The names that a patch touches, in the table's order, so that equal patches make equal requests. */
export function touched(patch: TaskPatch): FieldName[] {
  return FIELDS.map((field) => field.name).filter((name) => patch[name] !== undefined);
}

/** Two values of one field are the same for the user: an unset one equals an unset one, moments by instant, days by date. */
export function sameValue<Name extends FieldName>(
  name: Name,
  a: FieldValues[Name] | null | undefined,
  b: FieldValues[Name] | null | undefined,
): boolean {
  const [left, right] = [a ?? undefined, b ?? undefined];
  if (name === 'is_milestone') return (left ?? false) === (right ?? false);
  if (typeof left === 'object' && typeof right === 'object') return sameTime(left, right);
  return left === right;
}

/**
 * The change that a form means: only fields whose value differs from the task the form was opened on.
 * A value of `null` (or "" in a text) is a clear; a field that was empty and stays so is not touched.
 */
export function fromForm(task: Task, form: TaskPatch): TaskPatch {
  const patch: Record<string, unknown> = {};
  for (const { name } of FIELDS) {
    const wanted = form[name] === '' ? null : form[name];
    if (wanted === undefined || sameValue(name, wanted as never, fieldValue(task, name) as never)) continue;
    patch[name] = wanted;
  }
  return patch as TaskPatch;
}

/** The later patch over the earlier, field over field. */
export function merge(earlier: TaskPatch, later: TaskPatch): TaskPatch {
  return { ...earlier, ...later };
}

/** The task as it will be when the patch has been applied. `status` follows `completed_at`, as on the server. */
export function apply(task: Task, patch: TaskPatch): Task {
  const next: Record<string, unknown> = { ...task };
  for (const name of touched(patch)) {
    if (patch[name] === null) delete next[name];
    else next[name] = patch[name];
  }
  if (patch.completed_at !== undefined) next.status = (patch.completed_at ?? '0') === '0' ? 'todo' : 'done';
  return next as Task;
}

/** The values that a patch is about to replace, for comparing them later with what the server has by then. */
export function baseOf(task: Task, patch: TaskPatch): TaskPatch {
  return Object.fromEntries(touched(patch).map((name) => [name, fieldValue(task, name) ?? null])) as TaskPatch;
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
  if (patch.start !== undefined || patch.due !== undefined) found.push(...timeProblems(apply(task, patch)));
  return found;
}

function timeProblems(task: Task): PatchProblem[] {
  const start = fieldValue(task, 'start');
  const due = fieldValue(task, 'due');
  if (!start || !due) return [];
  if ((start.is_all_day ?? false) !== (due.is_all_day ?? false)) return [{ field: 'due', problem: 'kinds_differ' }];
  return Number(start.timestamp) > Number(due.timestamp) ? [{ field: 'due', problem: 'start_after_due' }] : [];
}
