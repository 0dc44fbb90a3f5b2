import type { CustomFieldValue } from '../../lib/task/custom-fields';
import { type TaskPatch, touched } from '../../lib/task/patch';
import type { Operation, Part } from './operation';

/** So many edits go as one at most; the next begins an operation of its own, so that no row grows without end. */
const MOST_PARTS = 50;

/**
 * Nothing of it can have reached the server: it may be changed, or taken back without a trace. Failed readings do no harm.
 */
export function isUnsent({ state, mayHaveArrived, reopens }: Operation): boolean {
  return state === 'queued' && !mayHaveArrived && !reopens;
}

/**
 * Whether an edit may go with the one before it in the same task's line: both only set fields. A completion time and a
 * repeat rule have rules of their own about what stands in one request (feishu-task-api §3.5, §4.5), so they go alone.
 */
export function mayMerge(older: Operation | undefined, fresh: Pick<Operation, 'action' | 'patch'>): older is Operation {
  if (older?.action !== 'edit' || fresh.action !== 'edit' || !isUnsent(older)) return false;
  const goesAlone = ({ completed_at, repeat_rule }: TaskPatch) =>
    completed_at !== undefined || repeat_rule !== undefined;
  return !goesAlone(older.patch) && !goesAlone(fresh.patch) && partsOf(older).length < MOST_PARTS;
}

/**
 * Whether a completion must not pass a parked repeat rule: completing makes the next occurrence from the rule that stands
 * (feishu-task-api §4.5), so it waits until the user has answered for the rule.
 */
export function hangsOn({ action, patch }: Operation, before: readonly Operation[]): boolean {
  const completes = action === 'complete' || (patch.completed_at ?? '0') !== '0';
  return completes && before.some((one) => one.state === 'parked' && one.patch.repeat_rule !== undefined);
}

/** Field over field: the newer value, the older base. One row holds both edits, so that no crash parts them. */
export const merged = (older: Operation, part: Part): Operation => withParts(older, [...partsOf(older), part]);

/** The operation without one of its edits; nothing when that was the last. */
export function withdrawn(operation: Operation, id: string): Operation | undefined {
  const parts = partsOf(operation).map((part) => (part.id === id ? { ...part, withdrawn: true as const } : part));
  return parts.every((part) => part.withdrawn) ? undefined : withParts(operation, parts);
}

/** The edits of an operation, oldest first; itself where nothing was merged. */
export function partsOf({ id, patch, base, createdAt, parts }: Operation): readonly Part[] {
  return parts ?? [{ id, patch, base, createdAt }];
}

/** The last thing that the user decided in it, and that stands. */
export function newestPart(operation: Operation): Part | undefined {
  return partsOf(operation).findLast((part) => !part.withdrawn);
}

/** An operation as the sender of one of its edits knows it. */
export function seenBy(operation: Operation, id: string): Operation {
  const part = operation.parts?.find((one) => one.id === id);
  if (!part) return operation;
  const { patch, base, createdAt } = part;
  return { ...operation, id, patch, base, createdAt, ...(part.withdrawn && { state: 'cancelled' as const }) };
}

/** The operation with another change in place of what it said; ids that were merged into it still mean it. */
export function restated(operation: Operation, patch: TaskPatch, base: TaskPatch): Operation {
  const parts = operation.parts?.map((part) =>
    part.id === operation.id
      ? { id: part.id, patch, base, createdAt: part.createdAt }
      : { ...part, patch: {}, base: {} },
  );
  return { ...operation, patch, base, ...(parts && { parts }) };
}

function withParts(operation: Operation, parts: readonly Part[]): Operation {
  const patch = overlaid(parts.filter((part) => !part.withdrawn).map((part) => part.patch));
  // The oldest base of each field, of withdrawn edits too: nothing has been sent, so the server still has that one.
  const base = only(overlaid(parts.map((part) => part.base).reverse()), patch);
  return { ...operation, patch, base, parts };
}

/** Later patches over earlier ones, custom fields one by one. */
function overlaid(patches: readonly TaskPatch[]): TaskPatch {
  const entries = new Map<string, CustomFieldValue>();
  for (const entry of patches.flatMap((patch) => patch.custom_fields ?? [])) entries.set(entry.guid, entry);
  const plain: TaskPatch = Object.assign({}, ...patches);
  return entries.size > 0 ? { ...plain, custom_fields: [...entries.values()] } : plain;
}

/** Of the values only those of fields that a patch touches. */
function only(values: TaskPatch, patch: TaskPatch): TaskPatch {
  const names = touched(patch).filter((name) => values[name] !== undefined);
  const kept: TaskPatch = Object.fromEntries(names.map((name) => [name, values[name]]));
  if (!kept.custom_fields) return kept;
  const guids = new Set((patch.custom_fields ?? []).map(({ guid }) => guid));
  return { ...kept, custom_fields: kept.custom_fields.filter(({ guid }) => guids.has(guid)) };
}
