import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, ask, consent, REDIRECT, sample } from './client';
import type { Misbehaviour } from './model';
import { type Sandbox, startSandbox } from './server';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

function patch(summary = 'changed'): Promise<Answer> {
  const json = { task: { summary }, update_fields: ['summary'] };
  const path = `/open-apis/task/v2/tasks/${sample(sandbox, 'plain')}`;
  return ask(sandbox, path, { method: 'PATCH', token: sandbox.tokenFor('Anna Chen'), json });
}

describe('faults', () => {
  it.each<[Misbehaviour, number]>([
    [{ how: 'drop-before' }, 0],
    [{ how: 'drop-after' }, 1],
  ])('%j: the connection breaks, and %i change is applied', async (rule, writes) => {
    sandbox.misbehave({ ...rule, times: 1 });
    await expect(patch()).rejects.toThrow();
    expect(sandbox.writes).toHaveLength(writes);
    expect(sandbox.requests.at(-1)).toMatchObject({ api: 'task.v2.patch', status: 0, code: undefined });
    expect((await patch()).body.code).toBe(0);
  });

  it.each<[Misbehaviour, number, string, string]>([
    [{ how: 'status' }, 500, 'application/json', '"code":1470500'],
    [{ how: 'status', status: 503, code: 2200, msg: 'busy' }, 503, 'application/json', '"code":2200,"msg":"busy"'],
    [{ how: 'status', status: 502, body: 'Bad Gateway' }, 502, 'application/json', 'Bad Gateway'],
    [{ how: 'broken-json' }, 200, 'application/json', '{"code":0,'],
    [{ how: 'html' }, 200, 'text/html', '<!doctype html>'],
    [{ how: 'rate-limited', ms: 2_500 }, 429, 'application/json', '"code":99991400'],
    [{ how: 'rate-limited', status: 400 }, 400, 'application/json', '"code":99991400'],
  ])('%j', async (rule, status, type, text) => {
    for (const when of ['before', 'after'] as const) {
      sandbox.misbehave({ ...rule, when, times: 1 });
      const answer = await patch();
      expect(answer.status).toBe(status);
      expect(answer.headers['content-type']).toContain(type);
      expect(answer.text).toContain(text);
      if (rule.ms) expect(answer.headers['x-ogw-ratelimit-reset']).toBe('3');
      expect(sandbox.writes).toHaveLength(when === 'before' ? 0 : 1);
    }
  });

  it('answers flat at the token endpoints', async () => {
    sandbox.misbehave({ api: 'oauth.v2.token', how: 'status', times: 1 });
    const { status, body } = await ask(sandbox, '/open-apis/authen/v2/oauth/token', { json: {} });
    expect(status).toBe(500);
    expect(body).toEqual({ code: 20050, error: 'server_error', error_description: 'Server error.' });
  });

  it('delays before or after applying', async () => {
    sandbox.misbehave({ how: 'delay', ms: 1_000, times: 1 });
    const late = patch();
    await expect.poll(() => sandbox.requests.length).toBe(1);
    expect(sandbox.writes).toHaveLength(0);
    await late;
    sandbox.misbehave({ how: 'delay', ms: 1_000, when: 'after', times: 1 });
    let answered = false;
    const held = patch('again').then(() => {
      answered = true;
    });
    await expect.poll(() => sandbox.writes.length, { interval: 10 }).toBe(2);
    expect(answered).toBe(false);
    await held;
  });

  it('hangs until the caller gives up', async () => {
    sandbox.misbehave({ how: 'hang', times: 1 });
    const path = `${sandbox.address}/open-apis/task/v2/tasks/${sample(sandbox, 'plain')}`;
    await expect(fetch(path, { signal: AbortSignal.timeout(200) })).rejects.toThrow();
    expect(sandbox.requests).toMatchObject([{ status: 0 }]);
  });

  it('hits the endpoint or path it names, as often as told, until undone', async () => {
    sandbox.misbehave({ api: 'task.v2.get', how: 'html' });
    sandbox.misbehave({ path: /\/authen\//, how: 'html' });
    expect((await patch()).status).toBe(200);
    const undo = sandbox.misbehave({ api: 'task.v2.patch', how: 'status', times: 2 });
    expect([(await patch()).status, (await patch()).status, (await patch()).status]).toEqual([500, 500, 200]);
    undo();
    const undoAll = sandbox.misbehave({ how: 'status' });
    expect((await patch()).status).toBe(500);
    undoAll();
    expect((await patch()).status).toBe(200);
    expect((await ask(sandbox, '/open-apis/authen/v1/user_info')).text).toContain('<!doctype html>');
  });

  it('loses the answer of a refresh: the old token is spent all the same', async () => {
    const { app_id: client_id, app_secret: client_secret } = sandbox.apps[0] ?? {};
    const token = (more: Record<string, unknown>) =>
      ask(sandbox, '/open-apis/authen/v2/oauth/token', { json: { client_id, client_secret, ...more } });
    sandbox.misbehave({ how: 'lost-refresh', times: 1 });
    const url = await consent(sandbox, { user: 'Anna Chen' });
    const code = url.searchParams.get('code');
    const signedIn = await token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT });
    const refresh = { grant_type: 'refresh_token', refresh_token: signedIn.body.refresh_token };
    await expect(token(refresh)).rejects.toThrow();
    expect((await token(refresh)).body.code).toBe(20073);
  });
});
