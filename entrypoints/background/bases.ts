import { entryOf, sameCustomValue } from '../../lib/task/custom-fields';
import { type TaskPatch, touched } from '../../lib/task/patch';
import { sameValue } from '../../lib/task/same-value';
import { type Ledger, laneOf } from './ledger';
import type { Operation } from './operation';

/**
 * A later change of the same task with `to` wherever it was decided on `from`, both fields of our own earlier change. Else
 * what we did, or did not do, would look like a change of somebody else's.
 */
export function rebased(later: Operation, from: TaskPatch, to: TaskPatch): Operation {
  const parts = later.parts?.map((part) => ({ ...part, base: moved(part.base, from, to) }));
  return { ...later, base: moved(later.base, from, to), ...(parts && { parts }) };
}

function moved(base: TaskPatch, from: TaskPatch, to: TaskPatch): TaskPatch {
  const names = touched(base).filter(
    (name) =>
      name !== 'custom_fields' && from[name] !== undefined && sameValue(name, base[name] as never, from[name] as never),
  );
  const taken = names.flatMap((name) => (to[name] === undefined ? [] : [[name, to[name]]]));
  const entries = base.custom_fields?.map((entry) => {
    const old = entryOf(from.custom_fields ?? [], entry.guid);
    return (old && sameCustomValue(entry, old) && entryOf(to.custom_fields ?? [], entry.guid)) || entry;
  });
  return { ...base, ...Object.fromEntries(taken), ...(entries && { custom_fields: entries }) };
}

/** What every view shows of a change that waits. */
export function shownAs({ action, patch, createdAt }: Operation): TaskPatch {
  if (action === 'edit') return patch;
  return { completed_at: action === 'reopen' ? '0' : (patch.completed_at ?? String(createdAt)) };
}

/**
 * Everything that a change may find without anybody else having been there: what it was decided on, and what stood before
 * the parked changes that it was decided on top of. Whether one of those has arrived nobody may know.
 * @param parked those of its task that came before it, oldest first
 */
export function possibleBases(operation: Operation, parked: readonly Operation[]): TaskPatch[] {
  const bases = [operation.base];
  for (const { patch, base } of [...parked].reverse()) bases.push(moved(bases.at(-1) ?? {}, patch, base));
  return bases;
}

/** An operation as its sender knows it, with what it was told to be based on since it began to be sent. */
export function asTold(ledger: Ledger, operation: Operation): Operation {
  const { base, parts } = ledger.get(operation.id) ?? operation;
  return { ...operation, base, ...(parts && { parts }) };
}

/** The parked changes of its task that came before it, oldest first. */
export const parkedBefore = (ledger: Ledger, operation: Operation): readonly Operation[] =>
  ledger.lanes.get(laneOf(operation))?.filter(({ state, seq }) => state === 'parked' && seq < operation.seq) ?? [];

/** Tells the later changes of its task that one has been applied: `outcome` is what it replaced, and by what. */
export async function passResultOn(
  ledger: Ledger,
  operation: Operation,
  outcome: Pick<Operation, 'base' | 'patch'>,
): Promise<void> {
  for (const from of [operation.base, outcome.base, shownAs(operation)])
    await passBasesOn(ledger, operation, from, outcome.patch);
}

/**
 * Tells the later changes of its task what the server holds once one has been taken back (`from` its values, `to` what stood
 * before them) or has been applied (the other way round). Done before that is written down: cut short, it is done again by
 * the next worker or was not needed.
 */
export async function passBasesOn(ledger: Ledger, earlier: Operation, from: TaskPatch, to: TaskPatch): Promise<void> {
  for (const { id } of ledger.lanes.get(laneOf(earlier)) ?? []) {
    // Looked up again after each pause: it may have been sent or taken back meanwhile.
    const later = ledger.get(id);
    if (!later || later.seq <= earlier.seq || later.action !== 'edit' || later.reopens) continue;
    const next = rebased(later, from, to);
    if (JSON.stringify(next) !== JSON.stringify(later)) await ledger.put(next).catch(() => undefined);
  }
}
