import { type CustomComplete, PLATFORMS, tidy } from './custom-complete';
import { type CustomFieldValue, entryOf, sameCustomValue } from './custom-fields';
import { type FieldName, type FieldValues, fieldValue, heldValue, isUnread } from './fields';
import { dataMeaning, jsonMeaning, lineMeaning, textMeaning } from './meaning';
import type { TaskPatch } from './patch';
import { sameRule } from './repeat';
import type { Task, TaskTime } from './schema';
import { momentOf, sameTime } from './times';

/** Two values of one field, each perhaps not set. Bases come from a disk, so any JSON may stand in a value's place. */
type Same = (a: unknown, b: unknown) => boolean;

const by =
  (meaning: (value: unknown) => unknown): Same =>
  (a, b) =>
    meaning(a) === meaning(b);

const asText = (value: unknown) => (typeof value === 'string' ? value : value === undefined ? '' : jsonMeaning(value));

/** Feishu keeps seconds of a moment (feishu-task-api §1). A task that is open stays one that is open. */
function momentMeaning(value: unknown): unknown {
  const text = asText(value);
  const ms = text === '' ? 0 : momentOf(text);
  return ms === undefined ? text : ms === 0 ? 'open' : Math.floor(ms / 1000);
}

function timeOf(value: unknown): TaskTime | undefined {
  const timestamp = asText((value as Partial<TaskTime> | undefined)?.timestamp);
  const isUnset = timestamp === '' || momentOf(timestamp) === 0;
  return isUnset ? undefined : { timestamp, is_all_day: (value as TaskTime).is_all_day === true };
}

const sameTimes: Same = (a, b) => {
  const [left, right] = [timeOf(a), timeOf(b)];
  return left && right ? sameTime(left, right) : left === right;
};

/** A task without a mode, or with 0, is one that any assignee may finish (T2/task/create). */
const USUAL_MODE = 2;

function completionMeaning(value: unknown): string {
  const completion = tidy(value as CustomComplete | undefined);
  return jsonMeaning(
    PLATFORMS.map((platform) => {
      const { href, tip = {} } = completion?.[platform] ?? {};
      return [
        href && hrefMeaning(href),
        Object.entries(tip)
          .map(([key, text]) => [key, textMeaning(text)])
          .sort(),
      ];
    }),
  );
}

function hrefMeaning(href: string): string {
  try {
    return new URL(href).href;
  } catch {
    return href;
  }
}

const entriesOf = (value: unknown) =>
  Array.isArray(value) ? (value as readonly CustomFieldValue[]).filter(Boolean) : [];

const holdsAll = (values: readonly CustomFieldValue[], wanted: readonly CustomFieldValue[]) =>
  wanted.every((entry) => sameCustomValue(entryOf(values, entry.guid), entry));

/** When two values of a field mean the same to a person, however the server spells them: the one place that knows. */
const SAME: Readonly<Record<FieldName, Same>> = {
  summary: by((value) => lineMeaning(asText(value))),
  description: by((value) => textMeaning(asText(value))),
  due: sameTimes,
  start: sameTimes,
  repeat_rule: (a, b) => sameRule(asText(a), asText(b)),
  is_milestone: by((value) => value === true),
  mode: by((value) => value || USUAL_MODE),
  completed_at: by(momentMeaning),
  extra: by((value) => dataMeaning(asText(value))),
  custom_complete: by(completionMeaning),
  custom_fields: (a, b) => holdsAll(entriesOf(a), entriesOf(b)) && holdsAll(entriesOf(b), entriesOf(a)),
};

/** Whether two values of one field are the same for the user; `null` is one that is not set. Total. */
export function sameValue<Name extends FieldName>(
  name: Name,
  a: FieldValues[Name] | null | undefined,
  b: FieldValues[Name] | null | undefined,
): boolean {
  return SAME[name](a ?? undefined, b ?? undefined);
}

/** Whether a task already has what a patch (or a base) says of one field; of custom fields only those that it names. */
export function agrees<Name extends FieldName>(task: Task, name: Name, value: TaskPatch[Name]): boolean {
  if (name === 'custom_fields') return holdsAll(entriesOf(fieldValue(task, name)), entriesOf(value));
  const held = heldValue(task, name);
  // What could not be read is the same only as itself.
  if (isUnread(task, name)) return jsonMeaning(value) === jsonMeaning(held);
  return sameValue(name, value as never, held as never);
}
