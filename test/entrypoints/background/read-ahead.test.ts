import { setImmediate as moment } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openOutbox } from '../../../entrypoints/background/outbox';
import type { Account, Item } from '../../../entrypoints/background/store';
import { apply, type TaskPatch } from '../../../lib/task/patch';
import type { Task } from '../../../lib/task/schema';
import { memoryStore } from '../../support/memory-store';
import { slowStore, Turns } from '../../support/turns';

const anna: Account = { brand: 'feishu', tenant_key: 't1', open_id: 'ou_anna', name: 'Anna' };
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const edit = (n: number, patch: TaskPatch, base: TaskPatch = { summary: 'Old' }) => ({
  ...{ id: id(n), account: anna, guid: 'g', summary: '', action: 'edit' as const, patch, base },
});

/** An outbox over a disk whose answers are let through by hand, and a server of one task. */
async function world() {
  const disk = new Turns();
  const store = memoryStore();
  let task: Task = { guid: 'g', summary: 'Old', status: 'todo', completed_at: '0' };
  const log: string[] = [];
  const onDisk = async () => (await store.operations.entries()).map(([, { state }]) => state).join();
  const slow = slowStore(disk, store);
  let refuses = false;
  const itemOf = (key: string): Item<never> => {
    const item = slow.operations.item(key) as Item<never>;
    const full = () => disk.later(() => Promise.reject(new DOMException('', 'QuotaExceededError')));
    return { ...item, set: (value) => (refuses ? full() : item.set(value)) };
  };
  const outbox = openOutbox({
    store: { ...slow.operations, item: itemOf },
    remote: {
      async get() {
        log.push(`read, with "${await onDisk()}" on the disk`);
        return task;
      },
      async patch(_, __, patch) {
        log.push(`write, with "${await onDisk()}" on the disk`);
        task = apply(task, patch);
        return task;
      },
    },
    clock: { now: () => 1000, server: () => 1000, observe: () => undefined },
    canSend: async () => true,
    seen: async () => undefined,
    refused: async () => undefined,
    definitions: async () => [],
    changed: () => undefined,
    wake: () => undefined,
  });
  /** So many turns of the disk; all that are waited for where no number is said. */
  async function pass(most = Number.POSITIVE_INFINITY): Promise<void> {
    for (let turn = 0; turn <= most; turn += 1) {
      for (let round = 0; round < 10; round += 1) await moment();
      if (!disk.isAwaited || turn === most) return;
      disk.pass();
    }
  }
  const loaded = outbox.drain();
  await pass();
  await loaded;
  return {
    outbox,
    log,
    pass,
    refuse(isSo: boolean) {
      refuses = isSo;
    },
    changeElsewhere(patch: TaskPatch) {
      task = apply(task, patch);
    },
  };
}

describe('a change that is on its way to the disk', () => {
  it('has its task read meanwhile, and is written only once it stands there that it is being sent', async () => {
    const w = await world();
    let isAcknowledged = false;
    void w.outbox.add(edit(1, { summary: 'New' })).then(() => {
      isAcknowledged = true;
    });
    await w.pass(0);
    expect(w.log).toHaveLength(1);
    expect(isAcknowledged).toBe(false);
    await w.pass(1);
    expect(isAcknowledged).toBe(true);
    expect(w.log).toHaveLength(1);
    await w.pass();
    expect(w.log).toEqual([expect.stringMatching(/^read/), 'write, with "sending" on the disk']);
    expect((await w.outbox.get(id(1)))?.state).toBe('applied');
  });

  it('and does not get there is not written, and what was read for it is forgotten', async () => {
    const w = await world();
    w.refuse(true);
    const refused = expect(w.outbox.add(edit(1, { summary: 'New' }))).rejects.toMatchObject({
      failure: { reason: 'storage_full' },
    });
    await w.pass();
    await refused;
    expect(w.log).toHaveLength(1);
    w.refuse(false);
    w.changeElsewhere({ summary: 'Other' });
    const added = w.outbox.add(edit(2, { summary: 'New' }));
    await w.pass();
    await added;
    expect((await w.outbox.get(id(2)))?.failure?.reason).toBe('conflict');
    expect(w.log).toHaveLength(2);
  });

  it('shares the reading with nothing that was under way before', async () => {
    const w = await world();
    const first = w.outbox.add(edit(1, { summary: 'New' }));
    await w.pass(1);
    const second = w.outbox.add(edit(2, { summary: 'Newer' }, { summary: 'New' }));
    await w.pass();
    await Promise.all([first, second]);
    expect((await w.outbox.get(id(2)))?.state).toBe('applied');
    // The answer to the first write is the reading of the second.
    expect(w.log.map((line) => line.slice(0, 5))).toEqual(['read,', 'write', 'write']);
  });
});
