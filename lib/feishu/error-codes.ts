import type { FailureKind, FailureReason } from '../failure';

/** What a code means: a kind, and which words explain it. */
export type Row = readonly [FailureKind, FailureReason];

/** What the gateway says before a call reaches its endpoint (feishu-task-api §6.2). */
export const GATEWAY: Readonly<Record<number, Row>> = {
  4001: ['signed-out', 'session_expired'],
  9499: ['invalid', 'misunderstood'],
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
  99991661: ['invalid', 'misunderstood'],
  99991662: ['signed-out', 'account_blocked'],
  99991663: ['signed-out', 'session_expired'],
  99991664: ['signed-out', 'wrong_app'],
  99991665: ['signed-out', 'wrong_app'],
  99991668: ['signed-out', 'session_expired'],
  99991669: ['signed-out', 'session_expired'],
  99991671: ['signed-out', 'session_expired'],
  99991672: ['forbidden', 'scope_not_enabled'],
  99991673: ['signed-out', 'account_blocked'],
  99991674: ['invalid', 'misunderstood'],
  99991675: ['invalid', 'misunderstood'],
  99991676: ['forbidden', 'scope_not_granted'],
  99991677: ['signed-out', 'session_expired'],
  99991679: ['forbidden', 'scope_not_granted'],
  99992351: ['invalid', 'misunderstood'],
  99992361: ['invalid', 'misunderstood'],
  99992402: ['invalid', 'invalid_value'],
};

/** Every v2 task endpoint (feishu-task-api §1); the last four belong to calls that we do not make. */
export const V2: Readonly<Record<number, Row>> = {
  1470400: ['invalid', 'invalid_value'],
  1470403: ['forbidden', 'no_edit_right'],
  1470404: ['gone', 'task_gone'],
  1470422: ['limited', 'rate_limited'],
  1470500: ['server', 'server_error'],
  1470610: ['invalid', 'invalid_value'],
  1470611: ['invalid', 'invalid_value'],
  1470612: ['invalid', 'invalid_value'],
  1470613: ['invalid', 'invalid_value'],
};

/** The same code on a read. */
export const V2_READING: Readonly<Record<number, Row>> = { 1470403: ['forbidden', 'no_read_right'] };

/** The same codes where a custom field or its list is meant. */
export const V2_FIELDS: Readonly<Record<number, Row>> = {
  1470403: ['forbidden', 'no_field_right'],
  1470404: ['gone', 'field_gone'],
};

/** In v1 1470403 speaks of the token and 1470404 of the right to edit: the opposite of v2. */
export const V1: Readonly<Record<number, Row>> = {
  1470403: ['forbidden', 'wrong_token'],
  1470404: ['forbidden', 'no_edit_right'],
  1470432: ['forbidden', 'no_read_right'],
  1470450: ['limited', 'rate_limited'],
  1470451: ['limited', 'task_busy'],
  1470602: ['invalid', 'invalid_id'],
  1470604: ['server', 'completion_failed'],
};

/** Authorize, token and user_info (feishu-task-api §5.5). */
export const OAUTH: Readonly<Record<number, Row>> = {
  20001: ['invalid', 'misunderstood'],
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
  20036: ['invalid', 'misunderstood'],
  20037: ['signed-out', 'session_expired'],
  20048: ['signed-out', 'wrong_app'],
  20049: ['signed-out', 'code_refused'],
  20050: ['server', 'server_error'],
  20063: ['invalid', 'misunderstood'],
  20064: ['signed-out', 'session_expired'],
  20065: ['signed-out', 'code_refused'],
  20066: ['signed-out', 'account_blocked'],
  20067: ['invalid', 'misunderstood'],
  20068: ['signed-out', 'scope_not_granted'],
  20069: ['signed-out', 'account_blocked'],
  20070: ['invalid', 'misunderstood'],
  20071: ['signed-out', 'redirect_not_listed'],
  20072: ['server', 'server_error'],
  20073: ['signed-out', 'session_expired'],
  20074: ['signed-out', 'no_refresh_token'],
  21000: ['signed-out', 'security_policy'],
  21001: ['signed-out', 'security_policy'],
};

/** OAuth's own names, for a token answer without a number (RFC 6749 §5.2). */
export const OAUTH_NAMES: ReadonlyMap<string, Row> = new Map<string, Row>([
  ['invalid_client', ['signed-out', 'wrong_secret']],
  ['invalid_grant', ['signed-out', 'code_refused']],
  ['temporarily_unavailable', ['server', 'server_error']],
  ['server_error', ['server', 'server_error']],
]);
