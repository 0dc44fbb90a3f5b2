import { createHash, X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, sample } from './client';
import { type Sandbox, startSandbox } from './server';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ tls: true, redirectUris: ['https://abc.chromiumapp.org/'] });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const get = (token: string) => ask(sandbox, `/open-apis/task/v2/tasks/${sample(sandbox, 'plain')}?a=1`, { token });

describe('sandbox', () => {
  it('logs each request, with tokens shortened', async () => {
    const token = sandbox.tokenFor('Anna Chen');
    await get(token);
    expect(sandbox.requests).toMatchObject([
      {
        method: 'GET',
        query: { a: '1' },
        status: 200,
        code: 0,
        user: 'Anna Chen',
        api: 'task.v2.get',
        body: undefined,
      },
    ]);
    expect(JSON.stringify(sandbox.requests)).not.toContain(token);
    expect(sandbox.requests[0]?.headers.authorization).toBe(`…${token.slice(-4)}`);
  });

  it('changes a task as if in Feishu itself, and logs it without a user', () => {
    const guid = sample(sandbox, 'plain');
    sandbox.shiftClock(60_000);
    const before = Number(sandbox.task(guid)?.updated_at);
    sandbox.edit(guid, { summary: 'Other', completed_at: '5000' });
    expect(sandbox.task(guid)).toMatchObject({ summary: 'Other', status: 'done' });
    expect(Number(sandbox.task(guid)?.updated_at)).toBeGreaterThan(before);
    expect(sandbox.writes).toMatchObject([
      { user: '', api: 'outside', fields: [{ name: 'summary' }, { name: 'completed_at' }] },
    ]);
  });

  it('tells its own time', async () => {
    sandbox.shiftClock(-86_400_000);
    const { headers } = await get(sandbox.tokenFor('Anna Chen'));
    expect(Math.abs(Date.parse(String(headers.date)) - (Date.now() - 86_400_000))).toBeLessThan(60_000);
  });

  it('goes back to the seed, with or without its tokens', async () => {
    const token = sandbox.tokenFor('Anna Chen');
    const { requests, writes, tasks } = sandbox;
    sandbox.edit(sample(sandbox, 'plain'), { summary: 'Other' });
    sandbox.misbehave({ how: 'html' });
    await get(token);
    sandbox.reset({ tokens: true });
    expect([requests.length, writes.length]).toEqual([0, 0]);
    expect((await get(token)).body).toMatchObject({ code: 0, data: { task: { summary: 'Write the release notes' } } });
    expect(requests).toHaveLength(1);
    sandbox.reset();
    expect((await get(token)).body.code).toBe(99991668);
    expect(sandbox.tasks).toBe(tasks);
  });

  it('shares nothing with another sandbox, except the fixed guids', async () => {
    const other = await startSandbox();
    try {
      expect(other.tasks.map((task) => task.guid)).toEqual(sandbox.tasks.map((task) => task.guid));
      other.edit(sample(other, 'plain'), { summary: 'Other' });
      expect(sandbox.task(sample(sandbox, 'plain'))?.summary).toBe('Write the release notes');
      expect((await ask(other, '/open-apis/task/v2/tasks', { token: sandbox.tokenFor('Anna Chen') })).body.code).toBe(
        99991668,
      );
    } finally {
      await other.close();
    }
  });

  it('has a certificate for both brands, loopback and the pages of tests', async () => {
    const { port, cert, spki } = sandbox.tls ?? { port: 0, cert: '', spki: '' };
    const socket = connect({ host: '127.0.0.1', port, servername: 'accounts.larksuite.com', ca: cert });
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve);
      socket.once('error', reject);
    });
    expect(socket.authorized).toBe(true);
    const peer = new X509Certificate(socket.getPeerCertificate(false).raw);
    socket.destroy();
    const hash = createHash('sha256').update(peer.publicKey.export({ type: 'spki', format: 'der' }));
    expect(hash.digest('base64')).toBe(spki);
    for (const host of ['open.feishu.cn', 'applink.larksuite.com', 'localhost', 'a.example.com', 'b.example.test']) {
      expect(peer.checkHost(host)).toBeDefined();
    }
    expect(peer.checkIP('127.0.0.1')).toBeDefined();
  });

  it('has samples of both brands, each with a link of its own brand', () => {
    for (const { guid, url, brand } of sandbox.tasks) {
      const host = brand === 'lark' ? 'applink.larksuite.com' : 'applink.feishu.cn';
      expect(url).toMatch(new RegExp(`^https://${host}/client/todo/detail\\?guid=${guid}&suite_entity_num=t\\d+$`));
    }
    expect(new Set(sandbox.tasks.map(({ guid }) => guid)).size).toBe(sandbox.tasks.length);
    expect(sandbox.tasks.filter(({ brand }) => brand === 'lark').length).toBeGreaterThanOrEqual(5);
    expect([...(sandbox.tasks.find(({ key }) => key === 'long-title')?.summary ?? '')]).toHaveLength(3_000);
  });
});
