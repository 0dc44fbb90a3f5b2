import { openGlances } from '../../entrypoints/background/glances';
import { openLearnt } from '../../entrypoints/background/learnt';
import { type LimiterState, opensAt, started, UNUSED } from '../../entrypoints/background/pace';
import type { Account } from '../../entrypoints/background/store';
import { openTasks } from '../../entrypoints/background/tasks';
import type { Task } from '../../lib/task/schema';
import { memoryStore } from '../support/memory-store';

/** What a person does: assumed, and said in README.md. */
export const HABITS = {
  dayMs: 8 * 3_600_000,
  /** Links that a page has, 1 to so many, evenly. */
  mostLinks: 12,
  /** How long a page is looked at, ms. */
  stayMs: [20_000, 180_000],
  /** What is in view changes so often while a page is looked at, ms. */
  scrollMs: 15_000,
  /** Of all pages, those on direct sites; elsewhere only what is pointed at is read. */
  direct: 0.5,
  pointedAt: 0.3,
  /** Of the links seen, those that are acted on. */
  acted: 0.04,
  /** Different tasks among the links of a day; some are met far more often than others. */
  tasksPerLink: 0.3,
  /** Of these tasks, those assigned to the person. */
  mine: 0.4,
  /** The busiest hour's share of the day. */
  peakHour: 0.25,
} as const;

/** A page of the list has so many tasks (feishu-task-api §1). */
const PAGE = 100;
/** A change is one read and one write (background/perform.ts). */
const PER_CHANGE = 2;

/** Evenly spread numbers in [0, 1) that are the same in each run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Day {
  /** Links that came into view. */
  readonly seen: number;
  /** Requests for one task, for a page of the person's own tasks, and reads and writes of changes. */
  readonly reads: number;
  readonly lists: number;
  readonly changes: number;
  /** Links that came into view and were not told, since the budget was used up. */
  readonly untold: number;
  /** Start of each request, ms since the day began, in order. */
  readonly starts: readonly number[];
  /** The longest that a request waited for its turn, ms. */
  readonly longestWait: number;
}

export interface Manner {
  /** Whether many links are answered by the person's list of tasks. */
  readonly list?: boolean;
  /** Of the tasks met, those assigned to the person. */
  readonly mine?: number;
}

interface Wish {
  readonly at: number;
  readonly page: string;
  readonly tasks: readonly number[];
  readonly how: 'glance' | 'point' | 'change';
}

/** What one person wishes to see and to change in a day with so many links, in order. */
function wishesOf(links: number, next: () => number): { seen: number; wishes: Wish[] } {
  const tasks = Math.max(3, Math.round(links * HABITS.tasksPerLink));
  // Squared: the first tasks are met often, most of the others once.
  const anyTask = () => Math.floor(next() ** 2 * tasks);
  const [shortest, longest] = HABITS.stayMs;
  const wishes: Wish[] = [];
  let seen = 0;
  for (let visit = 0; seen < links; visit += 1) {
    const count = Math.min(links - seen, 1 + Math.floor(next() * HABITS.mostLinks));
    const shown = Array.from({ length: count }, anyTask);
    const begin = timeOfDay(next);
    const stay = shortest + next() * (longest - shortest);
    const isDirect = next() < HABITS.direct;
    const page = String(visit);
    if (isDirect)
      for (let after = 0; after < stay; after += HABITS.scrollMs)
        wishes.push({ at: begin + after, page, tasks: shown, how: 'glance' });
    for (const task of shown) {
      const wish = (how: Wish['how']) => wishes.push({ at: begin + next() * stay, page, tasks: [task], how });
      if (!isDirect && next() < HABITS.pointedAt) wish('point');
      if (next() < HABITS.acted) wish('change');
    }
    seen += count;
  }
  return { seen, wishes: wishes.sort((a, b) => a.at - b.at) };
}

/** A moment of the day, ms; the third hour is the busiest. */
function timeOfDay(next: () => number): number {
  const hour = HABITS.dayMs / 8;
  return next() < HABITS.peakHour ? 2 * hour + next() * hour : next() * HABITS.dayMs;
}

const anna: Account = { brand: 'feishu', tenant_key: 't', open_id: 'ou_anna', name: 'Anna' };

/**
 * One person's day with so many links, by the extension's own code: its cache, its glances with their list and budget, its pace;
 * over a store in memory, on a clock of its own, with a Feishu that answers at once.
 */
export async function simulateDay(
  links: number,
  seed: number,
  { list = true, mine = HABITS.mine }: Manner = {},
): Promise<Day> {
  const next = chance(seed);
  const { seen, wishes } = wishesOf(links, next);
  const store = memoryStore();
  const starts: number[] = [];
  const done = new Set<string>();
  const count = { reads: 0, lists: 0, changes: 0, untold: 0, longestWait: 0 };
  let pace: LimiterState = UNUSED;
  let now = 0;

  function call(kind: 'reads' | 'lists' | 'changes'): void {
    const start = opensAt(pace, Math.max(now, starts.at(-1) ?? 0));
    pace = started(pace, start);
    starts.push(start);
    count[kind] += 1;
    count.longestWait = Math.max(count.longestWait, start - now);
  }

  const isMine = (task: number) => (task * 7) % 10 < mine * 10;
  const taskOf = (guid: string): Task => ({
    guid,
    status: done.has(guid) ? 'done' : 'todo',
    members: isMine(Number(guid)) ? [{ id: anna.open_id, role: 'assignee' }] : [],
  });
  const own = [...new Set(wishes.flatMap(({ tasks }) => tasks))].filter(isMine).map(String);
  const remote = {
    async get(_: Account, guid: string) {
      call('reads');
      return taskOf(guid);
    },
    patch: () => Promise.reject(new Error('not used')),
    async mine(_: Account, from = '0') {
      if (!list) return undefined;
      call('lists');
      const open = own.filter((guid) => !done.has(guid));
      const end = Number(from) + PAGE;
      return { tasks: open.slice(Number(from), end).map(taskOf), ...(end < open.length && { next: String(end) }) };
    },
  };
  const session = { account: anna, expiresAt: 0, version: 'v2', scopes: [] } as const;
  const tasks = openTasks({
    ...{ store: store.tasks, learnt: openLearnt(store.learnt, () => now), remote, now: () => now },
    sessions: { current: async () => session } as never,
    outbox: () => ({ of: async () => ({ waiting: [], last: undefined }) }) as never,
  });
  const glances = openGlances({
    ...{ item: store.glances, sessions: { current: async () => session }, remote, tasks, now: () => now },
    sleep: () => new Promise((go) => setImmediate(go)),
  });

  for (const { at, page, tasks: shown, how } of wishes) {
    now = at;
    const guids = [...new Set(shown)].map(String);
    if (how === 'glance') {
      const told = await Promise.all(guids.map((guid) => glances.status('feishu', guid, page)));
      count.untold += told.filter((status) => !status).length;
    } else if (how === 'point') {
      await Promise.all(guids.map((guid) => tasks.status('feishu', guid)));
    } else {
      for (const guid of guids) {
        for (let step = 0; step < PER_CHANGE; step += 1) call('changes');
        done.add(guid);
        // The answer to the write is the newest that is known.
        await tasks.seen(anna, taskOf(guid), true);
      }
    }
  }
  return { seen, starts, ...count };
}
