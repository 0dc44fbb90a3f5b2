/**
 * How many API requests a working day takes, by simulation of what the extension does: the limit of ten a second and the month's
 * quota are per app and company (feishu-task-api §6.3), so this is how it scales. README.md beside it says what is assumed.
 */

/** What the extension does; requests.test.ts holds these numbers to its sources. */
export const POLICY = {
  /** An answer is good for all tabs so long, ms (background/tasks.ts). */
  freshMs: 60_000,
  /** A page asks the background again for one task after that, ms (controls/statuses.ts). */
  youngMs: 5_000,
  /** Calls a second that one user makes at most (background's limiter). */
  perSecond: 5,
  /** A change is one read and one write (background/perform.ts). */
  perAction: 2,
} as const;

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
  /** The busiest hour's share of the day. */
  peakHour: 0.25,
} as const;

/** The company's limits: requests a second of one app; a month's calls of all its own apps on the free plan. */
export const LIMITS = { perSecond: 10, perMonth: 1_000_000, workingDays: 21 } as const;

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
  readonly reads: number;
  /** Reads and writes of changes. */
  readonly changes: number;
  /** Start of each request, ms since the day began, in order. */
  readonly starts: readonly number[];
  /** The longest that a request waited for its turn, ms. */
  readonly longestWait: number;
}

/** One person's day with so many links. */
export function simulateDay(links: number, seed: number): Day {
  const next = chance(seed);
  const tasks = Math.max(3, Math.round(links * HABITS.tasksPerLink));
  // Squared: the first tasks are met often, most of the others once.
  const anyTask = () => Math.floor(next() ** 2 * tasks);
  const [shortest, longest] = HABITS.stayMs;
  const wishes: { at: number; task: number; writes: boolean }[] = [];
  let seen = 0;
  while (seen < links) {
    const count = Math.min(links - seen, 1 + Math.floor(next() * HABITS.mostLinks));
    const page = Array.from({ length: count }, anyTask);
    const begin = timeOfDay(next);
    const stay = shortest + next() * (longest - shortest);
    const isDirect = next() < HABITS.direct;
    for (const task of page) {
      if (isDirect)
        for (let after = 0; after < stay; after += HABITS.scrollMs)
          wishes.push({ at: begin + after, task, writes: false });
      else if (next() < HABITS.pointedAt) wishes.push({ at: begin + next() * stay, task, writes: false });
      if (next() < HABITS.acted) wishes.push({ at: begin + next() * stay, task, writes: true });
    }
    seen += count;
  }
  return { seen, ...answer(wishes.sort((a, b) => a.at - b.at)) };
}

/** A moment of the day, ms; the third hour is the busiest. */
function timeOfDay(next: () => number): number {
  const hour = HABITS.dayMs / 8;
  return next() < HABITS.peakHour ? 2 * hour + next() * hour : next() * HABITS.dayMs;
}

/** What of the wishes goes out, and when: the policy itself. */
function answer(wishes: readonly { at: number; task: number; writes: boolean }[]) {
  const readAt = new Map<number, number>();
  const starts: number[] = [];
  let [reads, changes, longestWait] = [0, 0, 0];
  const call = (at: number) => {
    const start = Math.max(at, starts.at(-1) ?? 0, (starts.at(-POLICY.perSecond) ?? -1000) + 1000);
    longestWait = Math.max(longestWait, start - at);
    starts.push(start);
    return start;
  };
  for (const { at, task, writes } of wishes) {
    if (writes) {
      changes += POLICY.perAction;
      // The answer to the write is the newest that is known.
      for (let step = 0; step < POLICY.perAction; step += 1) readAt.set(task, call(at));
    } else if (at - (readAt.get(task) ?? Number.NEGATIVE_INFINITY) >= Math.max(POLICY.freshMs, POLICY.youngMs)) {
      reads += 1;
      readAt.set(task, call(at));
    }
  }
  return { reads, changes, starts, longestWait };
}

export interface Row {
  readonly links: number;
  readonly users: number;
  /** Requests of a working day, and how many of them are for changes. */
  readonly perUser: number;
  readonly changes: number;
  readonly perApp: number;
  /** Of the company's ten a second: the mean of the busiest hour. */
  readonly ofLimit: number;
  /** Of the month's quota. */
  readonly ofQuota: number;
}

/** Days that are simulated for each number of links; more users are as many times the same. */
const SAMPLE = 40;

/** The table: links a day by users of one app. */
export function table(
  linksADay: readonly number[] = [10, 100, 1_000],
  users: readonly number[] = [1, 100, 10_000],
): Row[] {
  return linksADay.flatMap((links) => {
    const days = Array.from({ length: SAMPLE }, (_, seed) => simulateDay(links, links * 1_000 + seed));
    const mean = (of: (day: Day) => number) => days.reduce((sum, day) => sum + of(day), 0) / days.length;
    const perUser = mean(({ starts }) => starts.length);
    const [from, to] = [(2 * HABITS.dayMs) / 8, (3 * HABITS.dayMs) / 8];
    const busiest = mean(({ starts }) => starts.filter((at) => at >= from && at < to).length) / ((to - from) / 1000);
    return users.map((count) => ({
      links,
      users: count,
      perUser,
      changes: mean((day) => day.changes),
      perApp: perUser * count,
      ofLimit: (busiest * count) / LIMITS.perSecond,
      ofQuota: (perUser * count * LIMITS.workingDays) / LIMITS.perMonth,
    }));
  });
}

/** `npm run bench -- requests [--json]`: prints the table. It tells, and has no goal to miss. */
export async function benchRequests(args: readonly string[]): Promise<boolean> {
  const rows = table();
  if (args.includes('--json')) {
    console.log(JSON.stringify(rows));
    return true;
  }
  console.log(
    'links/day   users   requests/day: user  (changes)        app   of 10/s, busiest hour   of 1,000,000 a month',
  );
  for (const { links, users, perUser, changes, perApp, ofLimit, ofQuota } of rows)
    console.log(
      [
        String(links).padStart(9),
        String(users).padStart(8),
        perUser.toFixed(0).padStart(19),
        `(${changes.toFixed(0)})`.padStart(11),
        perApp.toFixed(0).padStart(11),
        `${percent(ofLimit)} %`.padStart(24),
        `${percent(ofQuota)} %`.padStart(23),
        ofLimit > 1 || ofQuota > 1 ? '  over' : '',
      ].join(''),
    );
  return true;
}

/** A share in percent: two digits of what is small, whole numbers of what is not. */
const percent = (share: number) =>
  share < 0.1 ? String(Number((share * 100).toPrecision(2))) : (share * 100).toFixed(0);
