import { describe, expect, it, vi } from 'vitest';
import { apiUrl, send, type Transport } from '../../../lib/feishu/request';

const url = apiUrl('https://open.feishu.cn', ['open-apis', 'task', 'v2', 'tasks', 'guid-1']);

async function told(answer: () => Response | Promise<Response>) {
  const failed = vi.fn<NonNullable<Transport['failed']>>();
  const transport: Transport = { fetch: async () => answer(), now: () => 1, failed };
  await send(transport, { endpoint: 'v2.get', method: 'GET', url }).catch(() => undefined);
  return failed.mock.calls;
}

describe('a call', () => {
  it('that fails is told of once, with its status', async () => {
    const calls = await told(() => Response.json({ code: 1470404, msg: 'no such task' }, { status: 404 }));
    expect(calls).toEqual([['v2.get', expect.objectContaining({ kind: 'gone', code: 1470404 }), 404]]);
  });

  it('that was never answered has no status', async () => {
    expect(await told(() => Promise.reject(new TypeError('failed to fetch')))).toEqual([
      ['v2.get', { kind: 'offline', reason: 'no_network' }, undefined],
    ]);
  });

  it('that went well is not told of', async () => {
    expect(await told(() => Response.json({ code: 0, data: {} }))).toEqual([]);
  });
});
