import { FailureError, toFailure } from '../../lib/failure';
import { BRANDS, type Brand } from '../../lib/task/brand';
import {
  answered,
  isShut,
  type LimiterState,
  opensAt,
  quotaUsedUp,
  refused,
  started,
  triedAgain,
  UNUSED,
} from './pace';
import type { Item } from './store';

/**
 * Who wants it: a person who looks at it or has just acted, a change that waits in the outbox, or a control that may be
 * glanced at. In this order they go when calls wait.
 */
export type Urgency = 'asked' | 'waiting' | 'glance';
const ORDER: readonly Urgency[] = ['asked', 'waiting', 'glance'];
/** Whoever has waited this long, ms, goes one class up, so that nobody waits for ever. */
const PROMOTED_AFTER_MS = 1500;
/** A view is told rather than left waiting longer than this, ms: while calls are refused, and while there are many of them. */
const PATIENCE_MS = { shut: 10_000, open: 60_000 };

export interface Limiter {
  /**
   * Makes one call when its turn has come. A refusal as one too many makes every call of the brand wait, unless the call is
   * `apart` (its limit is its own). Fails as `limited` when the turn is further away than a person waits.
   */
  run<Answer>(brand: Brand, urgency: Urgency, call: () => Promise<Answer>, apart?: boolean): Promise<Answer>;
  /** The user wants it tried although the month's quota is used up. */
  tryAgain(): Promise<void>;
}

export interface LimiterDeps {
  item(brand: Brand): Item<LimiterState>;
  now(): number;
  /** The server's time, ms. */
  server(): number;
  sleep(ms: number): Promise<void>;
  random(): number;
}

/** One line of calls for each brand: the company's limit, and its app, are a brand's. */
export function openLimiter(deps: LimiterDeps): Limiter {
  const lines = new Map<Brand, Line>();
  const lineOf = (brand: Brand) => {
    const line = lines.get(brand) ?? openLine(deps, deps.item(brand));
    lines.set(brand, line);
    return line;
  };
  return {
    async run(brand, urgency, call, apart = false) {
      const line = lineOf(brand);
      const turn = await line.turn(urgency);
      try {
        const answer = await call();
        await line.ended(turn);
        return answer;
      } catch (error) {
        const retryAt = await line.ended(turn, error, apart);
        throw retryAt === undefined ? error : new FailureError({ ...toFailure(error), retryAt });
      }
    },
    async tryAgain() {
      await Promise.all(BRANDS.map((brand) => lineOf(brand).tryAgain()));
    },
  };
}

interface Turn {
  /** How often the line had been shut when it began: a refusal is news only if it has not been shut since. */
  readonly epoch: number;
  /** The one call that asks, while shut, whether that is over. */
  readonly probes: boolean;
}

interface Waiter {
  readonly urgency: Urgency;
  readonly since: number;
  go(turn: Turn): void;
  giveUp(reason: unknown): void;
}

interface Line {
  turn(urgency: Urgency): Promise<Turn>;
  /** Answers when calls may go on, ms, where this one was refused. */
  ended(turn: Turn, error?: unknown, apart?: boolean): Promise<number | undefined>;
  tryAgain(): Promise<void>;
}

function openLine({ now, server, sleep, random }: LimiterDeps, item: Item<LimiterState>): Line {
  let state: LimiterState | undefined;
  let waiters: Waiter[] = [];
  let [moving, probing, epoch] = [false, false, 0];
  let wake = () => {};

  /** Every step is one transaction on what is stored: another worker, or the one before, is counted in. */
  async function change(step: (old: LimiterState) => LimiterState): Promise<void> {
    const before = state;
    try {
      state = await item.update((old) => step({ ...UNUSED, ...(old ?? before) }));
    } catch {
      // A database in trouble must not stop reading: this worker keeps the pace by itself.
      state = step(before ?? UNUSED);
    }
  }

  /** Lets calls go, one after the other, for as long as some wait. */
  async function move(): Promise<void> {
    if (moving) return;
    moving = true;
    try {
      state ??= { ...UNUSED, ...(await item.get().catch(() => undefined)) };
      while (waiters.length > 0) await step(state);
    } finally {
      moving = false;
    }
  }

  async function step(known: LimiterState): Promise<void> {
    const at = now();
    const opens = probing ? Number.POSITIVE_INFINITY : opensAt(known, at);
    tellWhoCannotWait(known, at, opens);
    const next = [...waiters].sort((a, b) => rank(a, at) - rank(b, at))[0];
    if (!next) return;
    if (opens > at) {
      const deadline = Math.min(...waiters.map(({ since }) => since + patience(known)));
      await Promise.race([sleep(Math.max(1, Math.min(opens, deadline) - at)), new Promise<void>((go) => (wake = go))]);
      return;
    }
    let [free, shut] = [false, false];
    // On the disk before the call begins: whoever comes after a death counts it.
    await change((old) => {
      [free, shut] = [opensAt(old, at) <= at, isShut(old)];
      return free ? started(old, at) : old;
    });
    if (!free) return;
    if (shut) probing = true;
    waiters = waiters.filter((waiter) => waiter !== next);
    next.go({ epoch, probes: shut });
  }

  function tellWhoCannotWait(known: LimiterState, at: number, opens: number): void {
    const isLate = ({ since }: Waiter) => since + patience(known) < (probing ? at + 1 : opens);
    const late = waiters.filter(isLate);
    waiters = waiters.filter((waiter) => !isLate(waiter));
    const retryAt = Math.max(at + 1000, Number.isFinite(opens) ? opens : known.pausedUntil);
    for (const { giveUp } of late) giveUp(refusal(known, retryAt));
  }

  return {
    turn(urgency) {
      return new Promise((go, giveUp) => {
        waiters.push({ urgency, since: now(), go, giveUp });
        wake();
        void move();
      });
    },
    async ended({ epoch: begun, probes }, error, apart) {
      const failure = error === undefined ? undefined : toFailure(error);
      const [isQuota, isRate] = [failure?.reason === 'quota_used_up', failure?.reason === 'rate_limited'];
      const at = now();
      let retryAt: number | undefined;
      if (isQuota) {
        await change((old) => quotaUsedUp(old, at, server()));
        retryAt = state?.pausedUntil;
      } else if (isRate && (!apart || probes)) {
        const told = failure?.retryAt === undefined ? undefined : Math.max(0, failure.retryAt - at);
        const isLate = begun !== epoch;
        // A refusal from before the line opened again says nothing about now.
        if (!isLate || (state && isShut(state))) await change((old) => refused(old, at, told, random, isLate));
        retryAt = state?.pausedUntil;
        if (!isLate) epoch += 1;
      } else if (probes && failure?.kind !== 'offline') {
        await change(answered);
      }
      if (probes) probing = false;
      wake();
      return retryAt;
    },
    async tryAgain() {
      await change(triedAgain);
      wake();
    },
  };
}

const patience = (state: LimiterState) => (isShut(state) ? PATIENCE_MS.shut : PATIENCE_MS.open);

const rank = ({ urgency, since }: Waiter, at: number) =>
  ORDER.indexOf(urgency) - Math.floor(Math.max(0, at - since) / PROMOTED_AFTER_MS);

const refusal = ({ quota }: LimiterState, retryAt: number) =>
  new FailureError({ kind: 'limited', reason: quota ? 'quota_used_up' : 'rate_limited', retryAt });
