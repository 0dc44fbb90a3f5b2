import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Limiter, openLimiter } from '../../../entrypoints/background/limiter';
import {
  type LimiterState,
  opensAt,
  quotaUsedUp,
  refused,
  started,
  UNUSED,
} from '../../../entrypoints/background/pace';
import type { Item } from '../../../entrypoints/background/store';
import type { Urgency } from '../../../entrypoints/background/turns';
import { FailureError, toFailure } from '../../../lib/failure';
import { Life, VirtualWorld } from '../../support/virtual';

const DAY = 86_400_000;

type Answer = { readonly takes: number } & ({ readonly how: 'ok' | 'lost' } | { readonly how: '429'; told?: number });

/** A company's server, and workers one after the other over one store. */
function stage(lives: readonly Life[] = []) {
  const world = new VirtualWorld();
  const stored: { state?: LimiterState } = {};
  const starts: number[] = [];
  const answers: Answer[] = [];
  let inFlight = 0;
  let [mostProbes, early, shutUntil] = [0, 0, 0];
  let life = lives[0] ?? new Life();
  let left = lives.slice(1);

  const itemOf = (mine: Life): Item<LimiterState> => ({
    get: () => mine.step(async () => stored.state),
    set: () => Promise.reject(new Error('not used')),
    remove: () => Promise.reject(new Error('not used')),
    update: (change) =>
      mine.step(async () => {
        const before = stored.state;
        stored.state = change(before);
        const { strikes, pausedUntil } = stored.state;
        if (strikes > (before?.strikes ?? 0)) shutUntil = pausedUntil;
        return stored.state;
      }),
  });

  const open = (): Limiter => {
    const mine = life;
    return openLimiter({
      item: () => itemOf(mine),
      now: () => world.now,
      server: () => world.now,
      sleep: (ms) => mine.step(() => world.sleep(ms)),
      random: () => 0.5,
    });
  };
  let limiter = open();

  /** One call, as the server sees it. */
  function call(mine: Life): Promise<string> {
    return mine.step(async () => {
      const { state } = stored;
      const isShut = (state?.strikes ?? 0) > 0;
      starts.push(world.now);
      if (isShut) {
        if (world.now < shutUntil) early += 1;
        mostProbes = Math.max(mostProbes, inFlight + 1);
        inFlight += 1;
      }
      const answer = answers.shift() ?? { how: 'ok', takes: 10 };
      await world.sleep(answer.takes);
      if (isShut && mine.alive) inFlight -= 1;
      if (answer.how === 'lost') throw new FailureError({ kind: 'offline', reason: 'no_network' });
      if (answer.how === '429') {
        throw new FailureError({
          kind: 'limited',
          reason: 'rate_limited',
          ...(answer.told !== undefined && { retryAt: world.now + answer.told }),
        });
      }
      return 'ok';
    });
  }

  const waits: { urgency: Urgency; asked: number; ended?: number; outcome?: string; life: Life }[] = [];
  const served: Urgency[] = [];
  function ask(urgency: Urgency): void {
    const mine = life;
    const entry: (typeof waits)[number] = { urgency, asked: world.now, life: mine };
    waits.push(entry);
    const end = (outcome: string) => {
      served.push(urgency);
      Object.assign(entry, { ended: world.now, outcome });
    };
    limiter.run('feishu', urgency, () => call(mine)).then(end, (error) => end(toFailure(error).reason));
  }

  return {
    world,
    stored,
    starts,
    answers,
    waits,
    served,
    ask,
    limiter: () => limiter,
    seen: () => ({ mostProbes, early }),
    /** The next worker, where the last one has died. */
    revive(): void {
      if (life.alive) return;
      inFlight = 0;
      life = left[0] ?? new Life();
      left = left.slice(1);
      limiter = open();
    },
  };
}

/** The most calls that began within one second, its end not included. */
function mostInASecond(starts: readonly number[]): number {
  return Math.max(0, ...starts.map((from) => starts.filter((at) => at >= from && at < from + 1000).length));
}

const urgencies = fc.constantFrom<Urgency>('asked', 'waiting', 'glance');
const answerOf: fc.Arbitrary<Answer> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ how: fc.constant('ok' as const), takes: fc.integer({ min: 1, max: 3000 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ how: fc.constant('lost' as const), takes: fc.integer({ min: 1, max: 15_000 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        how: fc.constant('429' as const),
        takes: fc.integer({ min: 1, max: 900 }),
        told: fc.integer({ min: 1000, max: 60_000 }),
      },
      { requiredKeys: ['how', 'takes'] },
    ),
  },
);
const asks = fc.array(fc.record({ after: fc.constantFrom(0, 0, 0, 30, 210, 999, 5000), urgency: urgencies }), {
  minLength: 1,
  maxLength: 14,
});
const deaths = fc.array(fc.record({ endsAt: fc.integer({ min: 1, max: 30 }), after: fc.boolean() }), { maxLength: 4 });

describe('the limiter', () => {
  it('keeps five in a second, one probe per window and everybody served, whatever dies in between', async () => {
    await fc.assert(
      fc.asyncProperty(asks, fc.array(answerOf, { maxLength: 12 }), deaths, async (given, answers, ends) => {
        const s = stage(ends.map(({ endsAt, after }) => new Life(endsAt, after)));
        s.answers.push(...answers);
        for (const { after, urgency } of given) {
          await s.world.pass(after);
          s.revive();
          s.ask(urgency);
        }
        await s.world.pass(200_000);
        s.revive();
        expect(mostInASecond(s.starts)).toBeLessThanOrEqual(5);
        expect(s.seen()).toMatchObject({ early: 0 });
        expect(s.seen().mostProbes).toBeLessThanOrEqual(1);
        for (const { ended, life } of s.waits) if (life.alive) expect(ended).toBeDefined();
      }),
      { numRuns: 10_000 },
    );
  }, 180_000);

  it('lets two go at once and then one each 200 ms, five in any second', async () => {
    const s = stage();
    for (let count = 0; count < 20; count += 1) s.ask('waiting');
    await s.world.pass(10_000);
    const from = s.starts[0] ?? 0;
    expect(s.starts.slice(0, 8).map((at) => at - from)).toEqual([0, 0, 200, 400, 600, 1000, 1000, 1200]);
    expect(s.starts).toHaveLength(20);
    expect((s.starts.at(-1) ?? 0) - from).toBeLessThan(4000);
  });

  it('lets what a person looks at go first, and starves nobody', async () => {
    const s = stage();
    for (const urgency of ['glance', 'waiting', 'asked'] as const)
      for (let count = 0; count < 3; count += 1) s.ask(urgency);
    await s.world.pass(20_000);
    expect(s.served.join(' ')).toBe('asked asked asked waiting waiting waiting glance glance glance');
    const busy = stage();
    busy.ask('glance');
    busy.ask('glance');
    busy.ask('glance');
    for (let count = 0; count < 60; count += 1) {
      busy.ask('asked');
      await busy.world.pass(200);
    }
    const slowest = Math.max(...busy.waits.slice(0, 3).map(({ asked, ended }) => (ended ?? 1e15) - asked));
    expect(slowest).toBeLessThan(6000);
  });

  it('waits as the server says, then asks once; others hear what came of it', async () => {
    const s = stage();
    s.answers.push(
      { how: '429', takes: 10, told: 5000 },
      { how: '429', takes: 10, told: 3000 },
      { how: 'ok', takes: 50 },
    );
    s.ask('asked');
    await s.world.pass(100);
    for (let count = 0; count < 4; count += 1) s.ask('asked');
    await s.world.pass(5000);
    expect(s.starts).toHaveLength(1);
    await s.world.pass(500);
    expect(s.starts).toHaveLength(2);
    await s.world.pass(4000);
    expect(s.waits.map(({ outcome }) => outcome).filter((outcome) => outcome === 'ok')).toHaveLength(3);
    expect(s.starts).toHaveLength(5);
  });

  it('tells at once where the wait is longer than a person waits', async () => {
    const s = stage();
    s.answers.push({ how: '429', takes: 10, told: 52_000 });
    s.ask('asked');
    await s.world.pass(20);
    s.ask('asked');
    await s.world.pass(1);
    expect(s.waits[1]?.outcome).toBe('rate_limited');
    expect(s.starts).toHaveLength(1);
  });

  it('waits longer each time where the server says nothing, up to a minute', () => {
    let state: LimiterState = UNUSED;
    const bounds = Array.from({ length: 10 }, () => {
      state = refused(state, 0, undefined, () => 1);
      return state.pausedUntil;
    });
    expect(bounds).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000, 60_000]);
    expect(refused(UNUSED, 0, undefined, () => 0).pausedUntil).toBe(300);
  });

  it('is stopped by the month’s quota until the 1st, or until the user tries again', async () => {
    const s = stage();
    const quota = new FailureError({ kind: 'limited', reason: 'quota_used_up' });
    await expect(s.limiter().run('feishu', 'asked', () => Promise.reject(quota))).rejects.toBeInstanceOf(FailureError);
    const until = s.stored.state?.pausedUntil ?? 0;
    expect(new Date(until).toISOString()).toBe('2023-12-01T00:00:00.000Z');
    s.ask('asked');
    await s.world.pass(3 * DAY);
    expect(s.waits[0]?.outcome).toBe('quota_used_up');
    expect(s.starts).toHaveLength(0);
    await s.limiter().tryAgain();
    s.ask('asked');
    await s.world.pass(100);
    expect(s.waits[1]?.outcome).toBe('ok');
    expect(s.stored.state).toMatchObject({ strikes: 0, pausedUntil: 0 });
    expect(s.stored.state?.quota).toBeUndefined();
    // Refused on the 1st itself: it may be late.
    const first = Date.UTC(2024, 0, 1, 3);
    expect(quotaUsedUp(UNUSED, 0, first).pausedUntil).toBe(6 * 3_600_000);
  });

  it.each([
    ['back', -DAY],
    ['ahead', DAY],
  ])('is not held up by a clock that is set %s', (_, shift) => {
    const at = 1_700_000_000_000;
    const busy = [0, 0, 200, 400, 600].reduce((state, ms) => started(state, at + ms), UNUSED);
    const now = at + 700 + shift;
    expect(opensAt(busy, now) - now).toBeLessThanOrEqual(1000);
    const shut = refused(busy, at + 700, 60_000, () => 0);
    expect(opensAt(shut, now) - now).toBeLessThanOrEqual(60_500);
  });

  it('goes on without a database, at the same pace', async () => {
    const world = new VirtualWorld();
    const broken = () => Promise.reject(new Error('quota'));
    const limiter = openLimiter({
      item: () => ({ get: broken, set: broken, update: broken, remove: broken }),
      now: () => world.now,
      server: () => world.now,
      sleep: (ms) => world.sleep(ms),
      random: () => 0,
    });
    const starts: number[] = [];
    for (let count = 0; count < 12; count += 1) void limiter.run('lark', 'asked', async () => starts.push(world.now));
    await world.pass(5000);
    expect(starts).toHaveLength(12);
    expect(mostInASecond(starts)).toBe(5);
  });
});
