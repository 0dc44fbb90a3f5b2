import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { listWaiting } from '../../../entrypoints/background/waiting-list';
import { ModelWorld, PEOPLE, settled } from './outbox-model';

const [anna, ben] = PEOPLE as [(typeof PEOPLE)[0] & object, (typeof PEOPLE)[0] & object];
const COUNT = 5000;

/** Bytes that are in use once everything that is not has been collected. */
function usedHeap(): number {
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

/** A world whose outbox holds so many edits, each of its own task, taken in while there was no network. */
async function laden(): Promise<ModelWorld> {
  const world = new ModelWorld();
  world.offline = true;
  for (let n = 0; n < COUNT; n += 1) {
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    const [patch, base] = [{ summary: `New ${n}` }, { summary: 'Old' }];
    await world.add({ id, account: anna, guid: `task-${n}`, summary: 'Old', action: 'edit', patch, base });
  }
  return world;
}

describe('five thousand changes that wait', () => {
  it('cost one probe at a time, come back from the disk, and all arrive', async () => {
    const before = usedHeap();
    const world = await laden();
    const megabytes = (usedHeap() - before) / 2 ** 20;
    process.stdout.write(
      `  ${COUNT} waiting changes, in a worker and on a disk in memory: ${megabytes.toFixed(1)} MB\n`,
    );
    expect(await world.outbox.counts()).toEqual({ waiting: COUNT, parked: 0 });
    // Each of them was taken in without asking the network whether it is back.
    expect(world.calls).toBeLessThan(5);
    world.die();
    await world.drain();
    expect(await world.outbox.counts()).toEqual({ waiting: COUNT, parked: 0 });
    expect(world.calls).toBeLessThan(10);
    world.offline = false;
    await world.drain(true);
    expect(world.writes).toHaveLength(COUNT);
    expect(await world.outbox.counts()).toEqual({ waiting: 0, parked: 0 });
    // A reading and a writing for each, and the probes.
    expect(world.calls).toBeLessThan(COUNT * 2 + 20);
  });

  it('are listed in a bounded answer, with how many there are', async () => {
    const world = await laden();
    const list = await listWaiting({
      outbox: world.outbox,
      sessions: { current: async () => ({ account: anna, access_token: 'x' }) } as never,
      tasks: { peek: async () => undefined } as never,
    });
    expect(list.shown).toHaveLength(50);
    expect(list.waiting).toBe(COUNT);
    expect(list.shown[0]).toMatchObject({ summary: 'Old', owner: { name: 'anna', signedIn: true } });
    // None of them has been tried but the first few: all tell why they wait.
    expect(list.shown.every(({ failure }) => failure?.reason === 'no_network')).toBe(true);
  });

  it('of another account are told as that account’s', async () => {
    const world = await laden();
    world.signedIn = ben;
    await settled();
    const list = await listWaiting({
      outbox: world.outbox,
      sessions: { current: async () => ({ account: ben, access_token: 'x' }) } as never,
      tasks: { peek: async () => undefined } as never,
    });
    expect(list.shown.every(({ owner }) => owner.name === 'anna' && !owner.signedIn)).toBe(true);
  });
});
