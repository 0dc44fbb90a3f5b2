/** What the store remembers of readings that nobody asked for. Times are ms by our clock. */
export interface GlanceState {
  /** By page, and "" for all of them: how full the bucket was, and when. */
  readonly buckets: Readonly<Record<string, { readonly level: number; readonly at: number }>>;
  /** Of the tasks met for the first time, the share that the list of the user's own open tasks had, as experience tells. */
  readonly mineShare: number;
  /** When that list was asked for last. */
  readonly listedAt: number;
}

/**
 * Readings in an hour that nobody asked for: of one page, and of all pages together. A person who meets a thousand links a day
 * needs about two hundred in the busiest hour (test/bench/README.md); a page that keeps making new links stops here, and what it
 * shows is read when it is pointed at.
 */
export const PER_PAGE_HOUR = 100;
export const PER_HOUR = 300;
const HOUR_MS = 3_600_000;

/** What is assumed until experience tells. */
const FIRST_SHARE = 0.3;
/** How much the latest list counts in what experience tells. */
const NEWS_WEIGHT = 0.3;

export const NO_GLANCES: GlanceState = { buckets: {}, mineShare: FIRST_SHARE, listedAt: 0 };

/** One reading for this page at `at`, ms; nothing when its bucket or everybody's is full. Both leak evenly. */
export function spend(state: GlanceState, page: string, at: number): GlanceState | undefined {
  const left = Object.entries(state.buckets).flatMap(([name, { level, at: since }]) => {
    // A clock that was set back leaks nothing.
    const now = level - (Math.max(0, at - since) / HOUR_MS) * mostOf(name);
    return now > 0 ? [[name, { level: now, at }] as const] : [];
  });
  const levels = new Map(left);
  for (const name of new Set(['', page])) {
    const level = (levels.get(name)?.level ?? 0) + 1;
    if (level > mostOf(name)) return undefined;
    levels.set(name, { level, at });
  }
  return { ...state, buckets: Object.fromEntries(levels) };
}

const mostOf = (name: string) => (name === '' ? PER_HOUR : PER_PAGE_HOUR);

/** The list was asked for at `at` because of so many tasks that were met for the first time, and had so many of them. */
export function listed(state: GlanceState, at: number, asked: number, had: number): GlanceState {
  const mineShare = asked === 0 ? state.mineShare : (1 - NEWS_WEIGHT) * state.mineShare + NEWS_WEIGHT * (had / asked);
  return { ...state, mineShare, listedAt: at };
}
