import { nextAction } from './actions';
import { type CustomFieldValue, entryOf, sameCustomValue } from './custom-fields';
import { FIELDS, type FieldName, heldValue, isUnread, isUnset } from './fields';
import { jsonMeaning } from './meaning';
import { type TaskPatch, touched } from './patch';
import { agrees } from './same-value';
import type { Task } from './schema';

/** What the answer to a change shows besides the change itself; field names in the table's order, at least one in all. */
export interface Noticed {
  /** Sent, but the answer holds something else: somebody changed it at the same moment, or Feishu stored it otherwise. */
  readonly differs: readonly FieldName[];
  /** Not sent, but no longer as it was read just before: somebody else is editing this task now. */
  readonly alsoChanged: readonly FieldName[];
}

/** Moves with completion by itself (feishu-task-api §4.5), and with due: no sign of another person. */
const BY_ITSELF: Readonly<Partial<Record<FieldName, readonly FieldName[]>>> = { completed_at: ['repeat_rule'] };

/**
 * The API checks no version (feishu-task-api §4.1): a change that lands between our read and our write is overwritten, if it is
 * of the same field, and leaves no trace of its value. What can be told is told here: the answer does not hold what was sent,
 * or other fields are not as they were read a moment before, which shows that somebody else was at it in that very window.
 */
export function noticed(before: Task, patch: TaskPatch, after: Task): Noticed | undefined {
  const sent = touched(patch);
  const own = new Set<FieldName>([...sent, ...sent.flatMap((name) => BY_ITSELF[name] ?? [])]);
  // Of what cannot be read in the answer nothing can be told.
  const differs = sent.filter((name) => !isUnread(after, name) && !isStoredAs(name, patch, after));
  const alsoChanged = FIELDS.map(({ name }) => name).filter((name) =>
    name === 'custom_fields'
      ? !sameCustomFields(before, after, patch.custom_fields ?? [])
      : !own.has(name) && !agrees(after, name, heldValue(before, name) as never),
  );
  return differs.length + alsoChanged.length > 0 ? { differs, alsoChanged } : undefined;
}

function isStoredAs(name: FieldName, patch: TaskPatch, after: Task): boolean {
  // v1 completes at the server's own moment (feishu-task-api §3.12).
  if (name === 'completed_at' && after.legacy)
    return isUnset(patch.completed_at ?? undefined) === (nextAction(after) === 'complete');
  if (name !== 'custom_fields') return agrees(after, name, patch[name]);
  return (patch.custom_fields ?? []).every((entry) => {
    const stored = entryOf(after.custom_fields as readonly CustomFieldValue[] | undefined, entry.guid);
    return sameCustomValue(entry, stored) || isRounded(entry.number_value, stored?.number_value);
  });
}

/** Numbers are rounded to the field's own decimals (feishu-task-api §3.9): off by less than one in the last digit that is left. */
function isRounded(sent: string | undefined, stored: string | undefined): boolean {
  const pair = [sent, stored].map((text) => /^([+-]?\d*)(?:\.(\d*))?$/.exec(text ?? ''));
  const [[, ours = '', more = ''], [, theirs = '', kept = '']] = [pair[0] ?? [], pair[1] ?? []];
  if (!/\d/.test(ours + more) || !/\d/.test(theirs + kept) || more.length < kept.length) return false;
  // In whole numbers of the last digit that was sent: up to 20 characters are more than a float holds.
  const off = BigInt(ours + more) - BigInt(theirs + kept.padEnd(more.length, '0'));
  return (off < 0n ? -off : off) < 10n ** BigInt(more.length - kept.length);
}

/** The custom fields that were not sent. */
function sameCustomFields(before: Task, after: Task, sent: readonly CustomFieldValue[]): boolean {
  const [old, now] = [before.custom_fields ?? [], after.custom_fields ?? []] as (readonly CustomFieldValue[])[];
  const guids = new Set([...(old ?? []), ...(now ?? [])].map(({ guid }) => guid));
  for (const { guid } of sent) guids.delete(guid);
  if (jsonMeaning(before.unreadable?.custom_fields) !== jsonMeaning(after.unreadable?.custom_fields)) return false;
  return [...guids].every((guid) => sameCustomValue(entryOf(old, guid), entryOf(now, guid)));
}
