import { describe, expect, it } from 'vitest';
import type { NewOperation } from '../../../entrypoints/background/outbox';
import type { TaskPatch } from '../../../lib/task/patch';
import { ModelWorld, PEOPLE } from './outbox-model';

const [anna, ben] = PEOPLE as [(typeof PEOPLE)[0] & object, (typeof PEOPLE)[0] & object];
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const edit = (n: number, guid: string, patch: TaskPatch, base: TaskPatch): NewOperation => ({
  ...{ id: id(n), account: anna, guid, summary: '', action: 'edit', patch, base },
});
const complete = (n: number, guid: string, hold?: NewOperation['hold']): NewOperation => ({
  ...{ id: id(n), account: anna, guid, summary: '', action: 'complete', patch: {}, base: {} },
  ...(hold && { hold }),
});
const HOLD = { ms: 10_000, grace: 2000 };

/** As the alarm or the timer would, until nothing is waited for any more; answers how many times that was. */
async function passTime(world: ModelWorld, most = 20): Promise<number> {
  let turns = 0;
  for (; turns < most && world.wakeAt !== undefined; turns += 1) {
    world.now = Math.max(world.now, world.wakeAt);
    await world.drain();
  }
  return turns;
}

describe('an account in trouble', () => {
  it('sends one probe at a time however many tasks wait, and all of them once it is over', async () => {
    const world = new ModelWorld();
    world.offline = true;
    for (let n = 0; n < 30; n += 1) await world.add(edit(n, `task-${n}`, { summary: 'New' }, { summary: 'Old' }));
    const before = world.calls;
    await passTime(world, 5);
    expect(world.calls - before).toBe(5);
    world.offline = false;
    await passTime(world);
    expect(world.writes).toHaveLength(30);
  });

  it('is looked after within half a minute, however long it has lasted', async () => {
    const world = new ModelWorld();
    world.offline = true;
    await world.add(edit(1, 'a', { summary: 'New' }, { summary: 'Old' }));
    for (let turn = 0; turn < 40; turn += 1) {
      expect((world.wakeAt ?? 0) - world.now).toBeLessThanOrEqual(30_300);
      await passTime(world, 1);
    }
  });

  it('is tried at once by whoever looks, but not before the server said under 429', async () => {
    const world = new ModelWorld();
    world.faults.push('lost-before');
    await world.add(edit(1, 'a', { summary: 'New' }, { summary: 'Old' }));
    world.faults.push('limited');
    await world.drain(true);
    const calls = world.calls;
    expect(calls).toBe(2);
    await world.drain(true);
    expect(world.calls).toBe(calls);
    world.now += 20_000;
    await world.drain();
    expect(world.writes).toHaveLength(1);
  });

  it('says why to every change of that account, also to one that was never tried', async () => {
    const world = new ModelWorld();
    world.offline = true;
    await world.add(edit(1, 'a', { summary: 'New' }, { summary: 'Old' }));
    expect((await world.ask((outbox) => outbox.standstill(anna)))?.reason).toBe('no_network');
    expect((await world.ask((outbox) => outbox.standstill(ben)))?.kind).toBe('signed-out');
  });
});

describe('a server that is out of order', () => {
  const all = (world: ModelWorld) => [...world.disk.values()].map(({ state }) => state);

  it('for an hour: one probe at a time, every change arrives afterwards, in order for each task', async () => {
    const world = new ModelWorld();
    world.broken = () => 'server-before';
    for (let n = 0; n < 60; n += 1) {
      const guid = `task-${n % 20}`;
      await world.add(n < 40 ? complete(n, guid) : edit(n, guid, { summary: `New ${n}` }, { summary: 'Old' }));
    }
    await world.drain();
    const [began, calls] = [world.now, world.calls];
    while (world.now - began < 3_600_000) {
      world.now = Math.max(world.now + 1, world.wakeAt ?? world.now);
      const before = world.calls;
      await world.drain();
      expect(world.calls - before).toBeLessThanOrEqual(1);
    }
    // Half a minute apart on average.
    expect(world.calls - calls).toBeLessThan(250);
    expect(all(world)).not.toContain('parked');
    world.broken = undefined;
    const back = world.now;
    while (all(world).some((state) => state === 'queued')) {
      world.now = Math.max(world.now, world.wakeAt ?? world.now);
      await world.drain();
    }
    expect(world.now - back).toBeLessThan(90_000);
    for (const guid of new Set(world.writes.map((write) => write.guid)))
      expect(world.writes.filter((write) => write.guid === guid).map(({ patch }) => Object.keys(patch)[0])).toEqual([
        'completed_at',
        'summary',
      ]);
  });

  it('for one task alone keeps nobody else from being sent', async () => {
    const world = new ModelWorld();
    world.broken = (guid) => (guid === 'odd' ? 'server-before' : undefined);
    await world.add(complete(0, 'odd'));
    for (let n = 1; n < 9; n += 1) {
      const at = world.now;
      await world.add(complete(n, `task-${n}`));
      await world.drain();
      expect((await world.ask((outbox) => outbox.get(id(n))))?.state).toBe('applied');
      expect(world.now).toBe(at);
      world.now += 20_000;
      await world.drain();
    }
    expect((await world.ask((outbox) => outbox.get(id(0))))?.state).toBe('queued');
  });

  it('or a line that fails for one task alone lets the others have their turn', async () => {
    const world = new ModelWorld();
    world.broken = (guid) => (guid === 'odd' ? 'lost-before' : undefined);
    await world.add(complete(0, 'odd'));
    for (let n = 1; n < 9; n += 1) await world.add(complete(n, `task-${n}`));
    await passTime(world, 6);
    expect(new Set(world.writes.map(({ guid }) => guid)).size).toBe(8);
  });

  it('is tried at once by whoever looks', async () => {
    const world = new ModelWorld();
    world.broken = () => 'server-before';
    for (let n = 0; n < 4; n += 1) await world.add(complete(n, `task-${n}`));
    for (let turn = 0; turn < 12; turn += 1) await passTime(world, 1);
    world.broken = undefined;
    await world.drain(true);
    expect(world.writes).toHaveLength(4);
  });
});

describe('several changes of one task', () => {
  it('that follow at once share a reading: the answer to a write is the newest there is', async () => {
    const world = new ModelWorld();
    world.offline = true;
    await world.add(edit(1, 'a', { summary: 'B' }, { summary: 'Old' }));
    await world.add(complete(2, 'a'));
    await world.add(edit(3, 'a', { summary: 'C' }, { summary: 'B' }));
    const before = world.calls;
    world.offline = false;
    await world.drain(true);
    expect(world.writes.map(({ patch }) => Object.keys(patch)[0])).toEqual(['summary', 'completed_at', 'summary']);
    expect(world.calls - before).toBe(4);
  });

  it('go as one request where they only set fields, and each id answers', async () => {
    const world = new ModelWorld();
    world.offline = true;
    await world.add(edit(1, 'a', { summary: 'B' }, { summary: 'Old' }));
    await world.add(edit(2, 'a', { summary: 'C', description: 'D' }, { summary: 'B', description: 'Old' }));
    await world.add(edit(2, 'a', { summary: 'C', description: 'D' }, { summary: 'B', description: 'Old' }));
    world.die();
    await world.drain();
    world.offline = false;
    await world.drain(true);
    expect(world.writes.map(({ patch }) => patch)).toEqual([{ summary: 'C', description: 'D' }]);
    for (const n of [1, 2]) expect((await world.ask((outbox) => outbox.get(id(n))))?.state).toBe('applied');
  });
});

describe('a held completion', () => {
  it('goes after its time, and the worker is to be woken for it', async () => {
    const world = new ModelWorld();
    await world.add(complete(1, 'a', HOLD));
    expect(world.calls).toBe(0);
    expect(world.wakeAt).toBe(world.now + 12_000);
    const decided = world.now;
    await passTime(world);
    expect(world.writes).toMatchObject([{ patch: { completed_at: String(decided) }, at: decided + 12_000 }]);
  });

  it('survives a death: what is past its time goes at the next start', async () => {
    const world = new ModelWorld();
    await world.add(complete(1, 'a', HOLD));
    world.die();
    await world.drain();
    expect(world.writes).toEqual([]);
    world.now += 60_000;
    world.die();
    await world.drain();
    expect(world.writes).toHaveLength(1);
  });

  it('is taken back without a request, also by reopening', async () => {
    const world = new ModelWorld();
    await world.add(complete(1, 'a', HOLD));
    expect(await world.ask((outbox) => outbox.cancel(id(1)))).toBe(true);
    await world.add(complete(2, 'b', HOLD));
    await world.add({ ...complete(3, 'b'), action: 'reopen' });
    await passTime(world);
    expect(world.writes).toEqual([]);
    expect((await world.ask((outbox) => outbox.get(id(2))))?.state).toBe('cancelled');
    expect((await world.ask((outbox) => outbox.get(id(3))))?.state).toBe('already');
  });

  it('does not wait for an hour where the clock is set back by one', async () => {
    const world = new ModelWorld();
    await world.add(complete(1, 'a', HOLD));
    world.now -= 3_600_000;
    await world.drain();
    expect(world.writes).toHaveLength(1);
  });
});

describe('how a change ends', () => {
  it.each([
    ['conflict', (world: ModelWorld) => world.foreign('a', { summary: 'Theirs' })],
    ['rejected', (world: ModelWorld) => world.faults.push(undefined, 'forbidden')],
  ] as const)('%s, with its reason, once the user gives a parked one up', async (ending, meanwhile) => {
    const world = new ModelWorld();
    meanwhile(world);
    await world.add(edit(1, 'a', { summary: 'Mine' }, { summary: 'Old' }));
    expect((await world.ask((outbox) => outbox.get(id(1))))?.state).toBe('parked');
    await world.ask((outbox) => outbox.discard(id(1)));
    const found = await world.ask((outbox) => outbox.get(id(1)));
    expect([found?.state, found?.failure?.reason]).toEqual([ending, ending === 'conflict' ? ending : 'no_edit_right']);
  });

  it('a refused change takes its value out of what the next one was decided on', async () => {
    const world = new ModelWorld();
    world.offline = true;
    await world.add(edit(1, 'a', { summary: 'B' }, { summary: 'Old' }));
    await world.add(complete(2, 'a'));
    await world.add(edit(3, 'a', { summary: 'C' }, { summary: 'B' }));
    world.offline = false;
    world.faults.push(undefined, 'forbidden');
    await world.drain(true);
    expect((await world.ask((outbox) => outbox.get(id(3))))?.state).toBe('applied');
    // Its title has been said anew, so nobody is asked about it any more.
    expect((await world.ask((outbox) => outbox.get(id(1))))?.state).toBe('rejected');
  });

  describe('with a parked one before it of which nobody knows whether it arrived', () => {
    /** Two edits of a title; every answer to the first one's writes was a code that nobody knows. */
    async function parkFirst(fault: 'unknown-before' | 'unknown-after'): Promise<ModelWorld> {
      const world = new ModelWorld();
      world.offline = true;
      await world.add(edit(1, 'a', { summary: 'B' }, { summary: 'Old' }));
      await world.add(complete(2, 'a'));
      await world.add(edit(3, 'a', { summary: 'C' }, { summary: 'B' }));
      world.offline = false;
      world.faults.push(undefined, fault);
      if (fault === 'unknown-before') world.faults.push(undefined, fault);
      else world.faults.push('unknown-before');
      // The next one finds no network for a moment.
      world.faults.push('lost-before');
      await world.drain(true);
      // It waits between its attempts, and everything behind it.
      world.now += 20_000;
      await world.drain();
      return world;
    }
    const stateOf = (world: ModelWorld, n: number) => world.ask(async (outbox) => (await outbox.get(id(n)))?.state);

    it.each(['unknown-before', 'unknown-after'] as const)('goes, since nobody else was there: %s', async (fault) => {
      const world = await parkFirst(fault);
      await passTime(world);
      expect(await stateOf(world, 3)).toBe('applied');
      expect(world.task('a').summary).toBe('C');
      expect(await stateOf(world, 1)).toBe('rejected');
    });

    it('is parked all the same where somebody else was', async () => {
      const world = await parkFirst('unknown-before');
      world.foreign('a', { summary: 'Theirs' });
      await passTime(world);
      expect(await stateOf(world, 3)).toBe('parked');
      expect(await stateOf(world, 1)).toBe('parked');
      expect(world.task('a').summary).toBe('Theirs');
    });
  });

  it('an edit that was decided before our own earlier one went is no conflict after it', async () => {
    const world = new ModelWorld();
    world.faults.push(undefined, 'forbidden');
    await world.add(edit(1, 'a', { summary: 'B', description: 'D' }, { summary: 'Old', description: 'Old' }));
    world.offline = true;
    // Seen with the first one parked, and then that one is tried again and goes first.
    await world.add(edit(2, 'a', { summary: 'C' }, { summary: 'Old' }));
    await world.ask((outbox) => outbox.retry(id(1)));
    world.offline = false;
    await world.drain(true);
    await passTime(world);
    for (const n of [1, 2]) expect((await world.ask((outbox) => outbox.get(id(n))))?.state).toBe('applied');
    expect(world.task('a')).toMatchObject({ summary: 'C', description: 'D' });
  });
});
