import { entryOf, sameCustomValue } from './custom-fields';
import { type FieldName, fieldValue } from './fields';
import { type TaskPatch, touched } from './patch';
import { agrees } from './same-value';
import type { Task } from './schema';

/** The touched fields that somebody else has changed since `base`, and not to what the patch says: sending would overwrite them. */
export function conflicts(task: Task, patch: TaskPatch, base: TaskPatch): FieldName[] {
  return touched(patch).filter((name) => !agrees(task, name, patch[name]) && !agrees(task, name, base[name]));
}

/** The custom fields among them, by guid. */
export function customConflicts(task: Task, patch: TaskPatch, base: TaskPatch): string[] {
  const entries = patch.custom_fields ?? [];
  const old = base.custom_fields ?? [];
  return entries
    .filter(({ guid }) => {
      const now = entryOf(fieldValue(task, 'custom_fields'), guid);
      return !sameCustomValue(now, entryOf(entries, guid)) && !sameCustomValue(now, entryOf(old, guid));
    })
    .map(({ guid }) => guid);
}

/** A patch with only these fields, and of the custom fields only those of these guids (all when none are named). */
export function keepOnly(patch: TaskPatch, names: readonly FieldName[], custom?: readonly string[]): TaskPatch {
  const kept = Object.fromEntries(names.flatMap((name) => (patch[name] === undefined ? [] : [[name, patch[name]]])));
  const fields = names.includes('custom_fields')
    ? (patch.custom_fields ?? []).filter(({ guid }) => !custom || custom.includes(guid))
    : [];
  const { custom_fields: _, ...rest } = kept as TaskPatch;
  return fields.length > 0 ? { ...rest, custom_fields: fields } : rest;
}
