import type { Operation } from '../../../entrypoints/background/operation';
import { type NewOperation, type Outbox, openOutbox } from '../../../entrypoints/background/outbox';
import type { Account, Collection } from '../../../entrypoints/background/store';
import { type Failure, FailureError } from '../../../lib/failure';
import { apply, baseOf, type TaskPatch, touched } from '../../../lib/task/patch';
import { agrees } from '../../../lib/task/same-value';
import type { Task } from '../../../lib/task/schema';

export const PEOPLE: readonly Account[] = ['anna', 'ben'].map((name) => ({
  brand: 'feishu',
  tenant_key: 't1',
  open_id: `ou_${name}`,
  name,
}));

export type Fault =
  | 'lost-before'
  | 'lost-after'
  | 'limited'
  | 'server-before'
  | 'server-after'
  | 'unknown-before'
  | 'unknown-after'
  | 'forbidden';

export interface Write {
  readonly guid: string;
  readonly patch: TaskPatch;
  /** Nobody's: somebody else did it. */
  readonly by: Account | undefined;
  readonly at: number;
  /** How many deaths there had been. */
  readonly deaths: number;
  /** What stood there before. */
  readonly before: TaskPatch;
  /** The task held all of it before. */
  readonly needless: boolean;
}

const FAILURES: Record<Fault, Failure> = {
  'lost-before': { kind: 'offline', reason: 'no_network' },
  'lost-after': { kind: 'offline', reason: 'timeout' },
  limited: { kind: 'limited', reason: 'rate_limited' },
  'server-before': { kind: 'server', reason: 'server_error' },
  'server-after': { kind: 'server', reason: 'not_json' },
  'unknown-before': { kind: 'server', reason: 'unknown', code: 7 },
  'unknown-after': { kind: 'server', reason: 'unknown', code: 7 },
  forbidden: { kind: 'forbidden', reason: 'no_edit_right' },
};

/** Never resolves: what was under way in a worker that died. */
const never = <Value>() => new Promise<Value>(() => undefined);
/** Everything that can happen without time passing has happened: here nothing but promises is under way. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * A server of a few tasks, a disk, a clock and a worker. Every write to the disk and every call is a step, and the worker
 * may die before or after the effect of any one of them; a new one starts from the disk.
 */
export class ModelWorld {
  now = 1_700_000_000_000;
  signedIn: Account | undefined = PEOPLE[0];
  offline = false;
  /** What every call about a task meets, for as long as it is set. */
  broken: ((guid: string) => Fault | undefined) | undefined;
  /** One for each call to come, as long as there are any. */
  readonly faults: (Fault | undefined)[] = [];
  readonly writes: Write[] = [];
  /** Which faults have been met. */
  readonly met = new Set<Fault>();
  readonly tasks = new Map<string, Task>();
  readonly disk = new Map<string, Operation>();
  deaths = 0;
  /** Calls that ask the server for something, to count probes. */
  calls = 0;
  wakeAt: number | undefined;
  outbox: Outbox;
  /** How many turns of what is under way a question waits for its answer; as long as anything moves, if infinite. */
  patience = Number.POSITIVE_INFINITY;
  #generation = 0;
  #stepsLeft = Number.POSITIVE_INFINITY;
  #diesAfterEffect = false;
  #random = 0.5;

  constructor() {
    this.outbox = this.#start();
  }

  /** The worker dies at the so manieth step from now, before its effect or after it. */
  killAt(steps: number, afterEffect: boolean): void {
    [this.#stepsLeft, this.#diesAfterEffect] = [steps, afterEffect];
  }

  spare(): void {
    this.#stepsLeft = Number.POSITIVE_INFINITY;
  }

  die(): void {
    this.deaths += 1;
    this.#generation += 1;
    this.spare();
    this.outbox = this.#start();
    void this.outbox.drain();
  }

  /** What somebody else does in Feishu itself. */
  foreign(guid: string, patch: TaskPatch): void {
    this.#write(guid, patch, undefined);
  }

  task(guid: string): Task {
    return this.tasks.get(guid) ?? { guid, summary: 'Old', description: 'Old', status: 'todo', completed_at: '0' };
  }

  /**
   * The answer, or nothing where it does not come: the worker died, or `patience` is over. `heard` is told an answer that
   * comes later too. Whoever is impatient does the next thing in the midst of this one.
   */
  async ask<Value>(
    question: (outbox: Outbox) => Promise<Value>,
    heard: (answer: Value) => void = () => undefined,
    patience = this.patience,
  ): Promise<Value | undefined> {
    let answer: Value | undefined;
    question(this.outbox).then(
      (given) => {
        answer = given;
        heard(given);
      },
      () => undefined,
    );
    if (patience === Number.POSITIVE_INFINITY) await settled();
    else for (let turn = 0; turn < patience && answer === undefined; turn += 1) await undefined;
    return answer;
  }

  /** What needs no step to be answered once the worker has started. */
  look<Value>(question: (outbox: Outbox) => Promise<Value>): Promise<Value | undefined> {
    return this.ask(question, undefined, 40);
  }

  add = (operation: NewOperation, heard?: (stored: Operation) => void) =>
    this.ask((outbox) => outbox.add(operation), heard);

  async drain(hurry = false): Promise<void> {
    await this.ask((outbox) => outbox.drain(hurry).then(() => true));
  }

  #write(guid: string, patch: TaskPatch, by: Account | undefined): Task {
    const before = this.task(guid);
    const needless = touched(patch).every((name) => agrees(before, name, patch[name]));
    this.writes.push({ guid, patch, by, at: this.now, deaths: this.deaths, before: baseOf(before, patch), needless });
    const after = { ...apply(before, patch), updated_at: String(this.now) };
    this.tasks.set(guid, after);
    return after;
  }

  #start(): Outbox {
    const generation = this.#generation;
    const isDead = () => generation !== this.#generation;
    const step = async <Value>(effect: () => Value): Promise<Value> => {
      await undefined;
      if (isDead()) return never();
      this.#stepsLeft -= 1;
      if (this.#stepsLeft < 0) {
        try {
          if (this.#diesAfterEffect) effect();
        } finally {
          this.die();
        }
        return never();
      }
      try {
        const value = effect();
        await undefined;
        return isDead() ? never() : value;
      } catch (error) {
        await undefined;
        if (isDead()) return never();
        throw error;
      }
    };
    const call = (account: Account, guid: string, effect: () => Task) =>
      step(() => {
        if (account.open_id !== this.signedIn?.open_id)
          throw new FailureError({ kind: 'signed-out', reason: 'no_account' });
        this.calls += 1;
        const fault = this.offline ? 'lost-before' : (this.broken?.(guid) ?? this.faults.shift());
        if (fault === undefined) return effect();
        this.met.add(fault);
        if (fault.endsWith('-after')) effect();
        const retryAt = fault === 'limited' ? { retryAt: this.now + 20_000 } : {};
        throw new FailureError({ ...FAILURES[fault], ...retryAt });
      });
    const store: Collection<Operation> = {
      item: (id) => ({
        get: () => step(() => structuredClone(this.disk.get(id))),
        set: (operation) => step(() => void this.disk.set(id, structuredClone(operation))),
        update: () => Promise.reject(new Error('not used')),
        remove: () => step(() => void this.disk.delete(id)),
      }),
      entries: () => step(() => structuredClone([...this.disk])),
    };
    return openOutbox({
      store,
      remote: {
        get: (account, guid) => call(account, guid, () => this.task(guid)),
        patch: (account, guid, patch) =>
          call(account, guid, () => {
            // A done task takes no other completion time (feishu-task-api §4.3).
            if (this.task(guid).status === 'done' && (patch.completed_at ?? '0') !== '0')
              throw new FailureError({ kind: 'invalid', reason: 'invalid_value', code: 1470400 });
            return this.#write(guid, patch, account);
          }),
      },
      clock: { now: () => this.now, server: (local = this.now) => local, observe: () => undefined },
      canSend: async (account) => account.open_id === this.signedIn?.open_id,
      seen: async () => undefined,
      refused: async () => undefined,
      definitions: async () => [],
      changed: () => undefined,
      wake: (at) => {
        if (!isDead()) this.wakeAt = at;
      },
      random: () => {
        this.#random = (this.#random * 16_807 + 0.137) % 1;
        return this.#random;
      },
    });
  }
}
