import type { Failure } from '../failure';
import { GATEWAY, OAUTH, OAUTH_NAMES, type Row, V1, V2, V2_FIELDS, V2_READING } from './error-codes';

/** The calls we make; the same code means different things on different ones (feishu-task-api §1, §3.12, §6.2). */
export type Endpoint =
  | 'v2.get'
  | 'v2.list'
  | 'v2.patch'
  | 'v2.field'
  | 'v2.fields'
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
  /** It calls itself a page for people. */
  readonly html?: boolean;
  /** How long the server says to wait, ms; see `waitIn`. */
  readonly waitMs?: number;
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

/**
 * What a refusal means, by endpoint, code and status; total. The code decides before the status, since one code comes with
 * different statuses (feishu-task-api §6.2). `now` in ms gives `retryAt`, which is there only when the server named a wait.
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
    ...(kind === 'server' && { status: refusal.status }),
    ...(log_id && { log_id }),
    ...(detail && { detail }),
    ...(kind === 'limited' &&
      reason !== 'quota_used_up' &&
      refusal.waitMs !== undefined && { retryAt: now + refusal.waitMs }),
  };
}

function rowFor(endpoint: Endpoint, { status, body, html }: Refusal, code: number | undefined): Row {
  const own = endpoint.startsWith('v2') ? V2 : endpoint.startsWith('v1') ? V1 : OAUTH;
  const special = endpoint.startsWith('v2.field') ? V2_FIELDS : endpoint === 'v2.get' ? V2_READING : {};
  const row = code === undefined ? undefined : (special[code] ?? own[code] ?? GATEWAY[code]);
  if (row) return row;
  // Feishu refuses in JSON: a page comes from something on the way, and a proxy's 401 must not end the sign-in.
  if (status === 401 && !html) return ['signed-out', 'session_expired'];
  const name = code === undefined && typeof body?.error === 'string' ? body.error : undefined;
  const told = BY_STATUS[status] ?? OAUTH_NAMES.get(name ?? '');
  if (told) return told;
  if (status >= 500) return ['server', 'server_error'];
  if (code !== undefined || name !== undefined) return ['server', 'unknown'];
  return ['server', body ? 'unexpected_answer' : 'not_json'];
}

/** What a status says where no code does. */
const BY_STATUS: Readonly<Record<number, Row>> = {
  408: ['offline', 'timeout'],
  421: ['server', 'server_error'],
  425: ['server', 'server_error'],
  429: ['limited', 'rate_limited'],
};

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
  return failure.kind === 'invalid' && failure.code === 1470400 && /completed task/i.test(failure.detail ?? '');
}
