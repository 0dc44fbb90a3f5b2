import { ask } from '../../lib/messages/ask';
import type { Brand } from '../../lib/task/brand';
import type { Known } from './look';

export interface TaskName {
  readonly brand: Brand;
  readonly guid: string;
}

export interface Statuses {
  known(task: TaskName): Known;
  /** Asks unless a young answer is there. */
  read(task: TaskName): void;
  /** What we know of this task, or of all, is old. Answers the keys of those that had been asked for, so that a view may ask again. */
  outdate(task?: TaskName): string[];
  /** What the background answered to an action, or that one is under way. */
  put(task: TaskName, news: Known): void;
}

export const keyOf = ({ brand, guid }: TaskName) => brand + guid;

/** At most so many questions under way at once: links in view ask by themselves on a direct site. */
const AT_ONCE = 4;
/** The background knows what is fresh; this only keeps a waving pointer from asking for each crossing. In ms. */
const YOUNG_MS = 5000;

/** What this page knows of tasks: one question per guid however many links carry it, in the order of wishes. */
export function knowStatuses(changed: (key: string) => void, lost: () => void): Statuses {
  /** `at` is when it was asked for, ms since 1970; 0 when that is old by what we heard since. */
  const entries = new Map<string, { known: Known; at: number }>();
  const queue: (() => Promise<void>)[] = [];
  let active = 0;

  async function work(): Promise<void> {
    if (active >= AT_ONCE) return;
    active += 1;
    while (queue[0]) await queue.shift()?.();
    active -= 1;
  }

  function entryOf(task: TaskName) {
    const key = keyOf(task);
    const entry = entries.get(key) ?? { known: {}, at: 0 };
    entries.set(key, entry);
    return entry;
  }

  function put(task: TaskName, news: Known): void {
    const entry = entryOf(task);
    // An answer that is still on its way is older than this one.
    if (news.status) entry.at = Date.now();
    entry.known = { ...entry.known, ...news };
    changed(keyOf(task));
  }

  function read({ brand, guid }: TaskName): void {
    const entry = entryOf({ brand, guid });
    const asked = Date.now();
    if (asked - entry.at < YOUNG_MS) return;
    entry.at = asked;
    queue.push(async () => {
      const answer = await ask('task.status', { brand, guid });
      if (entry.at !== asked) return;
      if (answer.ok) put({ brand, guid }, { status: answer.value, failure: undefined });
      // A title that was read once stays, so that a failure still says what it is about.
      else if (answer.failure.kind === 'context-lost') lost();
      else put({ brand, guid }, { failure: answer.failure });
    });
    void work();
  }

  return {
    known: (task) => entryOf(task).known,
    read,
    put,
    outdate(task) {
      const old = [...entries].filter(([key, { at }]) => at > 0 && (!task || keyOf(task) === key));
      for (const [, entry] of old) entry.at = 0;
      return old.map(([key]) => key);
    },
  };
}
