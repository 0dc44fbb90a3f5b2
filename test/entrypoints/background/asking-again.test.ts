import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handlers } from '../../../entrypoints/background/handlers';
import type { Account } from '../../../entrypoints/background/store';
import { wire } from '../../../entrypoints/background/wire';
import type { Input, RequestName } from '../../../lib/messages/contract';
import { memoryStore } from '../../support/memory-store';

// Every way in which a person says "now", and everything that may be waiting then, over all parts as they are wired.

vi.mock('webextension-polyfill', () => ({
  default: {
    storage: { managed: { get: async () => ({}) } },
    permissions: { contains: async () => true },
    scripting: { getRegisteredContentScripts: async () => [] },
    tabs: { query: async () => [] },
    runtime: { sendMessage: async () => undefined, getURL: (path: string) => path, getManifest: () => ({}) },
    identity: { getRedirectURL: () => 'https://redirect.example/' },
    alarms: { create: () => undefined, clear: () => undefined },
    action: {},
  },
}));
vi.mock('../../../lib/i18n', () => ({ t: (key: string) => key }));
const launch = vi.hoisted(() => ({ signedIn: () => {} }));
vi.mock('../../../entrypoints/background/sign-in', async (original) => ({
  ...(await original<object>()),
  // The window is the browser's own; what matters here is what follows it.
  signIn: async () => launch.signedIn(),
  redirectUrl: () => '',
}));
beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0.99));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const anna: Account = { brand: 'feishu', tenant_key: 't1', open_id: 'ou_anna', name: 'Anna' };
const [FIRST, SECOND] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const;
const link = (guid: string) => ({ brand: 'feishu', guid }) as const;

/** What is answered in place of the usual. */
type Trouble = (path: string) => Response | Promise<Response> | undefined;

/** A Feishu of two tasks that answers everything as it is told to, and a worker whose first change has met that. */
async function worldIn(trouble: Trouble) {
  const store = memoryStore();
  await store.credentials('feishu').set({ app_id: 'cli_a', app_secret: 's' });
  await store.session('feishu').set({
    ...{ account: anna, access_token: 'token', version: 'v2', scopes: [], expiresAt: Date.now() + 3_600_000 },
  });
  let current: Trouble = () => undefined;
  const written: string[] = [];
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string, { method, body }: { method: string; body?: string }) => {
    const { pathname } = new URL(address);
    asked.push(`${method} ${pathname}`);
    if (pathname.includes('/authen/'))
      return Response.json({ code: 0, data: { open_id: 'ou_anna', tenant_key: 't1', name: 'Anna' } });
    const instead = current(pathname);
    if (instead) return instead;
    const guid = pathname.split('/').at(-1) ?? '';
    if (method === 'PATCH') written.push(guid);
    const changed = body ? JSON.parse(body).task : {};
    const task = { guid, summary: 'Old', status: 'todo', completed_at: '0', mode: 2, ...changed };
    return Response.json({ code: 0, data: { task: { ...task, tasklists: [{ tasklist_guid: 'list' }] }, items: [] } });
  });
  const answers = handlers(wire(() => store));
  const ask = <Name extends RequestName>(name: Name, input: Input<Name>) =>
    answers[name](input as never, { audience: 'own' }) as Promise<unknown>;
  await Promise.all([ask('task.read', link(FIRST)), ask('task.read', link(SECOND))]);
  const id = crypto.randomUUID();
  current = trouble;
  const patch = { patch: { summary: 'New' }, base: { summary: 'Old' } };
  await ask('task.patch', { id, ...link(FIRST), ...patch });
  const waits = async () => ((await ask('outbox.list', {})) as { shown: { failure?: { reason: string } }[] }).shown[0];
  await vi.waitFor(async () => expect((await waits())?.failure).toBeDefined(), 5000);
  return {
    ask,
    id,
    asked,
    written,
    waits,
    mend: (rest: Trouble = () => undefined) => {
      current = rest;
    },
  };
}

const refusal = (code: number, status = 400) => Response.json({ code, msg: 'no' }, { status });
const TROUBLES: readonly (readonly [string, Trouble])[] = [
  ['the month’s quota', () => refusal(99991403)],
  ['a gateway that is out of order', () => new Response('<html>', { status: 502 })],
  ['a sign-in page of the network', () => new Response('<html>')],
  ['no network', () => Promise.reject(new TypeError('Failed to fetch'))],
];
type World = Awaited<ReturnType<typeof worldIn>>;
const patch = { patch: { summary: 'Second' }, base: { summary: 'Old' } };
const WAYS: readonly (readonly [string, (world: World) => Promise<unknown>])[] = [
  ['Try again', ({ ask }) => ask('task.read', { ...link(FIRST), fresh: true })],
  ['Try again, at another task', ({ ask }) => ask('task.read', { ...link(SECOND), fresh: true })],
  ['Retry', ({ ask, id }) => ask('outbox.retry', { id })],
  ['Save, of another task', ({ ask }) => ask('task.patch', { id: crypto.randomUUID(), ...link(SECOND), ...patch })],
  ['Complete', ({ ask }) => ask('task.act', { id: crypto.randomUUID(), ...link(SECOND), action: 'complete' })],
  ['Sign in', ({ ask }) => ask('session.login', { brand: 'feishu', extras: [] })],
  ['Use this token', ({ ask }) => ask('session.token', { brand: 'feishu', token: 'other' })],
  ['Save of the app', ({ ask }) => ask('session.save', { brand: 'feishu', app_id: 'cli_a', app_secret: 's' })],
];

describe.each(TROUBLES)('a change that waits for %s', (name, trouble) => {
  it.each(WAYS)('goes at once after “%s”', async (_, way) => {
    const world = await worldIn(trouble);
    world.mend();
    await way(world).catch(() => undefined);
    await vi.waitFor(() => expect(world.written).toContain(FIRST), 5000);
    expect(world.written.filter((guid) => guid === FIRST)).toHaveLength(1);
  });

  it(`goes at once for whoever opens the popup: ${name !== 'the month’s quota'}`, async () => {
    const world = await worldIn(trouble);
    world.mend();
    const before = world.asked.length;
    await world.ask('popup.intent', {});
    if (name !== 'the month’s quota') return vi.waitFor(() => expect(world.written).toEqual([FIRST]), 5000);
    // Until the 1st nothing is sent unless the user says so.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(world.asked).toHaveLength(before);
  });
});

describe('custom fields that could not be read', () => {
  it('are asked for again after “Try again”, and not before', async () => {
    const world = await worldIn(() => refusal(99991403));
    let times = 0;
    world.mend((path) => {
      if (!path.includes('custom_fields') || times > 0) return undefined;
      times += 1;
      return new Response('<html>', { status: 502 });
    });
    const read = () => world.ask('fields.read', link(SECOND)) as Promise<{ unreadable: unknown[] }>;
    await world.ask('task.read', { ...link(SECOND), fresh: true });
    expect((await read()).unreadable).toHaveLength(1);
    expect((await read()).unreadable).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 2));
    await world.ask('task.read', { ...link(SECOND), fresh: true });
    expect((await read()).unreadable).toEqual([]);
  });
});
