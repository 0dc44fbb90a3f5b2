import type { Item } from './store';

/** The server's time, ms, as far as its answers have told it; the user's clock may be wrong by a day. */
export interface Clock {
  now(): number;
  server(local?: number): number;
  /** Told with each answer: the server's `Date` (whole seconds) and our time when it came. */
  observe(server: number, local: number): void;
}

/** Below this the two clocks agree as far as whole seconds and a slow line can tell, ms. */
const AGREEMENT_MS = 3000;

/** A clock that remembers the difference across the worker's deaths. */
export async function openClock(item: Item<number>, now: () => number): Promise<Clock> {
  let offset = (await item.get().catch(() => undefined)) ?? 0;
  return {
    now,
    server: (local = now()) => local + offset,
    observe(server, local) {
      const seen = Math.abs(server - local) < AGREEMENT_MS ? 0 : server - local;
      if (Math.abs(seen - offset) < AGREEMENT_MS) return;
      offset = seen;
      void item.set(offset).catch(() => undefined);
    },
  };
}
