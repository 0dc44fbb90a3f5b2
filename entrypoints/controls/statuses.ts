import { ask } from '../../lib/messages/ask';
import type { Brand } from '../../lib/task/brand';
import type { TaskStatus } from '../../lib/task/status';
import type { Known } from './look';

export interface TaskName {
  readonly brand: Brand;
  readonly guid: string;
}

interface Entry {
  readonly task: TaskName;
  known: Known;
  /** When the last answer came, ms since 1970; 0 when it is old by what we heard since. */
  at: number;
  pending: Promise<Known> | undefined;
  again: boolean;
}

export const keyOf = ({ brand, guid }: TaskName) => `${brand}/${guid}`;

/** At most so many questions under way at once: links in view ask by themselves on a direct site. */
const AT_ONCE = 4;
/** The background knows what is fresh; this only keeps a waving pointer from asking for each crossing. In ms. */
const YOUNG_MS = 5000;

/** What this page knows of tasks: one question per guid however many links carry it, in the order of wishes. */
export class Statuses {
  private readonly entries = new Map<string, Entry>();
  private readonly waiting: (() => void)[] = [];
  private active = 0;

  constructor(
    private readonly changed: (key: string) => void,
    private readonly lost: () => void,
  ) {}

  known(task: TaskName): Known {
    return this.entries.get(keyOf(task))?.known ?? {};
  }

  /** Asks unless a young answer is there; resolves with what is known then. */
  read(task: TaskName): Promise<Known> {
    const entry = this.entry(task);
    if (!entry.pending && Date.now() - entry.at >= YOUNG_MS) entry.pending = this.ask(entry);
    return entry.pending ?? Promise.resolve(entry.known);
  }

  /** What we know of this task is old. Says whether it had been read, so that a view may read it again. */
  outdate(task: TaskName): boolean {
    const entry = this.entries.get(keyOf(task));
    if (!entry) return false;
    entry.at = 0;
    if (entry.pending) entry.again = true;
    return entry.known.status !== undefined || entry.known.failure !== undefined;
  }

  /** Everything is old: another account, or none. */
  outdateAll(): readonly TaskName[] {
    return [...this.entries.values()].map(({ task }) => task).filter((task) => this.outdate(task));
  }

  /** The background's own answer to an action. */
  put(status: TaskStatus): void {
    const entry = this.entry(status);
    entry.at = Date.now();
    // An answer that is still on its way may be older than this one.
    entry.again = entry.pending !== undefined;
    this.set(entry, { status });
  }

  setBusy(task: TaskName, busy: boolean): void {
    const entry = this.entry(task);
    const { busy: _, ...known } = entry.known;
    this.set(entry, busy ? { ...known, busy } : known);
  }

  private entry(task: TaskName): Entry {
    const key = keyOf(task);
    let entry = this.entries.get(key);
    if (!entry) {
      const name = { brand: task.brand, guid: task.guid };
      entry = { task: name, known: {}, at: 0, pending: undefined, again: false };
      this.entries.set(key, entry);
    }
    return entry;
  }

  private set(entry: Entry, known: Known): void {
    entry.known = known;
    this.changed(keyOf(entry.task));
  }

  private async ask(entry: Entry): Promise<Known> {
    if (this.active >= AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.active += 1;
    do {
      entry.again = false;
      const answer = await ask('task.status', entry.task);
      entry.at = Date.now();
      const busy = entry.known.busy ? { busy: true } : {};
      // A title that was read once stays, so that a failure still says what it is about.
      const { status } = entry.known;
      const failed = () => ({ ...(status && { status }), ...(!answer.ok && { failure: answer.failure }) });
      this.set(entry, { ...(answer.ok ? { status: answer.value } : failed()), ...busy });
      if (!answer.ok && answer.failure.kind === 'context-lost') this.lost();
    } while (entry.again);
    this.active -= 1;
    this.waiting.shift()?.();
    entry.pending = undefined;
    return entry.known;
  }
}
