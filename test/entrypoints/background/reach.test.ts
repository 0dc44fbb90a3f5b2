import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { holdsOnlyLegacy, reachOfSession } from '../../../entrypoints/background/reach';
import { openRemote } from '../../../entrypoints/background/remote';
import type { Grant, Sessions } from '../../../entrypoints/background/session';
import type { Account, Session } from '../../../entrypoints/background/store';
import { sample } from '../../sandbox/client';
import { type Sandbox, startSandbox } from '../../sandbox/server';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

/** A token of this app as it is pasted: nobody says what it may do. */
function pasted(app: number) {
  const account: Account = { brand: 'feishu', tenant_key: 't', open_id: 'ou', name: 'Anna Chen' };
  const token = sandbox.tokenFor('Anna Chen', sandbox.apps[app]?.app_id);
  let session: Session = { account, access_token: token, expiresAt: 0, version: 'v2', scopes: [] };
  const grant = async (): Promise<Grant> => ({ api: sandbox.address, token, session });
  const sessions = {
    ...{ current: async () => session, grant, ready: grant, renew: grant },
    learn: async (_: unknown, lesson: Partial<Session>) => {
      session = { ...session, ...lesson };
    },
  } as Partial<Sessions> as Sessions;
  const transport = { fetch, now: Date.now };
  const remote = openRemote({ sessions, limiter: { run: (_, __, call) => call() }, transport });
  const guid = sample(sandbox, 'plain');
  return {
    read: () => remote.get(account, guid),
    edit: () => remote.patch(account, guid, { summary: 'x' }),
    complete: () => remote.patch(account, guid, { completed_at: '1700000000000' }),
    get session() {
      return session;
    },
    get reach() {
      return reachOfSession(session);
    },
  };
}
const [FULL, LEGACY, READER] = [0, 1, 2];

describe('what a pasted token may do', () => {
  it('is everything until something is refused', async () => {
    const w = pasted(FULL);
    expect(w.reach).toBe('all');
    await w.edit();
    await w.complete();
    expect(w.reach).toBe('all');
  });

  it('is to read, once a write was refused for want of a scope', async () => {
    const w = pasted(READER);
    await w.read();
    expect(w.reach).toBe('all');
    await expect(w.edit()).rejects.toMatchObject({ failure: { reason: 'scope_not_enabled' } });
    expect(w.reach).toBe('reads');
  });

  it('is learnt by completing as well', async () => {
    const w = pasted(READER);
    await expect(w.complete()).rejects.toMatchObject({ failure: { reason: 'scope_not_enabled' } });
    expect(w.reach).toBe('reads');
  });

  it('is to complete, where v1 answered in its place', async () => {
    const w = pasted(LEGACY);
    await w.read();
    expect([holdsOnlyLegacy(w.session), w.reach]).toEqual([true, 'completes']);
    await w.complete();
    expect(w.reach).toBe('completes');
  });
});
