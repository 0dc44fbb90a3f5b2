import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FailureKind, type FailureReason, isOutage } from '../../../lib/failure';
import { type Endpoint, explain, type Refusal, saysAlreadyCompleted, wantsNewToken } from '../../../lib/feishu/errors';

const ENDPOINTS: Endpoint[] = [
  'v2.get',
  'v2.list',
  'v2.patch',
  'v1.get',
  'v1.complete',
  'v1.uncomplete',
  'user_info',
  'token',
  'revoke',
];
const NOW = 1_700_000_000_000;

describe('explain', () => {
  it.each<[Endpoint, number, number, FailureKind, FailureReason]>([
    ['v2.patch', 400, 1470400, 'invalid', 'invalid_value'],
    ['v2.patch', 403, 1470403, 'forbidden', 'no_edit_right'],
    ['v2.get', 403, 1470403, 'forbidden', 'no_read_right'],
    ['v2.patch', 404, 1470404, 'gone', 'task_gone'],
    ['v2.patch', 500, 1470500, 'server', 'server_error'],
    // v1 gives the same numbers other meanings.
    ['v1.complete', 401, 1470403, 'forbidden', 'wrong_token'],
    ['v1.uncomplete', 403, 1470403, 'forbidden', 'wrong_token'],
    ['v1.complete', 400, 1470404, 'forbidden', 'no_edit_right'],
    ['v1.uncomplete', 400, 1470432, 'forbidden', 'no_read_right'],
    ['v1.complete', 429, 1470450, 'limited', 'rate_limited'],
    ['v1.uncomplete', 400, 1470450, 'limited', 'rate_limited'],
    ['v1.uncomplete', 400, 1470451, 'limited', 'task_busy'],
    ['v1.uncomplete', 400, 1470602, 'invalid', 'invalid_id'],
    ['v1.complete', 500, 1470604, 'server', 'completion_failed'],
    ['v2.get', 429, 99991400, 'limited', 'rate_limited'],
    ['v2.get', 400, 99991400, 'limited', 'rate_limited'],
    ['v2.get', 400, 99991403, 'limited', 'quota_used_up'],
    ['v2.get', 400, 99991672, 'forbidden', 'scope_not_enabled'],
    ['v2.get', 400, 99991679, 'forbidden', 'scope_not_granted'],
    ['v2.get', 400, 99991668, 'signed-out', 'session_expired'],
    ['v2.get', 401, 99991677, 'signed-out', 'session_expired'],
    ['user_info', 200, 20005, 'signed-out', 'token_refused'],
    ['token', 400, 20002, 'signed-out', 'wrong_secret'],
    ['token', 400, 20065, 'signed-out', 'code_refused'],
    ['token', 400, 20073, 'signed-out', 'session_expired'],
    ['token', 500, 20050, 'server', 'server_error'],
    ['token', 503, 20072, 'server', 'server_error'],
    ['token', 400, 20074, 'signed-out', 'no_refresh_token'],
  ])('%s, HTTP %i, code %i is %s: %s', (endpoint, status, code, kind, reason) => {
    expect(explain(endpoint, { status, body: { code, msg: 'm' } }, NOW)).toMatchObject({ kind, reason, code });
  });

  const PAGE = { html: true } as const;
  const CODE = (code: number) => ({ body: { code, msg: 'm' } });
  it.each<[string, number, Partial<Refusal>, FailureKind, FailureReason]>([
    // Nobody refused: it is tried again.
    ['a sign-in page of the network', 200, PAGE, 'server', 'not_json'],
    ['a redirect that was not followed', 0, {}, 'server', 'not_json'],
    ['an empty or broken body', 200, {}, 'server', 'not_json'],
    ['a page of a gateway that knows no such path', 404, PAGE, 'server', 'not_json'],
    ['a page of a firewall', 403, PAGE, 'server', 'not_json'],
    ['a proxy that wants a password', 407, PAGE, 'server', 'not_json'],
    ['a proxy that says 401', 401, PAGE, 'server', 'not_json'],
    ['JSON without a code', 200, { body: { msg: 'hello' } }, 'server', 'unexpected_answer'],
    ['a request that took too long', 408, PAGE, 'offline', 'timeout'],
    ['a misdirected request', 421, PAGE, 'server', 'server_error'],
    ['a request that came too early', 425, {}, 'server', 'server_error'],
    ['a limit without a code', 429, PAGE, 'limited', 'rate_limited'],
    ...[500, 501, 502, 503, 504, 508, 520, 521, 522, 523, 524, 525, 526, 530, 599].flatMap(
      (status): [string, number, Partial<Refusal>, FailureKind, FailureReason][] => [
        ['a page', status, PAGE, 'server', 'server_error'],
        ['nothing', status, {}, 'server', 'server_error'],
        ['a code that nobody knows', status, CODE(7), 'server', 'server_error'],
        ['1470500', status, CODE(1470500), 'server', 'server_error'],
      ],
    ),
    // Feishu's own form: a refusal, or what may be one.
    ['a code that nobody knows', 400, CODE(7), 'server', 'unknown'],
    ['a code that nobody knows', 200, CODE(7), 'server', 'unknown'],
    ['JSON without a code', 401, { body: { msg: 'no' } }, 'signed-out', 'session_expired'],
  ])('%s, HTTP %i', (_, status, refusal, kind, reason) => {
    const endpoints: Endpoint[] = ['v2.get', 'v2.patch', 'v1.complete', 'token'];
    for (const endpoint of endpoints) {
      const failure = explain(endpoint, { status, ...refusal }, NOW);
      expect(failure).toMatchObject({ kind, reason, ...(kind === 'server' && { status }) });
      expect(isOutage(failure)).toBe(kind === 'server' && reason !== 'unknown');
    }
  });

  it('has an answer for everything', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ENDPOINTS),
        fc.integer({ min: 0, max: 599 }),
        fc.option(
          fc.dictionary(fc.constantFrom('code', 'msg', 'error', 'log_id', 'error_description'), fc.anything()),
          {
            nil: undefined,
          },
        ),
        fc.option(fc.integer({ min: 1000, max: 60_000 }), { nil: undefined }),
        (endpoint, status, body, waitMs) => {
          const refusal = { status, ...(body && { body }), ...(waitMs !== undefined && { waitMs }) };
          const failure = explain(endpoint, refusal, NOW);
          expect(failure.kind).toBeTruthy();
          expect(failure.reason).toBeTruthy();
          if (failure.retryAt !== undefined) {
            expect(failure.kind).toBe('limited');
            expect(failure.retryAt).toBe(NOW + (waitMs ?? 0));
          }
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('takes no error name for one of its own', () => {
    const failure = explain('token', { status: 400, body: { error: 'toString' } }, NOW);
    expect(failure).toMatchObject({ kind: 'server', reason: 'unknown' });
  });

  it('waits as long as the server says', () => {
    const failure = explain('v2.get', { status: 429, waitMs: 52_000, body: { code: 99991400 } }, NOW);
    expect(failure.retryAt).toBe(NOW + 52_000);
  });

  it('names the missing scopes', () => {
    const violations = [{ type: 'action_scope_required', subject: 'task:task:write' }];
    const body = { code: 99991672, msg: 'Access denied', error: { permission_violations: violations, log_id: 'L1' } };
    expect(explain('v2.patch', { status: 400, body }, NOW)).toMatchObject({ detail: 'task:task:write', log_id: 'L1' });
  });

  it('knows what a new token may cure, and an already completed task', () => {
    const expired = explain('v2.get', { status: 401, body: { code: 99991677 } }, NOW);
    expect(wantsNewToken(expired)).toBe(true);
    expect(wantsNewToken(explain('v2.get', { status: 403, body: { code: 1470403 } }, NOW))).toBe(false);
    const msg = "Invalid Param 'task.completed_at', cannot set non-zero completed_at for a completed task";
    expect(saysAlreadyCompleted(explain('v2.patch', { status: 400, body: { code: 1470400, msg } }, NOW))).toBe(true);
  });
});
