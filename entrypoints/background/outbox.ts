import { type Failure, isStorageMatter, toFailure } from '../../lib/failure';
import { saysAlreadyCompleted } from '../../lib/feishu/errors';
import type { ActionId } from '../../lib/task/actions';
import type { Brand } from '../../lib/task/brand';
import { keepOnly } from '../../lib/task/conflicts';
import type { FieldName } from '../../lib/task/fields';
import { apply, baseOf, type TaskPatch, touched } from '../../lib/task/patch';
import type { Task } from '../../lib/task/schema';
import type { Clock } from './clock';
import { storageFailure } from './database';
import { type Means, perform } from './perform';
import type { Remote } from './remote';
import { type Account, accountKey, type Collection, type Ending, type Operation } from './store';

/** Tasks that are worked on at once; within one task strictly one after the other. */
const LANES = 3;
/** An answer that makes no sense is tried this often, then parked and shown. */
const MOST_ATTEMPTS = 4;
/** A settled operation is remembered this long, so that a repeated request finds it, ms. */
const KEEP_SETTLED_MS = 3_600_000;

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
}

/** Acknowledged changes, and the sending of them (safety.md §6). */
export interface Outbox {
  /** Resolves once the operation is on the disk. A known id changes nothing. Sending begins by itself. */
  add(operation: NewOperation): Promise<Operation>;
  get(id: string): Promise<Operation | undefined>;
  /** Resolves when the operation has ended, is parked or waits for something; at the latest after `patience` (ms). */
  outcome(id: string, patience: number): Promise<void>;
  /** Every operation that has not ended, oldest first. */
  waiting(): Promise<readonly Operation[]>;
  /** Those of one task, and the last one that ended. */
  of(account: Account, guid: string): Promise<{ waiting: readonly Operation[]; last: Operation | undefined }>;
  /** Sends whatever can be sent now. In a hurry (signed in, back online) waits of our own choosing are cut short. */
  drain(hurry?: boolean): Promise<void>;
  retry(id: string): Promise<void>;
  /** Ends a conflict: of mine only these fields go on, over what is there now. */
  resolve(id: string, keep: readonly FieldName[], custom?: readonly string[]): Promise<void>;
  discard(id: string): Promise<void>;
  /** Withdraws an operation that was never sent. */
  cancel(id: string): Promise<boolean>;
}

export function openOutbox(deps: {
  store: Collection<Operation>;
  remote: Remote;
  clock: Clock;
  /** Whether operations of this account can be sent now. */
  canSend(account: Account): Promise<boolean>;
  /** A task as the server has just shown it. */
  seen: Means['seen'];
  refused: Means['refused'];
  definitions: Means['definitions'];
  /** Something about this task's operations changed. */
  changed(brand: Brand, guid: string): void;
  /** Call `drain` again at about this time, ms since 1970, even if the worker dies. */
  wake(at: number): void;
  random?(): number;
}): Outbox {
  const { store, remote, clock, changed } = deps;
  const operations = new Map<string, Operation>();
  const busy = new Set<string>();
  /** Who waits to hear how an operation went; memory only, since whoever asks dies with the worker. */
  const listeners = new Map<string, (() => void)[]>();
  let loaded: Promise<void> | undefined;

  const lane = (operation: Operation) => `${accountKey(operation.account)}/${operation.guid}`;
  const isOpen = ({ state }: Operation) => state === 'queued' || state === 'sending' || state === 'parked';
  const inOrder = () => [...operations.values()].sort((a, b) => a.seq - b.seq);

  function load(): Promise<void> {
    loaded ??= (async () => {
      for (const [id, operation] of await store.entries()) {
        if (!isOpen(operation) && clock.now() - (operation.settledAt ?? 0) > KEEP_SETTLED_MS) {
          await store.item(id).remove();
          continue;
        }
        // Found half-sent: whether it arrived is unknown. Every attempt reads the task first, so it goes back in the line.
        operations.set(id, operation.state === 'sending' ? { ...operation, state: 'queued' } : operation);
      }
    })();
    loaded.catch(() => {
      loaded = undefined;
    });
    return loaded;
  }

  async function keep(operation: Operation): Promise<Operation> {
    await store.item(operation.id).set(operation);
    operations.set(operation.id, operation);
    if (hasOutcome(operation)) {
      for (const tell of listeners.get(operation.id) ?? []) tell();
      listeners.delete(operation.id);
    }
    return operation;
  }

  /** Anything but "not tried yet" and "being tried". */
  const hasOutcome = ({ state, failure }: Operation) =>
    state !== 'sending' && (state !== 'queued' || failure !== undefined);

  async function add(fresh: NewOperation): Promise<Operation> {
    await load();
    const known = operations.get(fresh.id);
    if (known) return known;
    const seq = Math.max(0, ...[...operations.values()].map((operation) => operation.seq)) + 1;
    const operation: Operation = {
      ...fresh,
      seq,
      state: 'queued',
      attempts: 0,
      createdAt: clock.now(),
      notBefore: 0,
    };
    // In the line before the write: two requests with one id at once must find each other.
    operations.set(operation.id, operation);
    try {
      await keep(operation);
    } catch (error) {
      operations.delete(operation.id);
      throw storageFailure(error);
    }
    await replaceParked(operation);
    changed(operation.account.brand, operation.guid);
    void drain();
    return operation;
  }

  /** Who corrects a refused change and saves again has answered for it: the refused one is over. Other fields stay parked. */
  async function replaceParked(fresh: Operation): Promise<void> {
    for (const old of inOrder())
      if (lane(old) === lane(fresh) && saysAnew(fresh, old)) await end(old.id, ['parked'], 'cancelled');
  }

  async function drain(hurry = false): Promise<void> {
    await load();
    if (hurry) cutWaitsShort();
    const sendable = new Map<string, boolean>();
    let next = Number.POSITIVE_INFINITY;
    const begun: Promise<void>[] = [];
    const seen = new Set<string>();
    for (const operation of inOrder()) {
      if (operation.state !== 'queued' || seen.has(lane(operation))) continue;
      seen.add(lane(operation));
      const owner = accountKey(operation.account);
      if (!sendable.has(owner)) sendable.set(owner, await deps.canSend(operation.account));
      if (!sendable.get(owner) || busy.has(lane(operation))) continue;
      if (operation.notBefore > clock.now()) next = Math.min(next, operation.notBefore);
      else if (busy.size < LANES) begun.push(run(operation));
    }
    if (Number.isFinite(next)) deps.wake(next);
    await Promise.all(begun);
  }

  function cutWaitsShort(): void {
    for (const operation of inOrder()) {
      const kind = operation.failure?.kind;
      if (operation.state === 'queued' && operation.notBefore > 0 && (kind === 'offline' || kind === 'signed-out'))
        operations.set(operation.id, { ...operation, notBefore: 0 });
    }
  }

  async function run(operation: Operation): Promise<void> {
    busy.add(lane(operation));
    try {
      await attempt(operation);
    } finally {
      busy.delete(lane(operation));
    }
    await drain();
  }

  async function attempt(queued: Operation): Promise<void> {
    const { failure: _, ...rest } = queued;
    const operation = await keep({ ...rest, state: 'sending', attempts: queued.attempts + 1 });
    changed(operation.account.brand, operation.guid);
    try {
      const mark = async (marked: Operation) => void (await keep(marked));
      const { ending, ...outcome } = await perform({ ...deps, mark }, operation);
      await keep({ ...operation, ...outcome, state: ending, settledAt: clock.now() });
    } catch (error) {
      // What was marked on the way stays so.
      await keep(afterFailure(operations.get(operation.id) ?? operation, toFailure(error)));
    }
    changed(operation.account.brand, operation.guid);
  }

  function afterFailure(operation: Operation, failure: Failure): Operation {
    const later = (ms: number): Operation => ({ ...operation, state: 'queued', failure, notBefore: clock.now() + ms });
    // Full jitter between nothing and a bound that doubles (1 s … 60 s), so that many clients do not come back as one.
    const backoff = () => 300 + (deps.random ?? Math.random)() * Math.min(60_000, 1000 * 2 ** operation.attempts);
    // The database's trouble is not the task's: it waits until that is over.
    if (isStorageMatter(failure)) return later(backoff());
    switch (failure.kind) {
      case 'limited':
        if (failure.reason === 'quota_used_up') return later(3_600_000);
        return later(Math.max(0, (failure.retryAt ?? clock.now() + backoff()) - clock.now()));
      case 'offline':
      case 'signed-out':
        return later(backoff());
      case 'server':
        return operation.attempts < mostAttempts(failure)
          ? later(backoff())
          : { ...operation, state: 'parked', failure };
      default:
        return saysAlreadyCompleted(failure) && operation.attempts < MOST_ATTEMPTS
          ? later(0)
          : { ...operation, state: 'parked', failure };
    }
  }

  async function end(id: string, states: readonly Operation['state'][], ending: Ending): Promise<boolean> {
    await load();
    const operation = operations.get(id);
    if (!operation || !states.includes(operation.state)) return false;
    await keep({ ...operation, state: ending, settledAt: clock.now() });
    changed(operation.account.brand, operation.guid);
    return true;
  }

  return {
    add,
    drain,
    async get(id) {
      await load();
      return operations.get(id);
    },
    async outcome(id, patience) {
      await load();
      const operation = operations.get(id);
      if (!operation || hasOutcome(operation)) return;
      await new Promise<void>((resolve) => {
        listeners.set(id, [...(listeners.get(id) ?? []), resolve]);
        setTimeout(resolve, patience);
      });
    },
    async waiting() {
      await load();
      return inOrder().filter(isOpen);
    },
    async of(account, guid) {
      await load();
      const mine = inOrder().filter((one) => lane(one) === `${accountKey(account)}/${guid}`);
      const ended = mine.filter((one) => !isOpen(one));
      const last = ended.sort((a, b) => (a.settledAt ?? 0) - (b.settledAt ?? 0)).at(-1);
      return { waiting: mine.filter(isOpen), last };
    },
    async retry(id) {
      await load();
      const operation = operations.get(id);
      if (operation?.state !== 'parked' && operation?.state !== 'queued') return;
      const overwrite = operation.failure?.reason === 'conflict';
      const { failure: _, ...rest } = operation;
      // Trying a conflict again means "mine": what is there now becomes the base.
      const base = overwrite ? await currentBase(operation) : operation.base;
      await keep({ ...rest, base, state: 'queued', attempts: 0, notBefore: 0 });
      changed(operation.account.brand, operation.guid);
      void drain();
    },
    async resolve(id, kept, custom) {
      await load();
      const operation = operations.get(id);
      if (operation?.state !== 'parked') return;
      const patch = keepOnly(operation.patch, kept, custom);
      if (touched(patch).length === 0) return void (await end(id, ['parked'], 'cancelled'));
      const base = await currentBase({ ...operation, patch });
      const { failure: _, reopens: __, ...rest } = operation;
      await keep({ ...rest, patch, base, state: 'queued', attempts: 0, notBefore: 0 });
      changed(operation.account.brand, operation.guid);
      void drain();
    },
    async discard(id) {
      await end(id, ['queued', 'parked'], 'cancelled');
    },
    async cancel(id) {
      const operation = operations.get(id);
      return operation?.attempts === 0 && end(id, ['queued'], 'cancelled');
    },
  };

  async function currentBase(operation: Operation): Promise<TaskPatch> {
    return baseOf(await remote.get(operation.account, operation.guid), operation.patch);
  }
}

/** v1 says of 1470604 that one more try may help (v1 uncomplete); for anything else that makes no sense a few. */
const mostAttempts = ({ reason }: Failure) => (reason === 'completion_failed' ? 2 : MOST_ATTEMPTS);

/** Whether one operation says everything anew that another said: the same fields, or the state whichever way. */
function saysAnew(fresh: Operation, old: Operation): boolean {
  if (fresh.action !== 'edit' || old.action !== 'edit') return fresh.action !== 'edit' && old.action !== 'edit';
  const names = touched(fresh.patch);
  return touched(old.patch).every((name) => names.includes(name));
}

/** A task with waiting operations applied, as every view shows it. A parked one has not happened. */
export function withWaiting(task: Task, waiting: readonly Operation[]): Task {
  return waiting
    .filter(({ state }) => state !== 'parked')
    .reduce((shown, { action, patch, createdAt }) => {
      const completed_at = action === 'reopen' ? '0' : String(createdAt);
      return apply(shown, action === 'edit' ? patch : { completed_at });
    }, task);
}
