import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXTRA_SCOPES } from '../../../entrypoints/options/scopes';
import { FailureError } from '../../../lib/failure';
import { getField, listFields } from '../../../lib/feishu/custom-fields';
import type { Endpoint } from '../../../lib/feishu/errors';
import { completeLegacy, getLegacyTask, uncompleteLegacy } from '../../../lib/feishu/legacy';
import type { Transport } from '../../../lib/feishu/request';
import { type Access, getTask, listMyTasks, patchTask } from '../../../lib/feishu/tasks';
import { CORE_SCOPES, scopesFor } from '../../../lib/task/scopes';
import { sample } from '../../sandbox/client';
import { LAUNCH_LIST } from '../../sandbox/seed-lists';
import { type Sandbox, startSandbox } from '../../sandbox/server';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const transport: Transport = { fetch, now: Date.now };
const [FULL, LEGACY, READER] = [0, 1, 2];
const PATCH = { task: { summary: 'x' }, update_fields: ['summary' as const] };
type Call = (access: Access, guid: string) => Promise<unknown>;

/** Every call that needs a scope; the compiler misses none. */
const CALLS: Record<Exclude<Endpoint, 'user_info' | 'token' | 'revoke'>, Call> = {
  'v2.get': (access, guid) => getTask(transport, access, guid),
  'v2.list': (access) => listMyTasks(transport, access),
  'v2.patch': (access, guid) => patchTask(transport, access, guid, PATCH),
  'v2.field': (access) => getField(transport, access, 'any'),
  'v2.fields': (access) => listFields(transport, access, LAUNCH_LIST.guid),
  'v1.get': (access, guid) => getLegacyTask(transport, access, guid),
  'v1.complete': (access, guid) => completeLegacy(transport, access, guid),
  'v1.uncomplete': (access, guid) => uncompleteLegacy(transport, access, guid),
};

/** The scopes, any one of which a refused call would have needed; none where it was not refused for want of one. */
async function needed(call: Call, app: number): Promise<readonly string[]> {
  const token = sandbox.tokenFor('Anna Chen', sandbox.apps[app]?.app_id);
  try {
    await call({ api: sandbox.address, token }, sample(sandbox, 'plain'));
    return [];
  } catch (error) {
    const { reason, detail = '' } = (error as FailureError).failure;
    return error instanceof FailureError && reason.startsWith('scope_') ? detail.split(', ') : [];
  }
}

/** What each call needs, as the server says it to apps that lack it. */
const allNeeded = async () =>
  Promise.all(
    Object.entries(CALLS).map(async ([name, call]) => ({
      name,
      any: [...new Set([...(await needed(call, LEGACY)), ...(await needed(call, READER))])],
    })),
  );

describe('the scopes that are asked for or offered', () => {
  const offered = [...CORE_SCOPES, ...EXTRA_SCOPES.map(({ scope }) => scope)];

  it('are each needed by a call', async () => {
    const used = new Set((await allNeeded()).flatMap(({ any }) => any));
    // It names no call: it is what lets a sign-in renew itself.
    used.add('offline_access');
    expect(offered.filter((scope) => !used.has(scope))).toEqual([]);
  });

  it('let every call in', async () => {
    const shut = (await allNeeded()).filter(({ any }) => any.length > 0 && !any.some((one) => offered.includes(one)));
    expect(shut).toEqual([]);
    for (const call of Object.values(CALLS)) expect(await needed(call, FULL)).toEqual([]);
  });

  it('are told apart by the calls of this test', async () => {
    expect((await allNeeded()).filter(({ any }) => any.length === 0)).toEqual([]);
  });

  it('are the core, and what is ticked; the old scope stands in place of the newer two', () => {
    expect(scopesFor([])).toEqual(CORE_SCOPES);
    expect(scopesFor(['task:task'])).toEqual(['offline_access', 'task:task']);
    expect(scopesFor(['a b', 'task:custom_field:read'])).toEqual([...CORE_SCOPES, 'task:custom_field:read']);
  });
});
