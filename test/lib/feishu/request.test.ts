import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FailureError } from '../../../lib/failure';
import { hostsOf } from '../../../lib/feishu/brands';
import { getField, listFields } from '../../../lib/feishu/custom-fields';
import { completeLegacy, getLegacyTask, uncompleteLegacy } from '../../../lib/feishu/legacy';
import { authorizeUrl } from '../../../lib/feishu/oauth';
import { apiUrl, type Transport } from '../../../lib/feishu/request';
import { getTask, patchTask } from '../../../lib/feishu/tasks';
import { isGuid, parseTaskId, taskLinkUrl } from '../../../lib/task/applink';

const api = 'https://open.feishu.cn';
const access = { api, token: 'u-token' };
const GUID = 'd300a75f-c56a-4be9-80d1-e47653028ceb';

/** Ids as somebody would write them who wants a call to go elsewhere. */
const HOSTILE = [
  '',
  '.',
  '..',
  '../v1/tasks/x',
  '..%2f..%2fauthen',
  '%2e%2e',
  '.%2e/..',
  'a/../../b',
  'a\\..\\b',
  `${GUID}/complete`,
  `${GUID}?user_id_type=user_id`,
  `${GUID}#`,
  `${GUID}&x=y`,
  `${GUID}\n`,
  `\t${GUID}`,
  ` ${GUID}`,
  `${GUID}\0`,
  `${GUID};a=b`,
  '//evil.example',
  '/\\evil.example',
  'https://evil.example/',
  '@evil.example',
  'user:pw@evil.example',
  ':8443',
  'javascript:alert(1)',
  'ｄ300a75f',
  'а-cyrillic',
  'd300a75f\u200b',
  '\u202ed300',
  '\ud800',
  'x'.repeat(101),
  '[::1]',
  '%00',
  '{}',
  'a b',
  'a+b',
  '..;/',
];

/** Every call that carries an id in its address. */
const CALLS: readonly (readonly [string, (transport: Transport, id: string) => Promise<unknown>])[] = [
  ['getTask', (transport, id) => getTask(transport, access, id)],
  ['patchTask', (transport, id) => patchTask(transport, access, id, { task: {}, update_fields: [] })],
  ['getLegacyTask', (transport, id) => getLegacyTask(transport, access, id)],
  ['completeLegacy', (transport, id) => completeLegacy(transport, access, id)],
  ['uncompleteLegacy', (transport, id) => uncompleteLegacy(transport, access, id)],
  ['getField', (transport, id) => getField(transport, access, id)],
  ['listFields', (transport, id) => listFields(transport, access, id)],
];

function recorder() {
  const urls: string[] = [];
  const transport: Transport = {
    now: () => 0,
    fetch: async (url) => {
      urls.push(String(url));
      return new Response('{"code":0,"data":{}}');
    },
  };
  return { urls, transport };
}

/** How a call ended that must not have gone out. */
async function reasonOf(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return error instanceof FailureError ? error.failure.reason : String(error);
  }
}

/** Generated ids: any text, hostile pieces glued together, and a good id with something in it. */
const anyId = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.array(fc.constantFrom(...HOSTILE, GUID, 'a', '-', '_'), { maxLength: 6 }).map((parts) => parts.join('')),
  fc
    .tuple(fc.nat(35), fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }))
    .map(([at, text]) => GUID.slice(0, at) + text + GUID.slice(at)),
);

describe('an id', () => {
  it.each(HOSTILE)('%j is refused before anything else', async (id) => {
    expect(isGuid(id)).toBe(false);
    for (const [, call] of CALLS) {
      const { urls, transport } = recorder();
      expect([await reasonOf(call(transport, id)), urls]).toEqual(['invalid_id', []]);
    }
    const typed = parseTaskId(id);
    expect(typed === undefined || isGuid(typed.guid)).toBe(true);
  });

  it('of any shape is refused, or stays one segment or one parameter of the right host', async () => {
    await fc.assert(
      fc.asyncProperty(anyId, async (id) => {
        for (const [name, call] of CALLS) {
          const { urls, transport } = recorder();
          const reason = await reasonOf(call(transport, id));
          if (!isGuid(id)) {
            expect([reason, urls]).toEqual(['invalid_id', []]);
            continue;
          }
          expect(urls).toHaveLength(1);
          const url = new URL(urls[0] as string);
          expect([url.origin, url.username, url.password, url.hash]).toEqual([api, '', '', '']);
          expect(url.pathname).toMatch(/^\/open-apis\/task\/v[12]\/(tasks|custom_fields)(\/|$)/);
          const place = name === 'listFields' ? url.searchParams.get('resource_id') : url.pathname.split('/')[5];
          expect(place).toBe(id);
        }
      }),
      { numRuns: 2_000 },
    );
  }, 60_000);

  it('of any shape makes a link to its own task and nothing else', () => {
    fc.assert(
      fc.property(
        anyId.filter((id) => id.isWellFormed()),
        fc.constantFrom('feishu', 'lark'),
        (guid, brand) => {
          const url = new URL(taskLinkUrl({ guid, brand: brand as 'feishu' | 'lark' }));
          expect(url.origin).toMatch(/^https:\/\/applink\.(feishu\.cn|larksuite\.com)$/);
          expect([url.pathname, url.hash]).toEqual(['/client/todo/detail', '']);
          expect([...url.searchParams]).toEqual([['guid', guid]]);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

describe('the address of a call', () => {
  it.each([
    ['another path', api, ['open-apis', 'im', 'v1', 'messages']],
    ['no path', api, []],
    ['a path of hosts', api, ['task', 'v2', 'tasks', GUID]],
    ['an origin with a path', `${api}/x`, ['open-apis', 'task', 'v2', 'tasks', GUID]],
    ['an origin with a slash', `${api}/`, ['open-apis', 'task', 'v2', 'tasks', GUID]],
    ['an origin with a user', 'https://a:b@open.feishu.cn', ['open-apis', 'task', 'v2', 'tasks', GUID]],
    ['an origin in capitals', 'https://OPEN.feishu.cn', ['open-apis', 'task', 'v2', 'tasks', GUID]],
  ])('is refused with %s', (_, origin, segments) => {
    expect(() => apiUrl(origin, segments)).toThrow(FailureError);
  });

  it('holds exactly the parameters that were given, whatever is in them', () => {
    const value = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => text.isWellFormed());
    fc.assert(
      fc.property(value, value, (page_token, resource_id) => {
        const query = { page_token, resource_id, user_id_type: 'open_id' };
        const url = apiUrl(api, ['open-apis', 'task', 'v2', 'custom_fields'], query);
        expect(Object.fromEntries(url.searchParams)).toEqual(query);
        expect([url.origin, url.pathname, url.hash]).toEqual([api, '/open-apis/task/v2/custom_fields', '']);
        expect([...url.searchParams]).toHaveLength(3);
      }),
      { numRuns: 10_000 },
    );
  });

  it('of a sign-in cannot be bent by what an app is called', () => {
    const hosts = hostsOf('feishu');
    if (!hosts) throw new Error('no hosts');
    for (const app_id of HOSTILE.filter((id) => id.isWellFormed())) {
      const ask = { app_id, redirect_uri: 'https://x.example/', scopes: ['a', 'b'], state: 's', challenge: 'c' };
      const url = authorizeUrl(hosts, ask);
      expect(url.origin + url.pathname).toBe('https://accounts.feishu.cn/open-apis/authen/v1/authorize');
      expect(url.searchParams.get('client_id')).toBe(app_id);
      expect([...url.searchParams.keys()]).toHaveLength(7);
    }
  });
});

describe('a task', () => {
  /** As v1 or v2 answers. */
  const answering = (task: object): Transport => ({
    now: () => 0,
    fetch: async () => Response.json({ code: 0, data: { task } }),
  });

  it('says that v1 has told it, since a mode that is not told says nothing', async () => {
    const old = { summary: 'A', complete_time: '1700000000', update_time: '1700000001' };
    const told = { summary: 'A', status: 'done', completed_at: '1700000000000', updated_at: '1700000001000' };
    expect(await getLegacyTask(answering(old), access, GUID)).toMatchObject({ ...told, legacy: true });
    expect(await getTask(answering(told), access, GUID)).not.toHaveProperty('legacy');
  });
});
