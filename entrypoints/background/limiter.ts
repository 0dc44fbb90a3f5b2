import { fail } from '../../lib/failure';
import type { Item, LimiterState } from './store';

/** Calls per second that one user makes at most; ten are the whole company's (feishu-task-api §6.3). */
const PER_SECOND = 5;
/** A view is told rather than left waiting longer than this, ms. */
const PATIENCE_MS = 10_000;

export interface Limiter {
  /** Resolves when one call may start. Fails as `limited` when that is further away than a person waits. */
  take(): Promise<void>;
  /** The server said to wait until then, ms since 1970. */
  pause(until: number): void;
}

/** A sliding window over the last starts, kept across the worker's deaths so that a restart does not burst. */
export function openLimiter(
  item: Item<LimiterState>,
  now: () => number,
  sleep: (ms: number) => Promise<void>,
): Limiter {
  let state: LimiterState | undefined;
  let line: Promise<void> = Promise.resolve();

  const keep = (next: LimiterState) => {
    state = next;
    void item.set(next).catch(() => undefined);
  };

  async function turn(): Promise<void> {
    state ??= (await item.get().catch(() => undefined)) ?? { starts: [], pausedUntil: 0 };
    for (;;) {
      const at = now();
      // A start in the future is a clock that was set back: it must not block the line.
      const starts = state.starts.filter((start) => start <= at && at - start < 1000);
      const windowOpens = starts.length < PER_SECOND ? at : (starts[0] ?? at) + 1000;
      const opens = Math.max(windowOpens, state.pausedUntil);
      if (opens <= at) return keep({ starts: [...starts, at], pausedUntil: 0 });
      if (opens - at > PATIENCE_MS) fail('limited', 'rate_limited', { retryAt: opens });
      await sleep(opens - at);
    }
  }

  return {
    take() {
      const mine = line.then(turn);
      line = mine.catch(() => undefined);
      return mine;
    },
    pause(until) {
      keep({ starts: state?.starts ?? [], pausedUntil: Math.max(until, state?.pausedUntil ?? 0) });
    },
  };
}
