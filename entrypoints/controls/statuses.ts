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
  /** These, and no others, are asked for as far as the background's budget goes, after all that somebody pointed at. */
  glance(tasks: readonly TaskName[]): void;
  /** What we know of this task, or of all, is old. */
  outdate(task?: TaskName): void;
  /** Asks again for what is old by what we heard, of those that had been asked for. */
  refresh(tasks: readonly TaskName[]): void;
  /** What the background answered to an action, or that one is under way. */
  put(task: TaskName, news: Known): void;
}

export const keyOf = ({ brand, guid }: TaskName) => brand + guid;

/** At most so many questions under way at once; enough of them for the background to see that one list may answer many. */
const AT_ONCE = 8;
/** The background knows what is fresh; this only keeps a waving pointer from asking for each crossing. In ms. */
const YOUNG_MS = 5000;

/** What this page knows of tasks: one question per guid however many links carry it, in the order of wishes. */
export function knowStatuses(changed: (key: string) => void, lost: () => void): Statuses {
  /** `at` is when it was asked for, ms since 1970, 0 once we heard that it is old; `isUnasked` while only a glance was made and has no answer. */
  const entries = new Map<string, { known: Known; at?: number; isUnasked?: boolean }>();
  const pointed: TaskName[] = [];
  let glanced: TaskName[] = [];
  let active = 0;

  async function work(): Promise<void> {
    if (active >= AT_ONCE) return;
    active += 1;
    for (;;) {
      const task = pointed.shift();
      const other = task ?? glanced.shift();
      if (!other) break;
      await (task ? question(task, 'task.status') : isYoung(other) || question(other, 'task.glance'));
    }
    active -= 1;
  }

  function entryOf(task: TaskName) {
    const key = keyOf(task);
    const entry = entries.get(key) ?? { known: {} };
    entries.set(key, entry);
    return entry;
  }

  const isYoung = (task: TaskName) => Date.now() - (entryOf(task).at ?? 0) < YOUNG_MS;

  function put(task: TaskName, news: Known): void {
    const entry = entryOf(task);
    // An answer that is still on its way is older than this one.
    if (news.status) entry.at = Date.now();
    entry.known = { ...entry.known, ...news };
    changed(keyOf(task));
  }

  async function question(task: TaskName, name: 'task.status' | 'task.glance'): Promise<void> {
    const { brand, guid } = task;
    const entry = entryOf(task);
    const asked = Date.now();
    Object.assign(entry, { at: asked, isUnasked: name === 'task.glance' });
    const answer = await ask(name, { brand, guid });
    if (entry.at !== asked) return;
    if (!answer.ok && answer.failure.kind === 'context-lost') lost();
    // A title that was read once stays, so that a failure still says what it is about.
    else if (!answer.ok) put(task, { failure: answer.failure });
    else if (answer.value) {
      entry.isUnasked = false;
      put(task, { status: answer.value, failure: undefined });
    }
  }

  function read(task: TaskName): void {
    const entry = entryOf(task);
    if (isYoung(task) && !entry.isUnasked) return;
    Object.assign(entry, { at: Date.now(), isUnasked: false });
    pointed.push(task);
    void work();
  }

  return {
    // Asked for every link that is drawn, of which a day-long page has more than anybody points at: nothing is kept for it.
    known: (task) => entries.get(keyOf(task))?.known ?? {},
    read,
    put,
    glance(tasks) {
      glanced = tasks.filter((task) => !isYoung(task));
      for (let worker = active; worker < AT_ONCE; worker += 1) void work();
    },
    outdate(task) {
      for (const [key, entry] of entries) if (entry.at && (!task || keyOf(task) === key)) entry.at = 0;
    },
    refresh(tasks) {
      for (const task of tasks) if (entryOf(task).at === 0) read(task);
    },
  };
}
