import type { Failure } from '../../lib/failure';
import type { Brand } from '../../lib/task/brand';
import type { Task } from '../../lib/task/schema';
import { openAttempt } from './attempt';
import { dueAt, mayHurry, WATCH_MS } from './backoff';
import { type Ledger, laneOf } from './ledger';
import { hangsOn } from './merge';
import type { Operation } from './operation';
import type { Means } from './perform';
import { type Account, accountKey } from './store';
import { openTroubles } from './troubles';

/** Tasks that are worked on at once; within one task strictly one after the other. */
const LANES = 3;
/** The answer to one write is the reading before the next of the same task, if that follows within so many ms. */
const READ_HOLDS_MS = 2000;

export interface SenderMeans extends Omit<Means, 'mark' | 'begun'> {
  /** Whether operations of this account can be sent now. */
  canSend(account: Account): Promise<boolean>;
  /** Something about this task's operations changed. */
  changed(brand: Brand, guid: string): void;
  /** Call `drain` again at about this time, ms since 1970, even if the worker dies; nothing: there is no need. */
  wake(at: number | undefined): void;
  random?(): number;
  /** Called when waits of our own choosing are cut short: whatever else waits like that is to be tried again as well. */
  hurried?(): void;
}

/** Sends what the ledger holds: each task in order, few tasks at once, one probe at a time for an account in trouble. */
export interface Sender {
  /** Sends whatever can be sent now. In a hurry (signed in, back online) waits of our own choosing are cut short. */
  drain(hurry?: boolean): Promise<void>;
  /** Begins to send, and waits for nothing. */
  begin(hurry?: boolean): Promise<void>;
  /**
   * Reads a task while the change that will need it goes to the disk: where nothing else of it waits or is under way, and the
   * account is in no trouble. What is returned forgets the reading, unless the change has taken it.
   */
  readAhead(of: Pick<Operation, 'account' | 'guid'>): () => void;
  /** Why nothing of this account is sent now, whatever the operation. */
  standstill(account: Account): Promise<Failure | undefined>;
  /** When an operation that waits is tried again, ms since 1970. */
  dueAt(operation: Operation): number;
  /** Keeps a task's line as it is while a command changes it on the disk; what is stored may be sent afterwards. */
  exclusive<Value>(lane: string, work: () => Promise<Value>): Promise<Value>;
}

export function openSender(ledger: Ledger, means: SenderMeans, told: () => void): Sender {
  const { clock } = means;
  const running = new Map<string, { readonly owner: string; readonly ended: Promise<void> }>();
  const commands = new Map<string, Promise<unknown>>();
  const sendable = new Map<string, boolean>();
  /** Readings that were begun before their change was on the disk, by lane. */
  const ahead = new Map<string, Promise<Task>>();
  const troubles = openTroubles(clock.now, means.random ?? Math.random);
  const attempt = openAttempt(ledger, means, troubles, told);

  async function learnWhoCanSend(): Promise<void> {
    const accounts = [...ledger.accounts];
    await Promise.all(accounts.map(async ([owner, account]) => sendable.set(owner, await means.canSend(account))));
  }

  function readAhead(of: Pick<Operation, 'account' | 'guid'>): () => void {
    const lane = laneOf(of);
    const isFree = !ledger.lanes.has(lane) && !running.has(lane) && !ahead.has(lane);
    if (!isFree || running.size + ahead.size >= LANES || troubles.of(accountKey(of.account))) return () => undefined;
    const reading = means.remote.get(of.account, of.guid);
    // Whoever takes it hears that it failed.
    reading.catch(() => undefined);
    ahead.set(lane, reading);
    return () => void (ahead.get(lane) === reading && ahead.delete(lane));
  }

  /** The next operation of a lane; parked ones are passed over, but not by what hangs on them. */
  const headOf = (lane: string) =>
    ledger.lanes.get(lane)?.find((one, at, all) => one.state === 'queued' && !hangsOn(one, all.slice(0, at)));

  /** When the account's next request may start; infinity while a probe is under way or nobody is signed in. */
  function opensAt(owner: string): number {
    if (!sendable.get(owner)) return Number.POSITIVE_INFINITY;
    const trouble = troubles.of(owner);
    if (!trouble) return 0;
    const isProbed = [...running.values()].some((run) => run.owner === owner);
    return isProbed ? Number.POSITIVE_INFINITY : trouble.until;
  }

  /** Begins with as many lanes as may run. Without a pause in between: what it has looked at is still so when it acts. */
  function start(): void {
    const now = clock.now();
    const owners = [...ledger.accounts.keys()];
    // With thousands waiting and no network nothing is walked through.
    const opens = Math.min(...owners.map(opensAt));
    let next = opens > now && ledger.lanes.size > 0 ? opens : Number.POSITIVE_INFINITY;
    const lanes = opens > now ? [] : [...ledger.lanes.keys()];
    // Probes take turns: a task that nothing answers for must not stand before the others for ever.
    if (owners.some(troubles.of)) lanes.sort((a, b) => (headOf(a)?.attempts ?? 0) - (headOf(b)?.attempts ?? 0));
    for (const lane of lanes) {
      if (running.size >= LANES) break;
      const head = headOf(lane);
      if (!head || running.has(lane) || commands.has(lane)) continue;
      const owner = accountKey(head.account);
      const at = Math.max(dueAt(head, now), opensAt(owner));
      if (at > now) next = Math.min(next, at);
      else running.set(lane, { owner, ended: run(lane) });
    }
    if (running.size > 0) next = Math.min(next, now + WATCH_MS);
    means.wake(Number.isFinite(next) ? next : undefined);
  }

  /** One lane, as long as its next operation may go at once. */
  async function run(lane: string): Promise<void> {
    let early = ahead.get(lane);
    ahead.delete(lane);
    await undefined;
    try {
      let recent: { task: Task; at: number } | undefined;
      for (let head = headOf(lane); head; head = headOf(lane)) {
        const owner = accountKey(head.account);
        const isHeldUp = commands.has(lane) || dueAt(head, clock.now()) > clock.now() || !sendable.get(owner);
        if (isHeldUp || (troubles.of(owner)?.until ?? 0) > clock.now()) break;
        const task = recent && clock.now() - recent.at <= READ_HOLDS_MS ? recent.task : undefined;
        const after = await attempt(head, task, early);
        early = undefined;
        recent = after && { task: after, at: clock.now() };
      }
    } finally {
      running.delete(lane);
    }
    start();
  }

  async function begin(hurry = false): Promise<void> {
    if (hurry) means.hurried?.();
    try {
      await ledger.load();
      await learnWhoCanSend();
    } catch {
      // The database is in trouble: whoever asks for something is told so; the sending looks again later.
      return means.wake(clock.now() + WATCH_MS);
    }
    if (hurry) {
      troubles.hurry();
      for (const one of ledger.open())
        if (one.state === 'queued' && one.failure && mayHurry(one.failure)) ledger.note({ ...one, notBefore: 0 });
    }
    start();
  }

  return {
    begin,
    readAhead,
    async drain(hurry) {
      await begin(hurry);
      while (running.size > 0) await Promise.all([...running.values()].map(({ ended }) => ended));
    },
    async standstill(account) {
      if (!(await means.canSend(account))) return { kind: 'signed-out', reason: 'session_expired' };
      return troubles.of(accountKey(account))?.failure;
    },
    dueAt: (one) => Math.max(dueAt(one, clock.now()), troubles.of(accountKey(one.account))?.until ?? 0),
    async exclusive(lane, work) {
      const mine = (commands.get(lane) ?? Promise.resolve()).then(work, work);
      commands.set(lane, mine);
      try {
        return await mine;
      } finally {
        if (commands.get(lane) === mine) commands.delete(lane);
      }
    },
  };
}
