/** Timers of this many ms or more belong to a time that does not pass here. */
const LONG_MS = 2000;
/** How much faster the short ones run. */
const HURRY = 8;

/** The browser's own, for whoever has to wait for real. */
export const realTimeout = globalThis.setTimeout.bind(globalThis);

export const pause = (ms: number) => new Promise<void>((resolve) => realTimeout(resolve, ms));

/** Time stands still at `now` (ms since 1970): what would leave after some seconds stays for its picture. */
export function stopClock(now: number): void {
  const RealDate = Date;
  class StandingDate extends RealDate {
    constructor(...parts: unknown[]) {
      if (parts.length === 0) super(now);
      else super(...(parts as [number]));
    }
    static override now = () => now;
  }
  globalThis.Date = StandingDate as DateConstructor;
  globalThis.setTimeout = ((run: () => void, ms = 0, ...rest: unknown[]) =>
    ms >= LONG_MS ? 0 : realTimeout(run, ms / HURRY, ...(rest as []))) as typeof setTimeout;
}
