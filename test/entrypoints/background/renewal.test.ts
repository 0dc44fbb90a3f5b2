import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSessions, type Sessions } from '../../../entrypoints/background/session';
import type { Account, Item, Session, Store } from '../../../entrypoints/background/store';
import { toFailure } from '../../../lib/failure';
import { memoryStore } from '../../support/memory-store';
import { Life, VirtualWorld } from '../../support/virtual';

// A model of the server's side (single-use refresh tokens, feishu-task-api §5.4) and of several workers over one store, each of
// which may die between any two of its steps.

const DAY = 86_400_000;
const ACCESS_LIFE_S = 7200;

const A: Account = { brand: 'feishu', tenant_key: 't', open_id: 'ou_a', name: 'A' };
const B: Account = { ...A, open_id: 'ou_b', name: 'B' };

/** What happens to one request for a new pair. */
type Fault =
  | 'none'
  | 'lost before' // never arrives, the line breaks
  | 'lost after' // arrives, its answer does not
  | 'late' // answered after callers have given up, before the request has
  | 'hangs'
  | 20050
  | 20072
  | 'html'
  | 20002;

const DEFINITE = [20026, 20037, 20064, 20073];

/** Every family of tokens that the server has given out, by the account that it was given to. */
class Server {
  readonly accounts = new Map<string, { newest: string; used: Set<string>; access: Map<string, number> }>();
  readonly faults: Fault[] = [];
  readonly sent: { token: string; code: number; version: string }[] = [];
  /** Who was to get a new pair, by its refresh token. */
  readonly pairs = new Map<string, { life: Life; fault: Fault }>();
  overlapping = 0;
  foreign = 0;
  #inFlight = new Map<string, number>();
  #serial = 0;

  constructor(
    readonly world: VirtualWorld,
    readonly offset: () => number,
  ) {}

  now = () => this.world.now + this.offset();

  issue(openId: string): { access: string; refresh: string } {
    const family = this.accounts.get(openId) ?? { newest: '', used: new Set<string>(), access: new Map() };
    this.#serial += 1;
    family.newest = `r-${openId}-${this.#serial}`;
    const access = `a-${openId}-${this.#serial}`;
    family.access.set(access, this.now() + ACCESS_LIFE_S * 1000);
    this.accounts.set(openId, family);
    return { access, refresh: family.newest };
  }

  /** Whether a new pair's answer was lost, or the worker that waited for it. */
  isLost(refresh: string): boolean {
    const pair = this.pairs.get(refresh);
    return pair !== undefined && (!pair.life.alive || pair.fault === 'lost after');
  }

  isValid(access: string, openId: string): boolean {
    const family = this.accounts.get(openId);
    if (!access.startsWith(`a-${openId}-`)) this.foreign += 1;
    return (family?.access.get(access) ?? 0) > this.now();
  }

  expireAccess(): void {
    for (const { access } of this.accounts.values()) for (const token of access.keys()) access.set(token, 0);
  }

  /** The token endpoint, as a worker's `fetch` meets it. */
  fetch =
    (life: Life): typeof fetch =>
    async (input, init) => {
      const url = String(input);
      const dated = { Date: new Date(this.now()).toUTCString() };
      if (!url.endsWith('/token')) return Response.json({ code: 0 }, { headers: dated });
      return life.step(async () => {
        const form = init?.body as URLSearchParams | string;
        const token = String(
          typeof form === 'string' ? JSON.parse(form).refresh_token : (form.get('refresh_token') ?? ''),
        );
        const fault = this.faults.shift() ?? 'none';
        const flying = (this.#inFlight.get(token) ?? 0) + 1;
        this.#inFlight.set(token, flying);
        if (flying > 1) this.overlapping += 1;
        const landed = () => this.#inFlight.set(token, (this.#inFlight.get(token) ?? 1) - 1);
        // A dead worker's request is cut by the browser.
        const cut = life.died;
        (life as { died: () => void }).died = () => {
          landed();
          cut();
        };
        try {
          await this.world.sleep(20);
          if (fault === 'lost before') throw new TypeError('Failed to fetch');
          if (fault === 'hangs') {
            await this.world.sleep(30_000);
            throw new DOMException('late', 'TimeoutError');
          }
          if (fault === 'html') return new Response('<p>no', { status: 502, headers: dated });
          if (typeof fault === 'number') {
            this.sent.push({ token, code: fault, version: url.includes('/v3/') ? 'v3' : 'v2' });
            return Response.json({ code: fault }, { status: fault === 20072 ? 503 : 400, headers: dated });
          }
          const answer = this.#refresh(token, url.includes('/v3/') ? 'v3' : 'v2');
          if (answer.code === 0) this.pairs.set(String(answer.refresh_token), { life, fault });
          await this.world.sleep(fault === 'late' ? 20_000 : 20);
          if (fault === 'lost after') throw new TypeError('Failed to fetch');
          return Response.json(answer, { status: answer.code === 0 ? 200 : 400, headers: dated });
        } finally {
          if (life.alive) {
            landed();
            (life as { died: () => void }).died = cut;
          }
        }
      });
    };

  #refresh(token: string, version: string): Record<string, unknown> & { code: number } {
    const openId = /^r-(ou_[ab])-/.exec(token)?.[1] ?? '';
    const family = this.accounts.get(openId);
    const code = !family ? 20026 : family.used.has(token) ? 20073 : family.newest === token ? 0 : 20064;
    this.sent.push({ token, code, version });
    if (code !== 0) return { code };
    family?.used.add(token);
    const { access, refresh } = this.issue(openId);
    return { code: 0, access_token: access, refresh_token: refresh, expires_in: ACCESS_LIFE_S, scope: 's' };
  }
}

/** Workers over one store; `seen` counts what must not happen. */
function stage(given: { lives?: readonly (readonly Life[])[]; clockOff?: number } = {}) {
  const world = new VirtualWorld();
  let serverAhead = -(given.clockOff ?? 0);
  const server = new Server(world, () => serverAhead);
  const base = memoryStore();
  const seen = { prompts: 0, needless: 0, uncommitted: 0 };

  const watch = (before: Session | undefined, after: Session | undefined) => {
    const dropped = before?.refresh_token;
    if (!dropped || !after || after.refresh_token || after.account.open_id !== before.account.open_id) return;
    seen.prompts += 1;
    if (server.accounts.get(after.account.open_id)?.newest === dropped) seen.needless += 1;
  };

  const storeOf = (life: Life): Store => {
    const guarded = <Value>(item: Item<Value>): Item<Value> => ({
      get: () => life.step(() => item.get()),
      set: (value) => life.step(() => item.set(value)),
      update: (change) => life.step(() => item.update(change)),
      remove: () => life.step(() => item.remove()),
    });
    return {
      ...base,
      credentials: (brand) => guarded(base.credentials(brand)),
      session: (brand) => {
        const item = base.session(brand);
        return guarded({
          ...item,
          async update(change) {
            const before = await item.get();
            const after = await item.update(change);
            watch(before, after);
            return after;
          },
        });
      },
    };
  };

  const workers = (given.lives ?? [[new Life()]]).map((lives) => {
    let [life = new Life(), ...rest] = lives;
    let sessions = open(life);
    return {
      life: () => life,
      sessions: () => sessions,
      revive() {
        if (life.alive) return;
        [life = new Life(), ...rest] = rest;
        sessions = open(life);
      },
    };
  });

  function open(life: Life): Sessions {
    let off = 0;
    return openSessions({
      store: storeOf(life),
      transport: {
        fetch: server.fetch(life),
        now: () => world.now,
        serverTime: (at, local) => {
          off = Math.abs(at - local) < 3000 ? 0 : at - local;
        },
      },
      clock: { now: () => world.now, server: (local = world.now) => local + off, observe: () => undefined },
      sleep: (ms) => life.step(() => world.sleep(ms)),
      changed: () => undefined,
      random: () => 0,
    });
  }

  async function begin(account: Account, version: 'v2' | 'v3' = 'v3'): Promise<void> {
    const { access, refresh } = server.issue(account.open_id);
    await base.credentials('feishu').set({ app_id: 'cli', app_secret: 's' });
    await base.session('feishu').set({
      account,
      access_token: access,
      refresh_token: refresh,
      expiresAt: server.now() + ACCESS_LIFE_S * 1000,
      renewAt: server.now() + (ACCESS_LIFE_S - 300) * 1000,
      version,
      scopes: ['s'],
    });
  }

  /** One API call as the remote makes it: a refused token costs one refresh and one replay. */
  async function call(sessions: Sessions, account: Account): Promise<string> {
    try {
      const first = await sessions.grant(account);
      if (server.isValid(first.token, account.open_id)) return 'ok';
      const second = await sessions.renew(account, first.token);
      return server.isValid(second.token, account.open_id) ? 'ok' : 'refused';
    } catch (error) {
      return toFailure(error).reason;
    }
  }

  return {
    world,
    server,
    seen,
    workers,
    begin,
    call,
    current: () => base.session('feishu').get(),
    end: () => base.session('feishu').remove(),
    shift(ms: number) {
      serverAhead += ms;
    },
  };
}

const faults = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<Fault>('none') },
    {
      weight: 3,
      arbitrary: fc.constantFrom<Fault>('lost before', 'lost after', 'late', 'hangs', 20050, 20072, 'html', 20002),
    },
  ),
  { maxLength: 6 },
);
const deaths = fc.array(
  fc.array(fc.record({ endsAt: fc.integer({ min: 1, max: 25 }), after: fc.boolean() }), { maxLength: 3 }),
  { minLength: 2, maxLength: 2 },
);
const steps = fc.array(
  fc.record({
    what: fc.constantFrom('call', 'call', 'call', 'call', 'expire', 'shift', 'other', 'back', 'out'),
    worker: fc.nat(1),
    after: fc.constantFrom(0, 0, 5, 25, 45, 700, 4000, 16_000, 7_300_000),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('the session, as a model', () => {
  it('sends no refresh token twice at once, asks to sign in only when the pair is lost, and mixes no accounts', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        faults,
        deaths,
        fc.constantFrom(0, 0, DAY, -DAY),
        async (given, faulty, ends, clockOff) => {
          const lives = ends.map((list) => list.map(({ endsAt, after }) => new Life(endsAt, after)));
          const s = stage({ lives, clockOff });
          await s.begin(A);
          s.server.faults.push(...faulty);
          for (const { what, worker, after } of given) {
            await s.world.pass(after);
            const one = s.workers[worker];
            one?.revive();
            if (what === 'call' && one) void s.call(one.sessions(), A);
            if (what === 'expire') s.server.expireAccess();
            if (what === 'shift') s.shift(DAY);
            if (what === 'other') await s.begin(B);
            if (what === 'back') await s.begin(A);
            if (what === 'out') await s.end();
          }
          await s.world.pass(120_000);
          expect(s.server.overlapping).toBe(0);
          expect(s.server.foreign).toBe(0);
          expect(s.seen.needless).toBe(0);
          const held = await s.current();
          const family = held && s.server.accounts.get(held.account.open_id);
          // What is stored is the newest pair that there is, unless that was lost with a line or a worker.
          const newest = family?.newest ?? '';
          if (held?.refresh_token && !s.server.isLost(newest)) expect(held.refresh_token).toBe(newest);
          if (![...s.server.pairs.keys()].some((refresh) => s.server.isLost(refresh))) expect(s.seen.prompts).toBe(0);
          // And the server is never asked in a loop.
          expect(s.server.sent.length).toBeLessThanOrEqual(given.length * 2 + faulty.length + 2);
        },
      ),
      { numRuns: 10_000 },
    );
  }, 240_000);

  const lone = (given: Parameters<typeof stage>[0] = {}) => {
    const s = stage(given);
    const [worker] = s.workers;
    if (!worker) throw new Error('no worker');
    return { ...s, sessions: () => worker.sessions(), worker };
  };

  it('keeps a late answer: callers have been told, and the next one finds the new pair', async () => {
    const s = lone();
    await s.begin(A);
    s.server.expireAccess();
    s.server.faults.push('late');
    const first = s.call(s.sessions(), A);
    await s.world.pass(15_100);
    expect(await first).toBe('timeout');
    const second = s.call(s.sessions(), A);
    await s.world.pass(6000);
    expect(await second).toBe('ok');
    expect(s.server.sent).toHaveLength(1);
  });

  it('starts no second refresh while the first may still arrive', async () => {
    const s = lone();
    await s.begin(A);
    s.server.expireAccess();
    s.server.faults.push('hangs', 'none');
    const asked = [s.call(s.sessions(), A)];
    await s.world.pass(16_000);
    asked.push(s.call(s.sessions(), A));
    await s.world.pass(10_000);
    expect(s.server.overlapping).toBe(0);
    expect(s.server.faults).toHaveLength(1);
    await s.world.pass(10_000);
    expect(await Promise.all(asked)).toEqual(['timeout', 'timeout']);
    const later = s.call(s.sessions(), A);
    await s.world.pass(1000);
    expect(await later).toBe('ok');
  });

  it('tries the old token once after a death, then asks for a sign-in', async () => {
    const s = lone({ lives: [[new Life()]] });
    await s.begin(A);
    s.server.expireAccess();
    void s.call(s.sessions(), A);
    await s.world.pass(30);
    s.worker.life().end();
    s.worker.revive();
    const said = s.call(s.sessions(), A);
    await s.world.pass(10_000);
    expect(await said).toBe('session_expired');
    expect(s.server.sent.map(({ code }) => code)).toEqual([0, 20073]);
    expect(s.seen.prompts).toBe(1);
    for (let count = 0; count < 5; count += 1) {
      const again = s.call(s.sessions(), A);
      await s.world.pass(1000);
      expect(await again).toBe('session_expired');
    }
    expect(s.server.sent).toHaveLength(2);
    expect(await s.current()).toMatchObject({ account: A, failure: { reason: 'session_expired' } });
  });

  it.each(DEFINITE)('ends in one sign-in prompt on %i, and the old access token works until its end', async (code) => {
    const s = lone();
    await s.begin(A);
    s.server.faults.push(code as Fault);
    await s.world.pass((ACCESS_LIFE_S - 200) * 1000);
    for (let count = 0; count < 3; count += 1) {
      const said = s.call(s.sessions(), A);
      await s.world.pass(1000);
      expect(await said).toBe('ok');
    }
    expect(s.seen.prompts).toBe(1);
    expect(s.server.sent).toHaveLength(1);
    await s.world.pass(200_000);
    const late = s.call(s.sessions(), A);
    await s.world.pass(1000);
    expect(await late).toBe('session_expired');
    expect(s.server.sent).toHaveLength(1);
  });

  it.each<Fault>([20050, 20072, 'html', 'lost before', 20002])('keeps the pair through %s', async (fault) => {
    const s = lone();
    await s.begin(A);
    s.server.expireAccess();
    s.server.faults.push(fault);
    const first = s.call(s.sessions(), A);
    await s.world.pass(1000);
    expect(await first).not.toBe('ok');
    const second = s.call(s.sessions(), A);
    await s.world.pass(1000);
    expect(await second).toBe('ok');
    expect((await s.current())?.failure).toBeUndefined();
  });

  it('takes the pair that another worker has got meanwhile', async () => {
    const s = stage({ lives: [[new Life()], [new Life()]] });
    await s.begin(A);
    s.server.expireAccess();
    const [one, two] = s.workers.map((worker) => s.call(worker.sessions(), A));
    await s.world.pass(5000);
    expect([await one, await two]).toEqual(['ok', 'ok']);
    expect(s.server.sent).toHaveLength(1);
  });

  it('refreshes once for fifty calls, and never at the endpoint that did not issue the pair', async () => {
    for (const version of ['v2', 'v3'] as const) {
      const s = lone();
      await s.begin(A, version);
      s.server.expireAccess();
      const said = Array.from({ length: 50 }, () => s.call(s.sessions(), A));
      await s.world.pass(2000);
      expect(new Set(await Promise.all(said))).toEqual(new Set(['ok']));
      expect(s.server.sent).toEqual([{ token: expect.any(String), code: 0, version }]);
    }
  });

  it('does not ask in a loop where every new token is refused', async () => {
    const s = lone();
    await s.begin(A);
    for (let count = 0; count < 100; count += 1) {
      s.server.expireAccess();
      void s.call(s.sessions(), A);
      await s.world.pass(300);
    }
    expect(s.server.sent.length).toBeLessThanOrEqual(12);
  });
});
