import type { ActionId } from '../../lib/task/actions';
import { keepOnly } from '../../lib/task/conflicts';
import type { FieldName } from '../../lib/task/fields';
import { apply, baseOf, type TaskPatch, touched } from '../../lib/task/patch';
import type { Task } from '../../lib/task/schema';
import { passBasesOn, shownAs } from './bases';
import { storageFailure } from './database';
import { ended, givenUp, saysAnew, turnsRound } from './endings';
import { isOpen, laneOf, openLedger } from './ledger';
import { isUnsent, mayMerge, merged, restated, seenBy, withdrawn } from './merge';
import type { Operation } from './operation';
import { openSender, type Sender, type SenderMeans } from './sender';
import { type Account, accountKey, type Collection } from './store';

export interface NewOperation {
  readonly id: string;
  /** The page that proposed it, which alone of all pages may take it back. */
  readonly from?: string;
  readonly account: Account;
  readonly guid: string;
  readonly summary: string;
  readonly action: ActionId;
  readonly patch: TaskPatch;
  readonly base: TaskPatch;
  /** Not sent for this long, ms, so that it can be taken back without a trace; `grace` (ms) is not told. */
  readonly hold?: { readonly ms: number; readonly grace: number };
}

/** Acknowledged changes, and the sending of them (safety.md §6). */
export interface Outbox extends Pick<Sender, 'dueAt' | 'drain' | 'standstill'> {
  /** Resolves once the operation is on the disk. A known id changes nothing. Sending begins by itself. */
  add(operation: NewOperation): Promise<Operation>;
  /** As the sender of this id knows it: one edit, even where it was merged into another. */
  get(id: string): Promise<Operation | undefined>;
  /** Resolves when the operation has ended, is parked or waits for something; at the latest after `patience` (ms). */
  outcome(id: string, patience: number): Promise<void>;
  /** At most so many that have not ended, parked ones first, each kind oldest first. */
  waiting(most: number): Promise<readonly Operation[]>;
  counts(): Promise<{ readonly waiting: number; readonly parked: number }>;
  /** Those of one task, and the last one that ended. */
  of(account: Account, guid: string): Promise<{ waiting: readonly Operation[]; last: Operation | undefined }>;
  retry(id: string): Promise<void>;
  /** Ends a conflict: of mine only these fields go on, over what is there now. */
  resolve(id: string, keep: readonly FieldName[], custom?: readonly string[]): Promise<void>;
  /** The user gives it up: a parked one ends as what it was parked for, a waiting one as cancelled. */
  discard(id: string): Promise<void>;
  /** Withdraws an operation of which nothing has reached the server. */
  cancel(id: string): Promise<boolean>;
}

export function openOutbox(deps: SenderMeans & { store: Collection<Operation> }): Outbox {
  const { store, remote, clock, changed } = deps;
  const ledger = openLedger(store, clock.now);
  /** Who waits to hear how an operation went; memory only, since whoever asks dies with the worker. */
  const listeners = new Map<string, (() => void)[]>();
  const sender = openSender(ledger, deps, () => void tellListeners());
  const { exclusive } = sender;

  /** Anything but "not tried yet" and "being tried". */
  async function hasOutcome(operation: Operation | undefined): Promise<boolean> {
    if (!operation || operation.failure || operation.holdUntil) return true;
    if (operation.state === 'sending') return false;
    return operation.state !== 'queued' || (await sender.standstill(operation.account)) !== undefined;
  }

  async function tellListeners(): Promise<void> {
    for (const [id, waiting] of listeners) {
      if (!(await hasOutcome(ledger.get(id)))) continue;
      listeners.delete(id);
      for (const tell of waiting) tell();
    }
  }

  /** Writes down a command of the user; afterwards what may be sent is sent. */
  async function record(operation: Operation): Promise<void> {
    try {
      await ledger.put(operation);
    } catch (error) {
      throw storageFailure(error);
    }
    changed(operation.account.brand, operation.guid);
    void tellListeners();
  }

  async function add(fresh: NewOperation): Promise<Operation> {
    await ledger.load();
    const lane = laneOf(fresh);
    const isAtOnce = !fresh.hold && !ledger.get(fresh.id);
    const forget = isAtOnce ? sender.readAhead(fresh) : () => undefined;
    const stored = exclusive(lane, async () => {
      if (ledger.get(fresh.id)) return;
      const { hold, ...rest } = fresh;
      const now = clock.now();
      const newest = ledger.lanes.get(lane)?.findLast(({ state }) => state !== 'parked');
      const { id, patch, base } = fresh;
      if (mayMerge(newest, fresh)) await record(merged(newest, { id, patch, base, createdAt: now }));
      else
        await record({
          ...{ ...rest, seq: ledger.nextSeq(), state: 'queued', attempts: 0, createdAt: now, notBefore: 0 },
          ...(hold && { notBefore: now + hold.ms + hold.grace, holdUntil: now + hold.ms }),
        });
      // The other way round before anything was sent: a held completion that is reopened makes no copy of the task.
      if (newest && isUnsent(newest) && turnsRound(newest, fresh))
        await record(ended(newest, 'cancelled', clock.now()));
      await replaceParked(fresh);
    });
    await stored.catch((error: unknown) => {
      forget();
      throw error;
    });
    void sender.begin().finally(forget);
    return seenBy(ledger.get(fresh.id) as Operation, fresh.id);
  }

  /**
   * Who corrects a refused change and saves again has answered for it: the refused one is over. Other fields stay parked; and
   * what may have arrived, until the new one has: what stood before it is still to be known by those that come after it.
   */
  async function replaceParked(fresh: NewOperation): Promise<void> {
    const parked = ledger.lanes.get(laneOf(fresh))?.filter(({ state }) => state === 'parked') ?? [];
    for (const old of parked) {
      if (!saysAnew(fresh, old) || old.mayHaveArrived) continue;
      await takeOut(old);
      await record(ended(old, givenUp(old), clock.now()));
    }
  }

  /** Before a change ends that has not happened: what was decided on top of it goes on as if it had never been. */
  async function takeOut(gone: Operation): Promise<void> {
    if (!gone.mayHaveArrived) await passBasesOn(ledger, gone, gone.patch, gone.base);
  }

  /** Runs a command on an open operation that nobody is sending, then sends what may be sent. */
  async function command<Value>(
    id: string,
    work: (operation: Operation) => Promise<Value>,
  ): Promise<Value | undefined> {
    await ledger.load();
    const row = ledger.get(id);
    if (!row) return undefined;
    const answer = await exclusive(laneOf(row), async () => {
      const operation = ledger.get(id);
      return operation && isOpen(operation) && operation.state !== 'sending' ? work(operation) : undefined;
    });
    void sender.begin();
    return answer;
  }

  /** What is there now becomes the base. Asked for before the line is held, since it may take long. */
  async function currentBase(id: string, patch?: TaskPatch): Promise<TaskPatch | undefined> {
    await ledger.load();
    const operation = ledger.get(id);
    if (operation?.state !== 'parked' || operation.failure?.reason !== 'conflict') return undefined;
    return baseOf(await remote.get(operation.account, operation.guid), patch ?? operation.patch);
  }

  async function requeue(operation: Operation, patch: TaskPatch, base: TaskPatch | undefined): Promise<void> {
    const { failure: _, doubtedAt: __, reopens, sent, ...rest } = restated(operation, patch, base ?? operation.base);
    await record({
      ...{ ...rest, state: 'queued', attempts: 0, notBefore: 0 },
      // Decided anew from what is there now, it is on no way any more.
      ...(!base && { ...(reopens && { reopens }), ...(sent && { sent }) }),
    });
  }

  return {
    add,
    drain: sender.drain,
    dueAt: sender.dueAt,
    standstill: sender.standstill,
    async get(id) {
      await ledger.load();
      const row = ledger.get(id);
      return row && seenBy(row, id);
    },
    async outcome(id, patience) {
      await ledger.load();
      if (await hasOutcome(ledger.get(id))) return;
      await new Promise<void>((resolve) => {
        listeners.set(id, [...(listeners.get(id) ?? []), resolve]);
        setTimeout(resolve, patience);
      });
    },
    async waiting(most) {
      await ledger.load();
      const parked: Operation[] = [];
      const others: Operation[] = [];
      for (const one of ledger.open()) {
        const into = one.state === 'parked' ? parked : others;
        if (into.length < most) into.push(one);
      }
      return [...parked, ...others].slice(0, most);
    },
    async counts() {
      await ledger.load();
      return ledger.counts;
    },
    async of(account, guid) {
      await ledger.load();
      const lane = `${accountKey(account)}/${guid}`;
      return { waiting: ledger.lanes.get(lane) ?? [], last: ledger.lastEnded(lane) };
    },
    async retry(id) {
      // Trying a conflict again means "mine": what is there now becomes the base.
      const base = await currentBase(id);
      await command(id, (operation) => requeue(operation, operation.patch, base));
      void sender.begin(true);
    },
    async resolve(id, kept, custom) {
      await ledger.load();
      const wanted = ledger.get(id);
      const patch = keepOnly(wanted?.patch ?? {}, kept, custom);
      const base = touched(patch).length > 0 ? await currentBase(id, patch) : undefined;
      await command(id, async (operation) => {
        if (operation.state !== 'parked') return;
        if (touched(patch).length === 0) await record(ended(operation, 'conflict', clock.now()));
        else await requeue(operation, patch, base);
      });
    },
    async discard(id) {
      await command(id, async (operation) => {
        await takeOut(operation);
        await record(ended(operation, givenUp(operation), clock.now()));
      });
    },
    async cancel(id) {
      const done = await command(id, async (operation) => {
        const part = seenBy(operation, id);
        if (part.state === 'cancelled') return true;
        if (operation.state === 'parked') {
          await takeOut(operation);
          await record(ended(operation, 'cancelled', clock.now()));
        }
        if (!isUnsent(operation)) return operation.state === 'parked' && !operation.mayHaveArrived;
        await takeOut(part);
        await record(withdrawn(operation, id) ?? ended(operation, 'cancelled', clock.now()));
        return true;
      });
      return done ?? false;
    },
  };
}

/** A task with waiting operations applied, as every view shows it. A parked one has not happened. */
export function withWaiting(task: Task, waiting: readonly Operation[]): Task {
  return waiting
    .filter(({ state }) => state !== 'parked')
    .reduce((shown, operation) => apply(shown, shownAs(operation)), task);
}
