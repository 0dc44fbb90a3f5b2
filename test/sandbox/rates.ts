/** Rate tiers of the platform, counted per API × app × tenant; in a double tier either half trips it. */
export type Tier = '10/s' | '100/min' | '1000/min and 50/s';

interface Limit {
  ms: number;
  cap: number;
}

const LIMITS: Record<Tier, readonly Limit[]> = {
  '10/s': [{ ms: 1_000, cap: 10 }],
  '100/min': [{ ms: 60_000, cap: 100 }],
  '1000/min and 50/s': [
    { ms: 1_000, cap: 50 },
    { ms: 60_000, cap: 1_000 },
  ],
};

export interface Tripped {
  /** The window's cap, for `x-ogw-ratelimit-limit`. */
  limit: number;
  /** Whole seconds until the window ends, at least 1, for `x-ogw-ratelimit-reset`. */
  reset: number;
}

/** Counts calls in fixed windows. A window opens with its first call; which kind the platform uses is not published. */
export class Rates {
  readonly #windows = new Map<string, { from: number; count: number }>();

  /**
   * Counts one call, unless a limit is reached: then answers which, and counts nothing.
   * @param now ms of the machine, not of the shifted clock: waiting takes real time
   */
  count(key: string, tier: Tier, now: number): Tripped | undefined {
    const windows = LIMITS[tier].map((limit) => {
      const name = `${key} ${limit.ms}`;
      const seen = this.#windows.get(name);
      const window = seen && now < seen.from + limit.ms ? seen : { from: now, count: 0 };
      this.#windows.set(name, window);
      return { limit, window };
    });
    for (const { limit, window } of windows) {
      if (window.count < limit.cap) continue;
      const reset = Math.max(1, Math.ceil((window.from + limit.ms - now) / 1_000));
      return { limit: limit.cap, reset };
    }
    for (const { window } of windows) window.count += 1;
    return undefined;
  }

  clear(): void {
    this.#windows.clear();
  }
}
