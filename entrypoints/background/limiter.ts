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
import type { Beside, PaceItem, Session } from './store';
import { firstOf, type Manner, patience, refusal, type Turn, UNREADY, type Urgency, type Waiter } from './turns';

export interface Limiter {
  /**
   * Makes one call when its turn has come, with the session as it was at that moment where the store could tell. A refusal as
   * one too many makes every call of the brand wait, unless the call is `apart`. Fails as `limited` when the turn is further
   * away than a person waits.
   */
  run<Answer>(
    brand: Brand,
    urgency: Urgency,
    call: (session?: Session) => Promise<Answer>,
    manner?: Manner,
  ): Promise<Answer>;
  /** The user wants it tried although the month's quota is used up. */
  tryAgain(): Promise<void>;
}

export interface LimiterDeps {
  item(brand: Brand): PaceItem;
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
    async run(brand, urgency, call, { apart, isReady } = {}) {
      const line = lineOf(brand);
      const turn = await line.turn(urgency, isReady);
      try {
        const answer = await call(turn.session);
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

interface Line {
  turn(urgency: Urgency, isReady?: Manner['isReady']): Promise<Turn>;
  /** Answers when calls may go on, ms, where this one was refused. */
  ended(turn: Turn, error?: unknown, apart?: boolean): Promise<number | undefined>;
  tryAgain(): Promise<void>;
}

function openLine({ now, server, sleep, random }: LimiterDeps, item: PaceItem): Line {
  /** As last seen; what counts is looked at in the store as each turn is taken. */
  let state = UNUSED;
  let waiters: Waiter[] = [];
  let [moving, probing, epoch] = [false, false, 0];
  let wake = () => {};

  /** Every step is one transaction on what is stored: another worker, or the one before, is counted in. */
  async function change(step: (old: LimiterState, beside?: Beside) => LimiterState): Promise<void> {
    const before = state;
    try {
      state = await item.update((old, beside) => step({ ...UNUSED, ...(old ?? before) }, beside));
    } catch {
      // A database in trouble must not stop reading: this worker keeps the pace by itself.
      state = step(before);
    }
  }

  /** Lets calls go, one after the other, for as long as some wait. */
  async function move(): Promise<void> {
    if (moving) return;
    moving = true;
    try {
      // Who asks in the same breath stands in the line before the first one goes.
      await undefined;
      while (waiters.length > 0) await step(state);
    } finally {
      moving = false;
    }
  }

  async function step(known: LimiterState): Promise<void> {
    const at = now();
    const opens = probing ? Number.POSITIVE_INFINITY : opensAt(known, at);
    tellWhoCannotWait(known, at, opens);
    const next = firstOf(waiters, at);
    if (!next) return;
    if (opens > at) {
      const deadline = Math.min(...waiters.map(({ since }) => since + patience(known)));
      await Promise.race([sleep(Math.max(1, Math.min(opens, deadline) - at)), new Promise<void>((go) => (wake = go))]);
      return;
    }
    let [free, shut, ready] = [false, false, true];
    let session: Session | undefined;
    // On the disk before the call begins: whoever comes after a death counts it.
    await change((old, beside) => {
      [free, shut, session] = [opensAt(old, at) <= at, isShut(old), beside?.session];
      ready = !beside || (next.isReady?.(session) ?? true);
      return free && ready ? started(old, at) : old;
    });
    if (!free && ready) return;
    waiters = waiters.filter((waiter) => waiter !== next);
    if (!ready) return next.giveUp(UNREADY);
    if (shut) probing = true;
    next.go({ epoch, probes: shut, session });
  }

  function tellWhoCannotWait(known: LimiterState, at: number, opens: number): void {
    const isLate = ({ since }: Waiter) => since + patience(known) < (probing ? at + 1 : opens);
    const late = waiters.filter(isLate);
    waiters = waiters.filter((waiter) => !isLate(waiter));
    const retryAt = Math.max(at + 1000, Number.isFinite(opens) ? opens : known.pausedUntil);
    for (const { giveUp } of late) giveUp(refusal(known, retryAt));
  }

  return {
    turn(urgency, isReady) {
      return new Promise((go, giveUp) => {
        waiters.push({ urgency, ...(isReady && { isReady }), since: now(), go, giveUp });
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
        retryAt = state.pausedUntil;
      } else if (isRate && (!apart || probes)) {
        const told = failure?.retryAt === undefined ? undefined : Math.max(0, failure.retryAt - at);
        const isLate = begun !== epoch;
        // A refusal from before the line opened again says nothing about now.
        if (!isLate || isShut(state)) await change((old) => refused(old, at, told, random, isLate));
        retryAt = state.pausedUntil;
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
