import { partsOf } from './merge';
import type { Operation } from './operation';
import { type Account, accountKey, type Collection } from './store';

/** A settled operation is remembered this long, so that a repeated request finds it, ms. */
const KEEP_SETTLED_MS = 3_600_000;

/** One task of one account: its operations go one after the other. */
export const laneOf = ({ account, guid }: Pick<Operation, 'account' | 'guid'>) => `${accountKey(account)}/${guid}`;

export const isOpen = ({ state }: Operation) => state === 'queued' || state === 'sending' || state === 'parked';

/**
 * The operations as this worker knows them: on the disk, and in memory by id and by task, so that no question walks through
 * all of them. Memory changes at once, before the disk has it, so that two askers at the same moment see each other.
 */
export interface Ledger {
  /** Reads the disk when first called; call it before anything else. */
  load(): Promise<void>;
  /** By its own id, or the id of an edit that was merged into it. */
  get(id: string): Operation | undefined;
  /** Open operations by lane, each lane in order of arrival. */
  readonly lanes: ReadonlyMap<string, readonly Operation[]>;
  /** Every account that has had an operation, by its key. */
  readonly accounts: ReadonlyMap<string, Account>;
  /** Every open operation, in order of arrival. */
  open(): Iterable<Operation>;
  readonly counts: { readonly waiting: number; readonly parked: number };
  /** The one of a lane that ended last. */
  lastEnded(lane: string): Operation | undefined;
  nextSeq(): number;
  /** Changes memory alone. */
  note(operation: Operation): void;
  /** Resolves once it is on the disk. Where the disk refuses, memory goes back and this rejects. */
  put(operation: Operation): Promise<void>;
}

export function openLedger(store: Collection<Operation>, now: () => number): Ledger {
  const rows = new Map<string, Operation>();
  /** In order of arrival, since rows of the disk are sorted once and new ones come last. */
  const openRows = new Map<string, Operation>();
  const owners = new Map<string, string>();
  const lanes = new Map<string, readonly Operation[]>();
  const accounts = new Map<string, Account>();
  const ended = new Map<string, Operation>();
  /** Ended ones in the order of their ends, to be forgotten. */
  const settled: string[] = [];
  let parked = 0;
  let seq = 0;
  let loaded: Promise<void> | undefined;

  function forget(id: string): void {
    const old = rows.get(id);
    if (!old) return;
    rows.delete(id);
    for (const part of partsOf(old)) owners.delete(part.id);
    place(old, undefined);
  }

  /** Puts `next` where `old` stands in its lane, or takes it out. */
  function place(old: Operation | undefined, next: Operation | undefined): void {
    const lane = laneOf((next ?? old) as Operation);
    if (old?.state === 'parked') parked -= 1;
    if (next?.state === 'parked') parked += 1;
    const line = lanes.get(lane) ?? [];
    const stays = next && isOpen(next);
    const others = line.filter(({ id }) => id !== old?.id);
    const at = line.findIndex(({ id }) => id === old?.id);
    if (stays) openRows.set(next.id, next);
    else if (old) openRows.delete(old.id);
    const fresh = stays ? others.toSpliced(at < 0 ? others.length : at, 0, next) : others;
    if (fresh.length > 0) lanes.set(lane, fresh);
    else lanes.delete(lane);
  }

  function note(operation: Operation): void {
    const { id } = operation;
    place(rows.get(id), operation);
    rows.set(id, operation);
    for (const part of partsOf(operation)) owners.set(part.id, id);
    accounts.set(accountKey(operation.account), operation.account);
    seq = Math.max(seq, operation.seq);
    if (isOpen(operation)) return;
    const lane = laneOf(operation);
    if ((operation.settledAt ?? 0) >= (ended.get(lane)?.settledAt ?? 0)) ended.set(lane, operation);
    settled.push(id);
  }

  async function prune(): Promise<void> {
    for (let [oldest] = settled; oldest !== undefined; [oldest] = settled) {
      const row = rows.get(oldest);
      if (row && !isOpen(row) && now() - (row.settledAt ?? 0) <= KEEP_SETTLED_MS) return;
      settled.shift();
      if (!row || isOpen(row)) continue;
      forget(oldest);
      if (ended.get(laneOf(row))?.id === oldest) ended.delete(laneOf(row));
      await store.item(oldest).remove();
    }
  }

  async function read(): Promise<void> {
    const found = (await store.entries()).map(([, operation]) => operation);
    const isOld = (one: Operation) => !isOpen(one) && now() - (one.settledAt ?? 0) > KEEP_SETTLED_MS;
    for (const { id } of found.filter(isOld)) await store.item(id).remove();
    const kept = found.filter((one) => !isOld(one));
    // Found half-sent: whether it arrived is unknown. Every attempt reads the task first, so it goes back in the line.
    for (const one of kept.filter(isOpen).sort((a, b) => a.seq - b.seq))
      note(one.state === 'sending' ? { ...one, state: 'queued', mayHaveArrived: true } : one);
    const ends = kept.filter((one) => !isOpen(one));
    for (const one of ends.sort((a, b) => (a.settledAt ?? 0) - (b.settledAt ?? 0))) note(one);
  }

  return {
    load() {
      loaded ??= read();
      loaded.catch(() => {
        loaded = undefined;
      });
      return loaded;
    },
    get: (id) => rows.get(owners.get(id) ?? id),
    lanes,
    accounts,
    open: () => openRows.values(),
    get counts() {
      return { waiting: openRows.size - parked, parked };
    },
    lastEnded: (lane) => ended.get(lane),
    nextSeq: () => seq + 1,
    note,
    async put(operation) {
      const before = rows.get(operation.id);
      note(operation);
      try {
        await store.item(operation.id).set(operation);
      } catch (error) {
        if (rows.get(operation.id) === operation) {
          for (const part of partsOf(operation)) owners.delete(part.id);
          if (before) note(before);
          else forget(operation.id);
        }
        throw error;
      }
      void prune().catch(() => undefined);
    },
  };
}
