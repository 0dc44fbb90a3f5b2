import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type Failure, FailureError, type FailureKind, type FailureReason } from '../../../lib/failure';
import { type Endpoint, saysAlreadyCompleted } from '../../../lib/feishu/errors';
import { send, type Transport } from '../../../lib/feishu/request';
import { waitIn } from '../../../lib/feishu/waits';

const NOW = 1_700_000_000_000;
const ENDPOINTS: Endpoint[] = [
  'v2.get',
  'v2.list',
  'v2.patch',
  'v2.field',
  'v2.fields',
  'v1.get',
  'v1.complete',
  'v1.uncomplete',
  'user_info',
  'token',
  'revoke',
];
const WRITES: readonly Endpoint[] = ['v2.patch', 'v1.complete', 'v1.uncomplete'];
const BIG = 4_000_001;

/** The ways a call can end besides "ok", each by what tells it. Every failure is exactly one of them. */
const OUTCOMES: Readonly<Record<string, (failure: Failure) => boolean>> = {
  already: saysAlreadyCompleted,
  throttled: ({ kind }) => kind === 'limited',
  'sign in': ({ kind, reason }) =>
    kind === 'signed-out' && reason !== 'scope_not_enabled' && reason !== 'scope_not_granted',
  scope: ({ reason }) => reason === 'scope_not_enabled' || reason === 'scope_not_granted',
  'no right': ({ kind, reason }) =>
    kind === 'forbidden' && reason !== 'scope_not_enabled' && reason !== 'scope_not_granted',
  gone: ({ kind }) => kind === 'gone',
  'invalid field': (failure) => failure.kind === 'invalid' && !saysAlreadyCompleted(failure),
  server: ({ kind, reason }) => kind === 'server' && reason !== 'unknown',
  network: ({ kind, reason }) => kind === 'offline' && reason !== 'answer_lost',
  ambiguous: ({ reason }) => reason === 'answer_lost',
  unknown: ({ kind, reason }) => kind === 'server' && reason === 'unknown',
};

const outcomesOf = (failure: Failure) => Object.keys(OUTCOMES).filter((name) => OUTCOMES[name]?.(failure));

const URL_OF = new URL('https://open.example.test/open-apis/x');
const ask = (endpoint: Endpoint, fetch: Transport['fetch']) =>
  send({ fetch, now: () => NOW }, { endpoint, method: 'GET', url: URL_OF });
const failureOf = (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => {
      throw new Error('It was not refused.');
    },
    (error: unknown) => {
      if (error instanceof FailureError) return error.failure;
      throw error;
    },
  );

type Content = { readonly text: string } | { readonly breaks: string } | { readonly size: number };

/** A body that comes in pieces, breaks off, or is too long, whatever its header says. */
function bodyOf(content: Content): BodyInit {
  if ('text' in content) return content.text;
  let left = 'size' in content ? content.size : 1;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if ('breaks' in content) {
        if (left-- > 0) controller.enqueue(new TextEncoder().encode(content.breaks));
        else controller.error(new TypeError('terminated'));
        return;
      }
      const piece = Math.min(left, 1_000_000);
      if (piece === 0) return controller.close();
      left -= piece;
      controller.enqueue(new Uint8Array(piece).fill(32));
    },
  });
}

const codes = fc.oneof(
  fc.constantFrom(
    0,
    1470400,
    1470403,
    1470404,
    1470500,
    99991400,
    99991403,
    99991672,
    99991677,
    99991679,
    20073,
    20050,
  ),
  fc.integer(),
  fc.anything(),
);
const json = fc.oneof(
  fc.record({ code: codes, msg: fc.anything(), error: fc.anything(), data: fc.anything() }, { requiredKeys: [] }),
  fc.record({ code: codes, msg: fc.constant('cannot set non-zero completed_at for a completed task') }),
  fc.record({ access_token: fc.anything(), expires_in: fc.anything() }),
  fc.jsonValue(),
);
const contents: fc.Arbitrary<Content> = fc.oneof(
  { weight: 8, arbitrary: json.map((value) => ({ text: toText(value) })) },
  { weight: 3, arbitrary: fc.string().map((text) => ({ text })) },
  { weight: 2, arbitrary: fc.string().map((breaks) => ({ breaks })) },
);

function toText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '{"code":';
  }
}

describe('an answer', () => {
  it('is a success only as one object with code 0 and HTTP 2xx; everything else is exactly one kind of failure', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ENDPOINTS),
        fc.constantFrom(200, 201, 299, 300, 302, 400, 401, 403, 404, 418, 429, 500, 502, 503, 504, 599),
        contents,
        fc.option(fc.string({ unit: 'grapheme-ascii' }), { nil: undefined }),
        async (endpoint, status, content, wait) => {
          const headers = new Headers();
          if (wait !== undefined) headers.set('x-ogw-ratelimit-reset', wait);
          const answer = ask(endpoint, async () => new Response(bodyOf(content), { status, headers }));
          const [body, failure] = await answer.then(
            (got) => [got, undefined] as const,
            (error: unknown) => [undefined, error] as const,
          );
          if (body) {
            expect(status).toBeLessThan(300);
            const isBare = body.code === undefined && (endpoint === 'token' || endpoint === 'revoke');
            if (!isBare) expect(body.code).toBe(0);
            return;
          }
          expect(failure).toBeInstanceOf(FailureError);
          const said = (failure as FailureError).failure;
          expect(outcomesOf(said)).toHaveLength(1);
          const isCut = 'breaks' in content && status < 300;
          if (isCut) expect(outcomesOf(said)).toEqual([WRITES.includes(endpoint) ? 'ambiguous' : 'network']);
          if (said.retryAt !== undefined) {
            expect(said.retryAt).toBeGreaterThanOrEqual(NOW + 1000);
            expect(said.retryAt).toBeLessThanOrEqual(NOW + 60_000);
          }
        },
      ),
      { numRuns: 10_000 },
    );
  }, 120_000);

  it.each<[string, Endpoint, unknown, string, FailureReason]>([
    ['no network', 'v2.get', new TypeError('Failed to fetch'), 'network', 'no_network'],
    ['no answer in time', 'v2.get', new DOMException('late', 'TimeoutError'), 'network', 'timeout'],
    ['no network on a change', 'v2.patch', new TypeError('Failed to fetch'), 'ambiguous', 'answer_lost'],
    ['no answer to a change', 'v1.complete', new DOMException('late', 'TimeoutError'), 'ambiguous', 'answer_lost'],
    ['something that is no error', 'v2.get', undefined, 'network', 'no_network'],
  ])('%s', async (_, endpoint, thrown, outcome, reason) => {
    const failure = await failureOf(ask(endpoint, () => Promise.reject(thrown)));
    expect(outcomesOf(failure)).toEqual([outcome]);
    expect(failure.reason).toBe(reason);
  });

  it('over the cap is not read to its end, whatever length its header tells', async () => {
    let pulled = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(1_000_000).fill(32));
        },
      });
    const headers = { 'Content-Length': '2', 'Content-Type': 'application/json' };
    expect(await failureOf(ask('v2.get', async () => new Response(endless(), { headers })))).toMatchObject({
      kind: 'server',
      reason: 'not_json',
    });
    expect(pulled).toBeLessThan(8);
    const fits = JSON.stringify({ code: 0, pad: 'x'.repeat(3_900_000) });
    expect(await ask('v2.get', async () => new Response(fits))).toMatchObject({ code: 0 });
    expect((await failureOf(ask('v2.get', async () => new Response(bodyOf({ size: BIG }))))).reason).toBe('not_json');
  });

  it.each<[number, FailureKind, FailureReason]>([
    [429, 'limited', 'rate_limited'],
    [401, 'signed-out', 'session_expired'],
    [500, 'server', 'server_error'],
  ])('HTTP %i whose words broke off is judged by its status', async (status, kind, reason) => {
    const failure = await failureOf(ask('v2.patch', async () => new Response(bodyOf({ breaks: '{"co' }), { status })));
    expect(failure).toMatchObject({ kind, reason });
  });
});

describe('a redirect', () => {
  let server: Server;
  afterEach(() => void server.close());

  it.each([301, 302, 303, 307, 308])('%i is not followed, and takes no token along', async (status) => {
    const paths: (string | undefined)[] = [];
    server = createServer((request, response) => {
      paths.push(request.url);
      if (request.url === '/elsewhere') response.end('{"code":0,"access_token":"x","expires_in":1}');
      else response.writeHead(status, { Location: '/elsewhere' }).end();
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/first`);
    for (const endpoint of ENDPOINTS)
      expect(
        await failureOf(send({ fetch, now: () => NOW }, { endpoint, method: 'POST', url, token: 't', json: {} })),
      ).toMatchObject({ kind: 'server', reason: 'not_json' });
    expect(new Set(paths)).toEqual(new Set(['/first']));
  });
});

describe('how long to wait', () => {
  const date = new Date(NOW).toUTCString();
  const seconds = (headers: Record<string, string>) => {
    const wait = waitIn(new Headers(headers), NOW);
    return wait === undefined ? undefined : wait / 1000;
  };

  it.each<[string, Record<string, string>, number | undefined]>([
    ['seconds', { 'x-ogw-ratelimit-reset': '52' }, 52],
    ['the platform’s header before the general one', { 'x-ogw-ratelimit-reset': '5', 'retry-after': '9' }, 5],
    ['the general one where the platform’s makes no sense', { 'x-ogw-ratelimit-reset': 'soon', 'retry-after': '9' }, 9],
    ['a date', { 'retry-after': new Date(NOW + 30_000).toUTCString(), date }, 30],
    [
      'a date by the server’s clock',
      { 'retry-after': new Date(NOW + 86_430_000).toUTCString(), date: new Date(NOW + 86_400_000).toUTCString() },
      30,
    ],
    ['milliseconds', { 'x-ogw-ratelimit-reset': '52000' }, 52],
    ['a part of a second', { 'x-ogw-ratelimit-reset': '0.2' }, 1],
    ['an hour', { 'x-ogw-ratelimit-reset': '3600' }, 60],
    ['for ever', { 'x-ogw-ratelimit-reset': '9'.repeat(400) }, 60],
    ['a moment since 1970', { 'x-ogw-ratelimit-reset': '1700000000' }, 60],
    ['nothing', {}, undefined],
    ['zero', { 'x-ogw-ratelimit-reset': '0' }, undefined],
    ['less than nothing', { 'x-ogw-ratelimit-reset': '-5' }, undefined],
    ['no number', { 'x-ogw-ratelimit-reset': 'NaN' }, undefined],
    ['a date that is past', { 'retry-after': new Date(NOW - 1000).toUTCString(), date }, undefined],
  ])('%s', (_, headers, wait) => {
    expect(seconds(headers)).toBe(wait);
  });
});
