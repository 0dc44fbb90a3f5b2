import { type Failure, isOutage, toFailure } from '../../lib/failure';
import type { Task } from '../../lib/task/schema';
import { afterFailure, afterWrite, concernsAll } from './backoff';
import { asTold, parkedBefore, passResultOn, possibleBases } from './bases';
import { storageFailure } from './database';
import { ended, givenUp, saysAnew } from './endings';
import { type Ledger, laneOf } from './ledger';
import type { Operation } from './operation';
import { perform } from './perform';
import type { SenderMeans } from './sender';
import { accountKey } from './store';
import type { Troubles } from './troubles';

/** Answers the task as the server has just shown it, when all went well. */
type Attempt = (
  queued: Operation,
  /** A reading of just now, or the answer to the write before. */
  known: Task | undefined,
  /** Its own reading, begun before. */
  early: Promise<Task> | undefined,
) => Promise<Task | undefined>;

/** One attempt to send an operation, and what becomes of it. `told` hears of each result before it is on the disk. */
export function openAttempt(ledger: Ledger, means: SenderMeans, troubles: Troubles, told: () => void): Attempt {
  const { clock, changed } = means;
  const random = means.random ?? Math.random;

  /**
   * The result of an attempt. Who waits for it need not wait for the disk: a worker that dies before it is written down leaves
   * an operation that was being sent, and the next one reads the task first. If the disk refuses it memory holds it all the same.
   * The task as it was `kept` is on the disk before: what is edited next begins there, and would else take our own write for
   * somebody else's once the operation is forgotten.
   */
  async function settle(operation: Operation, kept?: readonly Promise<void>[]): Promise<void> {
    if (kept) {
      ledger.note(operation);
      told();
      // Nobody changes what has ended, so it is still so afterwards.
      await Promise.all(kept);
    }
    const stored = ledger.put(operation);
    told();
    await stored.catch(() => ledger.note(operation));
    changed(operation.account.brand, operation.guid);
  }

  function enterTrouble(owner: string, failure: Failure): void {
    troubles.enter(owner, failure);
    told();
  }

  return async function attempt(
    queued: Operation,
    known: Task | undefined,
    early: Promise<Task> | undefined,
  ): Promise<Task | undefined> {
    const { failure: _, ...rest } = queued;
    const operation: Operation = { ...rest, state: 'sending', attempts: queued.attempts + 1 };
    const owner = accountKey(operation.account);
    // On its way to the disk while the task is read; no write goes out before it is there.
    const stored = ledger.put(operation);
    stored.catch(() => undefined);
    changed(operation.account.brand, operation.guid);
    const sent = { marked: operation, writes: false };
    const kept: Promise<void>[] = [];
    const seen: typeof means.seen = (...shown) => {
      const written = means.seen(...shown).catch(() => undefined);
      kept.push(written);
      return written;
    };
    const mark = (marked: Operation) => ledger.put(Object.assign(sent, { marked: asTold(ledger, marked) }).marked);
    const begun = async (going: Operation) => {
      await stored;
      sent.writes = true;
      // Nobody waits for the disk to know what was there before: it has it long before an answer can be lost. Only a worker that
      // dies in the few milliseconds between takes it along, and then an edit that arrived all the same offers no Undo.
      void mark(going).catch(() => undefined);
    };
    try {
      const bases = possibleBases(operation, parkedBefore(ledger, operation));
      const remote = early ? { ...means.remote, get: () => early } : means.remote;
      const { ending, after, ...outcome } = await perform(
        { ...means, remote, seen, mark, begun },
        operation,
        bases,
        known,
      );
      troubles.leave(owner);
      await passResultOn(ledger, operation, outcome);
      // Whoever had said the same before has been answered by it.
      for (const old of parkedBefore(ledger, operation))
        if (saysAnew(operation, old)) await settle(ended(old, givenUp(old), clock.now()));
      await settle({ ...asTold(ledger, sent.marked), ...outcome, state: ending, settledAt: clock.now() }, kept);
      return after;
    } catch (error) {
      const refused = await stored.then(
        () => undefined,
        (thrown: unknown) => storageFailure(thrown).failure,
      );
      if (refused) {
        // What cannot be written down is not begun. (Told of a new base meanwhile, memory has not gone back by itself.)
        ledger.note(asTold(ledger, queued));
        enterTrouble(owner, refused);
        return undefined;
      }
      const failure = toFailure(error);
      const isTrouble = isOutage(failure) ? troubles.isGeneral(owner, laneOf(operation)) : concernsAll(failure);
      if (isTrouble) enterTrouble(owner, failure);
      else if (!isOutage(failure)) troubles.leave(owner);
      const left = asTold(ledger, sent.writes ? afterWrite(sent.marked, failure, clock.server()) : sent.marked);
      await settle(afterFailure(left, failure, clock.now(), random));
      return undefined;
    }
  };
}
