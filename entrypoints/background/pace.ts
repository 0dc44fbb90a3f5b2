import { LONGEST_WAIT_MS } from '../../lib/feishu/waits';

/** What the store remembers of a brand's calls. Times are ms by our clock. */
export interface LimiterState {
  /** When the last calls started, oldest first. */
  readonly starts: readonly number[];
  /** Calls were refused: none before this. */
  readonly pausedUntil: number;
  /** Refusals in a row since the last answer. */
  readonly strikes: number;
  /** How long the last refusal made calls wait, ms. */
  readonly wait: number;
  /** It was the month's quota. */
  readonly quota?: true;
}

/**
 * When a call may start, as arithmetic on what the store remembers. At most two start at once, then one every 200 ms, and
 * five in any second: the ten of feishu-task-api §6.3 are the whole company's.
 */
const PER_SECOND = 5;
const AT_ONCE = 2;
const SPACING_MS = 1000 / PER_SECOND;

/** Bound of the first wait of our own choosing, ms; it doubles with each refusal in a row up to the longest wait. */
const FIRST_WAIT_MS = 1000;
/** Added at random to a wait that the server told, ms: everybody in the company was told the same moment. */
const SPREAD_MS = 500;
/** On the 1st itself the month's quota may be a few hours late, ms. */
const LATE_QUOTA_MS = 6 * 3_600_000;
const MONTH_MS = 31 * 86_400_000;

export const UNUSED: LimiterState = { starts: [], pausedUntil: 0, strikes: 0, wait: 0 };

/** What was stored, read with the clock of now: a clock that was set back must not make anything wait for days. */
function seen(state: LimiterState, at: number): LimiterState {
  const longest = state.quota ? MONTH_MS : LONGEST_WAIT_MS + SPREAD_MS;
  return {
    ...state,
    starts: state.starts.map((start) => Math.min(start, at)),
    pausedUntil: Math.min(state.pausedUntil, at + longest),
  };
}

/** The earliest moment from `at` on when a call may start, ms. */
export function opensAt(state: LimiterState, at: number): number {
  const { starts, pausedUntil } = seen(state, at);
  const latest = [...starts].reverse();
  const spaced = latest.map((start, index) => {
    const before = index + 1;
    if (before < AT_ONCE) return at;
    return start + (before === PER_SECOND ? 1000 : (before - AT_ONCE + 1) * SPACING_MS);
  });
  return Math.max(at, pausedUntil, ...spaced);
}

/** Whether calls were refused and none has been answered since: then one call at a time asks whether that is over. */
export const isShut = ({ strikes }: LimiterState) => strikes > 0;

/** A call starts. While shut it takes up a whole wait window of its own, so that a death on the way does not ask twice in one. */
export function started(state: LimiterState, at: number): LimiterState {
  const { starts, pausedUntil, ...rest } = seen(state, at);
  return {
    ...rest,
    starts: [...starts, at].slice(-PER_SECOND),
    pausedUntil: isShut(state) ? at + state.wait : pausedUntil,
  };
}

/**
 * A call was refused as one too many. It waits as told (ms), else with full jitter under a bound that grows. A refusal that
 * comes late (`isLate`), of a call that began before the last one, makes the wait no longer than it says itself.
 */
export function refused(
  state: LimiterState,
  at: number,
  told: number | undefined,
  random: () => number,
  isLate = false,
): LimiterState {
  const strikes = isLate ? Math.max(1, state.strikes) : state.strikes + 1;
  const bound = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(strikes, 10));
  const wait = told === undefined ? 300 + random() * (bound - 300) : told + random() * SPREAD_MS;
  const until = Math.max(isLate ? state.pausedUntil : 0, at + wait);
  const { quota: _, ...rest } = state;
  return { ...rest, strikes, wait: until - at, pausedUntil: until };
}

/**
 * The month's quota is used up (99991403): nothing until the 1st, by UTC, which is the later one for both brands' home
 * countries; refused on that very day, a few hours later. `server` is the server's time of `at`, both ms.
 */
export function quotaUsedUp(state: LimiterState, at: number, server: number): LimiterState {
  const date = new Date(server);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) - server;
  const wait = date.getUTCDate() === 1 ? LATE_QUOTA_MS : first;
  return { ...seen(state, at), quota: true, strikes: 1, wait: LATE_QUOTA_MS, pausedUntil: at + wait };
}

/** The server has answered a call that began while shut: everything goes on. */
export function answered({ starts }: LimiterState): LimiterState {
  return { ...UNUSED, starts };
}

/** Somebody wants it tried although the month's quota is used up: one call may ask. */
export function triedAgain(state: LimiterState): LimiterState {
  return state.quota ? { ...state, pausedUntil: 0 } : state;
}
