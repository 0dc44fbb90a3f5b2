import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Definitions, openDefinitions } from '../../../entrypoints/background/definitions';
import { openRemote } from '../../../entrypoints/background/remote';
import type { Grant, Sessions } from '../../../entrypoints/background/session';
import type { Session, Store } from '../../../entrypoints/background/store';
import { getTask } from '../../../lib/feishu/tasks';
import { sample } from '../../sandbox/client';
import { FINANCE_LIST, LAUNCH_LIST } from '../../sandbox/seed-lists';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import { memoryStore } from '../../support/memory-store';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

/** The real reading of definitions, as this user with these scopes, against the sandbox. */
function world(who = 'Anna Chen', scopes: readonly string[] = []) {
  const user = sandbox.users.find(({ name }) => name === who);
  const account = {
    brand: 'feishu',
    tenant_key: user?.tenant_key ?? '',
    open_id: user?.open_id ?? '',
    name: who,
  } as const;
  const session: Session = { account, expiresAt: 0, version: 'v2', scopes, access_token: sandbox.tokenFor(who) };
  const access = { api: sandbox.address, token: session.access_token ?? '' };
  const store: Store = memoryStore();
  let now = Date.now();
  const grant = async (): Promise<Grant> => ({ ...access, session });
  const sessions = { current: async () => session, grant, ready: grant, renew: grant } as Partial<Sessions> as Sessions;
  const transport = { fetch, now: () => now };
  const remote = openRemote({ sessions, limiter: { run: (_, __, call) => call() }, transport });
  const view = async (_: string, guid: string) => ({ task: await getTask(transport, access, guid) });
  const open = (): Definitions =>
    openDefinitions({ store: store.definitions, sessions, remote, tasks: { view } as never, now: () => now });
  return {
    open,
    account,
    pass(ms: number) {
      now += ms;
    },
  };
}

const asked = () => sandbox.requests.filter(({ api }) => api.startsWith('task.v2.custom_field')).map(({ api }) => api);
const guidOf = (key: string) => sample(sandbox, key);
/** A sample whose task is in this list. */
const inList = (list: string) =>
  sandbox.tasks.find(({ guid }) => sandbox.task(guid)?.tasklists.some((one) => one.tasklist_guid === list))?.guid ?? '';

describe('definitions of custom fields', () => {
  it('are those of the task’s lists, read once per while and account', async () => {
    const w = world();
    const definitions = w.open();
    const guid = inList(LAUNCH_LIST.guid);
    const [first] = await Promise.all([definitions.read('feishu', guid), definitions.read('feishu', guid)]);
    expect(first.unreadable).toEqual([]);
    expect(first.definitions.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'Cost number',
      'Share done number',
      'Reviewer member',
      'Launch day datetime',
      'Stage single_select',
      'Areas multi_select',
      '备注 text',
    ]);
    expect(asked()).toEqual(['task.v2.custom_field.list']);
    // A worker that is started anew knows them still, and asks again after a while.
    expect(await w.open().read('feishu', guid)).toEqual(first);
    expect(asked()).toHaveLength(1);
    w.pass(600_001);
    await w.open().read('feishu', guid);
    expect(asked()).toHaveLength(2);
  });

  it('are asked for one by one where a value stands in the task and no list has it, to show it only', async () => {
    const guid = inList(LAUNCH_LIST.guid);
    const values = sandbox.task(guid)?.custom_fields ?? [];
    sandbox.edit(guid, { tasklists: [] });
    const { definitions, unreadable } = await world().open().read('feishu', guid);
    expect(definitions.map((one) => one.guid).sort()).toEqual(values.map((one) => one.guid).sort());
    expect(values.length).toBeGreaterThan(0);
    expect(unreadable.map((one) => one.guid).sort()).toEqual(values.map((one) => one.guid).sort());
    expect(new Set(unreadable.map(({ failure }) => failure.reason))).toEqual(new Set(['field_elsewhere']));
    expect(new Set(asked())).toEqual(new Set(['task.v2.custom_field.get']));
  });

  it('are named with the reason where they may not be read', async () => {
    const guid = inList(LAUNCH_LIST.guid);
    const [value] = sandbox.task(guid)?.custom_fields ?? [];
    const gone = '00000000-0000-4000-8000-000000000000';
    sandbox.edit(guid, {
      tasklists: [{ tasklist_guid: gone, section_guid: '' }],
      custom_fields: value ? [value] : [],
    });
    sandbox.misbehave({ api: 'task.v2.custom_field.get', how: 'status', status: 403, code: 1470403, msg: 'no' });
    const answer = await world().open().read('feishu', guid);
    expect(answer.definitions).toEqual([]);
    const failures = new Map(answer.unreadable.map(({ guid, failure }) => [guid, failure]));
    expect(failures.get(value?.guid ?? '')).toMatchObject({
      kind: 'forbidden',
      reason: 'no_field_right',
      code: 1470403,
    });
  });

  it('fail field by field: one list that is gone leaves the other whole', async () => {
    const guid = inList(LAUNCH_LIST.guid);
    const w = world();
    sandbox.misbehave({ path: /custom_fields$/, how: 'status', status: 404, code: 1470404, times: 1 });
    const section_guid = '';
    sandbox.edit(guid, {
      tasklists: [LAUNCH_LIST, FINANCE_LIST].map(({ guid: tasklist_guid }) => ({ tasklist_guid, section_guid })),
    });
    const { definitions, unreadable } = await w.open().read('feishu', guid);
    expect(unreadable).toMatchObject([{ failure: { kind: 'gone', reason: 'field_gone' } }]);
    expect(definitions.length).toBeGreaterThan(0);
  });

  it('need a scope: without it nothing is asked, and each field says which', async () => {
    const guid = inList(LAUNCH_LIST.guid);
    const { definitions, unreadable } = await world('Anna Chen', ['task:task:read', 'task:task:write'])
      .open()
      .read('feishu', guid);
    expect(definitions).toEqual([]);
    expect(unreadable.length).toBeGreaterThan(1);
    for (const { failure } of unreadable)
      expect(failure).toMatchObject({ reason: 'scope_not_granted', detail: 'task:custom_field:read' });
    expect(asked()).toEqual([]);
  });

  it('ask once for what no field can get, such as a scope that the app lacks', async () => {
    const guid = inList(LAUNCH_LIST.guid);
    sandbox.misbehave({ path: /custom_fields/, how: 'status', status: 400, code: 99991672, msg: 'no scope' });
    const { unreadable } = await world().open().read('feishu', guid);
    expect(unreadable.length).toBeGreaterThan(1);
    for (const { failure } of unreadable) expect(failure.reason).toBe('scope_not_enabled');
    expect(asked()).toHaveLength(1);
  });

  it('that were known stay usable while they cannot be read again', async () => {
    const guid = inList(LAUNCH_LIST.guid);
    const w = world();
    const first = await w.open().read('feishu', guid);
    w.pass(600_001);
    sandbox.misbehave({ path: /custom_fields/, how: 'rate-limited' });
    expect(await w.open().read('feishu', guid)).toEqual(first);
  });

  it('never keep a task from being shown that has none', async () => {
    expect(await world().open().read('feishu', guidOf('plain'))).toEqual({ definitions: [], unreadable: [] });
  });
});
