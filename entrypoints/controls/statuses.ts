import { ask } from '../../lib/messages/ask';
import type { Brand } from '../../lib/task/brand';
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
  pending: Promise<void> | undefined;
}

export const keyOf = ({ brand, guid }: TaskName) => brand + guid;

/** At most so many questions under way at once: links in view ask by themselves on a direct site. */
const AT_ONCE = 4;
/** The background knows what is fresh; this only keeps a waving pointer from asking for each crossing. In ms. */
const YOUNG_MS = 5000;

/** What this page knows of tasks: one question per guid however many links carry it, in the order of wishes. */
export class Statuses {
  readonly #entries = new Map<string, Entry>();
  readonly #waiting: (() => void)[] = [];
  readonly #changed: (key: string) => void;
  readonly #lost: () => void;
  #active = 0;

  constructor(changed: (key: string) => void, lost: () => void) {
    this.#changed = changed;
    this.#lost = lost;
  }

  known(task: TaskName): Known {
    return this.#entry(task).known;
  }

  /** Asks unless a young answer is there. */
  async read(task: TaskName): Promise<void> {
    const entry = this.#entry(task);
    if (Date.now() - entry.at >= YOUNG_MS) entry.pending ??= this.#ask(entry);
    await entry.pending;
  }

  /** What we know of this task, or of all, is old. Answers the keys of those that had been asked for, so that a view may ask again. */
  outdate(task?: TaskName): string[] {
    const old = [...this.#entries.values()].filter((entry) => entry.at !== 0 && (!task || keyOf(task) === keyOf(entry.task)));
    for (const entry of old) entry.at = 0;
    return old.map((entry) => keyOf(entry.task));
  }

  /** What the background answered to an action, or that one is under way. */
  put(task: TaskName, news: Known): void {
    const entry = this.#entry(task);
    if (news.status) entry.at = Date.now();
    entry.known = { ...entry.known, ...news };
    this.#changed(keyOf(task));
  }

  #entry({ brand, guid }: TaskName): Entry {
    const key = keyOf({ brand, guid });
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { task: { brand, guid }, known: {}, at: 0, pending: undefined };
      this.#entries.set(key, entry);
    }
    return entry;
  }

  async #ask(entry: Entry): Promise<void> {
    while (this.#active >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#active += 1;
    let isOld = true;
    while (isOld) {
      // Whoever sets `at` meanwhile knows something newer than this answer: then ask again.
      entry.at = Number.NaN;
      const answer = await ask('task.status', entry.task);
      isOld = !Number.isNaN(entry.at);
      if (isOld) continue;
      // A title that was read once stays, so that a failure still says what it is about.
      this.put(entry.task, answer.ok ? { status: answer.value, failure: undefined } : { failure: answer.failure });
      entry.at = Date.now();
      if (!answer.ok && answer.failure.kind === 'context-lost') this.#lost();
    }
    this.#active -= 1;
    this.#waiting.shift()?.();
    entry.pending = undefined;
  }
}
