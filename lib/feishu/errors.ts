import type { Failure, FailureKind, FailureReason } from '../failure';

/** The calls we make; the same code means different things on different ones (feishu-task-api §1, §3.12, §6.2). */
export type Endpoint =
  | 'v2.get'
  | 'v2.list'
  | 'v2.patch'
  | 'v1.get'
  | 'v1.complete'
  | 'v1.uncomplete'
  | 'user_info'
  | 'token'
  | 'revoke';

/** What came back instead of a success. `body` is the parsed JSON object, or nothing when there was none to read. */
export interface Refusal {
  readonly status: number;
  readonly body?: ErrorBody;
  /** Seconds to wait, from `x-ogw-ratelimit-reset` or `Retry-After`. */
  readonly waitSeconds?: number;
  readonly log_id?: string;
}

/** feishu-task-api §6.1, and the flat form of the token endpoints (§5.3). Everything is loose: servers differ. */
export interface ErrorBody {
  readonly code?: unknown;
  readonly msg?: unknown;
  readonly error?: unknown;
  readonly error_description?: unknown;
  readonly log_id?: unknown;
}

type Row = readonly [FailureKind, FailureReason];

const GATEWAY: Readonly<Record<number, Row>> = {
  4001: ['signed-out', 'session_expired'],
  10014: ['signed-out', 'account_blocked'],
  10015: ['signed-out', 'wrong_secret'],
  99991400: ['limited', 'rate_limited'],
  1000004: ['limited', 'rate_limited'],
  1000005: ['limited', 'rate_limited'],
  2200: ['server', 'server_error'],
  5000: ['server', 'server_error'],
  1500: ['server', 'server_error'],
  99991401: ['forbidden', 'ip_blocked'],
  99991403: ['limited', 'quota_used_up'],
  99991543: ['signed-out', 'wrong_secret'],
  99991661: ['signed-out', 'session_expired'],
  99991662: ['signed-out', 'account_blocked'],
  99991663: ['signed-out', 'session_expired'],
  99991664: ['signed-out', 'session_expired'],
  99991665: ['signed-out', 'session_expired'],
  99991668: ['signed-out', 'session_expired'],
  99991669: ['signed-out', 'session_expired'],
  99991671: ['signed-out', 'session_expired'],
  99991672: ['forbidden', 'scope_not_enabled'],
  99991673: ['signed-out', 'account_blocked'],
  99991676: ['forbidden', 'scope_not_granted'],
  99991677: ['signed-out', 'session_expired'],
  99991679: ['forbidden', 'scope_not_granted'],
  99992402: ['invalid', 'invalid_value'],
};

const V2: Readonly<Record<number, Row>> = {
  1470400: ['invalid', 'invalid_value'],
  1470403: ['forbidden', 'no_edit_right'],
  1470404: ['gone', 'task_gone'],
  1470422: ['limited', 'rate_limited'],
  1470500: ['server', 'server_error'],
};

/** In v1 1470403 speaks of the token and 1470404 of the right to edit: the opposite of v2. */
const V1: Readonly<Record<number, Row>> = {
  1470403: ['signed-out', 'session_expired'],
  1470404: ['forbidden', 'no_edit_right'],
  1470432: ['forbidden', 'no_read_right'],
  1470450: ['limited', 'rate_limited'],
  1470451: ['limited', 'rate_limited'],
  1470602: ['invalid', 'invalid_id'],
  1470604: ['server', 'server_error'],
};

/** Authorize, token and user_info (feishu-task-api §5.5). */
const OAUTH: Readonly<Record<number, Row>> = {
  20002: ['signed-out', 'wrong_secret'],
  20003: ['signed-out', 'code_refused'],
  20004: ['signed-out', 'code_refused'],
  20005: ['signed-out', 'token_refused'],
  20008: ['signed-out', 'account_blocked'],
  20009: ['signed-out', 'account_blocked'],
  20010: ['signed-out', 'account_blocked'],
  20021: ['signed-out', 'account_blocked'],
  20022: ['signed-out', 'account_blocked'],
  20023: ['signed-out', 'account_blocked'],
  20024: ['signed-out', 'wrong_app'],
  20026: ['signed-out', 'session_expired'],
  20027: ['signed-out', 'scope_not_enabled'],
  20029: ['signed-out', 'redirect_not_listed'],
  20037: ['signed-out', 'session_expired'],
  20048: ['signed-out', 'wrong_app'],
  20049: ['signed-out', 'code_refused'],
  20050: ['server', 'server_error'],
  20064: ['signed-out', 'session_expired'],
  20065: ['signed-out', 'code_refused'],
  20066: ['signed-out', 'account_blocked'],
  20068: ['signed-out', 'scope_not_granted'],
  20069: ['signed-out', 'account_blocked'],
  20071: ['signed-out', 'redirect_not_listed'],
  20072: ['server', 'server_error'],
  20073: ['signed-out', 'session_expired'],
  20074: ['signed-out', 'no_refresh_token'],
  21000: ['signed-out', 'security_policy'],
  21001: ['signed-out', 'security_policy'],
};

/** OAuth's own names, for a token answer without a number (RFC 6749 §5.2). */
const OAUTH_NAMES: Readonly<Record<string, Row>> = {
  invalid_client: ['signed-out', 'wrong_secret'],
  invalid_grant: ['signed-out', 'code_refused'],
  temporarily_unavailable: ['server', 'server_error'],
  server_error: ['server', 'server_error'],
};

/** The longest wait that we take from a server at its word, s: a minute's window and a little. */
const LONGEST_WAIT_S = 120;

/**
 * What a refusal means, by endpoint, code and status; total. The code decides before the status, since one code comes with
 * different statuses (feishu-task-api §6.2). `now` in ms gives `retryAt`.
 */
export function explain(endpoint: Endpoint, refusal: Refusal, now: number): Failure {
  const code = typeof refusal.body?.code === 'number' ? refusal.body.code : undefined;
  const [kind, reason] = rowFor(endpoint, refusal, code);
  const log_id = refusal.log_id ?? logIdIn(refusal.body);
  const detail = detailIn(refusal.body);
  return {
    kind,
    reason,
    ...(code !== undefined && { code }),
    ...(log_id && { log_id }),
    ...(detail && { detail }),
    ...(kind === 'limited' && reason === 'rate_limited' && { retryAt: now + waitMs(refusal.waitSeconds) }),
  };
}

function rowFor(endpoint: Endpoint, { status, body }: Refusal, code: number | undefined): Row {
  const own = endpoint.startsWith('v2') ? V2 : endpoint.startsWith('v1') ? V1 : OAUTH;
  const row = code === undefined ? undefined : (own[code] ?? GATEWAY[code]);
  if (row) return code === 1470403 && endpoint === 'v2.get' ? ['forbidden', 'no_read_right'] : row;
  if (status === 429) return ['limited', 'rate_limited'];
  if (status === 401) return ['signed-out', 'session_expired'];
  if (code === undefined && typeof body?.error === 'string') return OAUTH_NAMES[body.error] ?? ['server', 'unknown'];
  if (code === undefined) return ['server', 'not_json'];
  if (status >= 500) return ['server', 'server_error'];
  return ['server', 'unknown'];
}

function waitMs(seconds: number | undefined): number {
  if (seconds === undefined || !Number.isFinite(seconds)) return 1000;
  return Math.min(Math.max(seconds, 1), LONGEST_WAIT_S) * 1000;
}

function inner(body: ErrorBody | undefined): Record<string, unknown> {
  return typeof body?.error === 'object' && body.error !== null ? (body.error as Record<string, unknown>) : {};
}

function logIdIn(body: ErrorBody | undefined): string | undefined {
  const id = body?.log_id ?? inner(body).log_id;
  return typeof id === 'string' ? id.slice(0, 100) : undefined;
}

/** The missing scopes when the body names them, else the server's message. */
function detailIn(body: ErrorBody | undefined): string | undefined {
  const violations = inner(body).permission_violations;
  const scopes = Array.isArray(violations)
    ? violations
        .map((violation) => (violation as { subject?: unknown } | null)?.subject)
        .filter((it) => typeof it === 'string')
    : [];
  const words = scopes.length > 0 ? scopes.join(', ') : (body?.msg ?? body?.error_description ?? body?.error);
  return typeof words === 'string' && words !== '' ? words.slice(0, 500) : undefined;
}

/** Whether a fresh access token may cure this failure: refresh once, replay once (feishu-task-api §6.4). */
export function wantsNewToken(failure: Failure): boolean {
  return failure.kind === 'signed-out' && failure.reason === 'session_expired';
}

/** Feishu's words for completing a task that is complete already (§4.3). By prefix of the sense only; the task is read again anyway. */
export function saysAlreadyCompleted(failure: Failure): boolean {
  return failure.code === 1470400 && /completed task/i.test(failure.detail ?? '');
}
