import { describe, expect, it, vi } from 'vitest';
import { diagnose } from '../../../entrypoints/background/diagnostics';
import { openJournal } from '../../../entrypoints/background/journal';
import type { Operation } from '../../../entrypoints/background/operation';
import type { Sites } from '../../../entrypoints/background/sites';
import type { Account } from '../../../entrypoints/background/store';
import type { Failure } from '../../../lib/failure';
import { reportText } from '../../../lib/report';
import { memoryStore } from '../../support/memory-store';

vi.mock('webextension-polyfill', () => ({ default: { runtime: { getManifest: () => ({ version: '1.2.3' }) } } }));

/** Whatever begins so is somebody's secret. */
const CANARY = 'CANARY';
const GUID = 'e297ddff-06ca-4166-b917-4ce57cd3a7a0';
const NOW = 1_800_000_000_000;

const account: Account = { brand: 'feishu', tenant_key: `${CANARY}t`, open_id: `ou_${CANARY}`, name: `${CANARY} Anna` };

const failure: Failure = {
  kind: 'invalid',
  reason: 'invalid_value',
  code: 1470400,
  log_id: '20260101ABCDEF',
  detail: `${CANARY} words of the server`,
};

const operation = (id: string, more: Partial<Operation>): Operation => ({
  id,
  seq: 1,
  account,
  guid: GUID,
  summary: `${CANARY} title`,
  action: 'edit',
  patch: { summary: `${CANARY} new title` },
  base: { summary: `${CANARY} title` },
  state: 'queued',
  attempts: 0,
  createdAt: NOW - 60_000,
  notBefore: 0,
  ...more,
});

async function filled() {
  const store = memoryStore();
  await store.credentials('feishu').set({ app_id: `cli_${CANARY}`, app_secret: `${CANARY}s` });
  await store.session('feishu').set({
    account,
    access_token: `u-${CANARY}`,
    refresh_token: `ur-${CANARY}`,
    expiresAt: NOW + 1000,
    version: 'v3',
    scopes: ['task:task'],
    failure,
  });
  await store.operations.item('a').set(operation('a', { state: 'parked', failure, createdAt: NOW - 90_000 }));
  await store.operations.item('b').set(operation('b', {}));
  await store.operations.item('c').set(operation('c', { state: 'applied', settledAt: NOW }));
  await store.drafts.item(GUID).set({ summary: `${CANARY} typed` });
  await store
    .limiter('feishu')
    .set({ starts: [NOW - 100, NOW - 5000], pausedUntil: NOW + 5000, strikes: 1, wait: 5000 });
  const unfit = { table: 'operations', key: GUID, reason: 'shape', at: NOW, value: { summary: CANARY } } as const;
  const journal = openJournal(store.journal, () => NOW);
  journal.note('v2.patch', { ...failure, log_id: GUID }, 400);
  journal.note('token', failure, 400);
  const sites = {
    grants: async () => [`https://${CANARY}.example/*`],
    registered: async () => [`https://${CANARY}.example/*`],
    list: async () => [
      { origin: `https://${CANARY}.example`, mode: 'direct' },
      { origin: `https://off.${CANARY}.example`, mode: 'off' },
    ],
    hasPolicy: async () => false,
  } as unknown as Sites;
  const aside = { list: async () => [unfit], seen: async () => undefined };
  return { store: { ...store, aside }, sites, journal, storageTrouble: () => undefined, now: () => NOW };
}

describe('diagnostics', () => {
  it('tell how everything is, in counts and fixed words', async () => {
    const view = await diagnose(await filled());
    expect(view).toEqual({
      version: '1.2.3',
      sessions: [
        {
          brand: 'feishu',
          state: 'signed-in',
          until: NOW + 1000,
          refreshes: true,
          api: 'v1',
          tokens: 'v3',
          failure: { reason: 'invalid_value', code: 1470400 },
        },
        { brand: 'lark', state: 'none' },
        { brand: 'custom', state: 'none' },
      ],
      outbox: { counts: { parked: 1, queued: 1, applied: 1 }, reasons: { invalid_value: 1 }, oldest: NOW - 90_000 },
      limiter: { recent: 1, pausedUntil: NOW + 5000 },
      sites: { all: false, granted: 1, registered: 1, direct: 1, off: 1, byPolicy: false },
      database: { aside: { operations: 1 } },
      failures: [
        { at: NOW, endpoint: 'v2.patch', kind: 'invalid', reason: 'invalid_value', status: 400, code: 1470400 },
        {
          ...{ at: NOW, endpoint: 'token', kind: 'invalid', reason: 'invalid_value', status: 400, code: 1470400 },
          log_id: '20260101ABCDEF',
        },
      ],
    });
  });

  it('hold no title, token, secret, person, task id, app id or site', async () => {
    const view = await diagnose(await filled());
    const told = `${JSON.stringify(view)}\n${reportText(view, 'Chrome/150')}`;
    expect(told).not.toContain(CANARY);
    expect(told).not.toContain(GUID);
    expect(told).not.toMatch(/https?:|cli_|ou_|ur?-\w/);
    // The search itself would have found them.
    expect(JSON.stringify(await (await filled()).store.operations.entries())).toContain(CANARY);
  });

  it('answer while the database does not, and say so', async () => {
    const broken = () => Promise.reject(new Error('no database'));
    const item = { get: broken, set: broken, update: broken, remove: broken };
    const store = {
      ...memoryStore(),
      session: () => item,
      operations: { item: () => item, entries: broken },
      limiter: () => item,
    } as unknown as ReturnType<typeof memoryStore>;
    const journal = openJournal(item as never, () => NOW);
    journal.note('database', { kind: 'invalid', reason: 'storage_refused' });
    const sites = { grants: async () => [], registered: async () => [], list: broken, hasPolicy: broken } as never;
    const view = await diagnose({ store, sites, journal, storageTrouble: () => 'storage_refused', now: () => NOW });
    expect(view.database).toEqual({ trouble: 'storage_refused', aside: {} });
    expect(view.failures).toMatchObject([{ endpoint: 'database', reason: 'storage_refused' }]);
    expect(view.sessions.map(({ state }) => state)).toEqual(['none', 'none', 'none']);
    expect(reportText(view, 'x')).toContain('Storage: storage_refused');
  });
});

describe('the journal', () => {
  it('keeps the last fifty, across the worker’s death', async () => {
    const { journal: item } = memoryStore();
    let at = 0;
    const first = openJournal(item, () => at);
    for (at = 1; at <= 60; at += 1) first.note('v2.get', { kind: 'offline', reason: 'timeout' });
    await first.list();
    const second = openJournal(item, () => 61);
    second.note('v2.get', { kind: 'server', reason: 'server_error' }, 502);
    const listed = await second.list();
    expect(listed.map((one) => one.at)).toEqual(Array.from({ length: 50 }, (_, index) => index + 12));
    expect(listed.at(-1)).toEqual({ at: 61, endpoint: 'v2.get', kind: 'server', reason: 'server_error', status: 502 });
  });

  it('remembers what could not be written until it can be', async () => {
    const { journal: item } = memoryStore();
    let full = true;
    const journal = openJournal(
      { ...item, update: (change) => (full ? Promise.reject(new Error('full')) : item.update(change)) },
      () => 1,
    );
    journal.note('database', { kind: 'invalid', reason: 'storage_full' });
    expect(await journal.list()).toHaveLength(1);
    expect(await item.get()).toBeUndefined();
    full = false;
    journal.note('v2.get', { kind: 'offline', reason: 'no_network' });
    expect(await journal.list()).toHaveLength(2);
    expect(await item.get()).toHaveLength(2);
  });
});
