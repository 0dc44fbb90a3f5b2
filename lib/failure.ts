/**
 * What can go wrong, as plain data that crosses contexts. Inside one context errors are thrown;
 * between contexts a `Failure` travels, and a view turns it into two sentences: what happened, what to do next.
 */

/** The closed list of kinds (house.md §2.8). A view decides by kind; `reason` only picks better words. */
export type FailureKind =
  | 'signed-out' // no usable token for this brand: sign in
  | 'forbidden' // this person may not do this to this task, or the app lacks a scope
  | 'gone' // task missing or deleted
  | 'invalid' // the server or our own check refuses the value
  | 'limited' // too many requests, or the month's quota is used up
  | 'offline' // no answer at all
  | 'server' // an answer that is not one: 5xx, HTML, broken JSON
  | 'context-lost'; // the extension was updated or reloaded under this page

/** Which words explain it; each has a message `failure_<reason>` in every locale. */
export type FailureReason =
  | 'no_account' // never signed in to this brand
  | 'session_expired' // refresh refused or no refresh token: sign in again
  | 'no_app' // App ID or App Secret missing
  | 'wrong_secret' // 20002, 10015, 99991543
  | 'wrong_app' // 20024, 20048: code or token of another app
  | 'redirect_not_listed' // 20029, 20071
  | 'scope_not_enabled' // 20027, 99991672: the app lacks the scope
  | 'scope_not_granted' // 99991679, 99991676: the user has not granted it
  | 'login_closed' // the window was closed before an answer
  | 'login_open' // another sign-in window is open; the browser shows one at a time
  | 'login_denied' // the user pressed Deny
  | 'state_mismatch' // the answer belongs to another attempt
  | 'code_refused' // 20003, 20004, 20049, 20065: expired, used or foreign code
  | 'no_refresh_token' // signed in, but until the token expires only
  | 'account_blocked' // 20008 … 20023, 20066, 20010, 20009, 20069: admin matter
  | 'security_policy' // 21000, 21001: challenge to pass
  | 'token_refused' // a pasted token that user_info does not accept
  | 'ip_blocked' // 99991401
  | 'wrong_token' // v1 1470403: not a user's token
  | 'rate_limited' // 429, 99991400, v1 1470450
  | 'task_busy' // v1 1470451: this task is changed too often
  | 'quota_used_up' // 99991403
  | 'no_edit_right' // v2 1470403, v1 1470404
  | 'no_read_right' // v2 1470403 on a read, v1 1470432
  | 'not_creator_mode_1' // 1470500 on completed_at of a mode 1 task
  | 'task_gone' // v2 1470404
  | 'no_field_right' // v2 1470403 on a custom field or its list
  | 'field_gone' // v2 1470404 on a custom field or its list
  | 'field_elsewhere' // a custom field of no list that the task is in
  | 'field_unknown' // a kind of custom field that this version does not know
  | 'invalid_id' // not a task link or id; v1 1470602
  | 'invalid_value' // 1470400 with its msg
  | 'completion_failed' // v1 1470604
  | 'content_refused' // 1470500 on a text
  | 'conflict' // the same field was changed elsewhere
  | 'no_network'
  | 'timeout'
  | 'answer_lost' // a change was sent and no answer came: it may have been made
  | 'not_json' // HTML, plain text or broken JSON in place of an answer
  | 'unexpected_answer' // JSON, but not what the document says of this call, and no status that says whose trouble it is
  | 'misunderstood' // the request itself is wrong: our mistake, to be reported
  | 'server_error' // 5xx whatever its body, 421, 425, 1470500, 2200, 5000
  | 'not_stored' // the database refused: nothing was acknowledged
  | 'storage_full' // no room left for it
  | 'storage_blocked' // an older copy of ours still holds it open
  | 'storage_newer' // a newer version of Tasklark wrote it
  | 'storage_refused' // it does not open or cannot be read: private window, broken profile
  | 'set_by_policy' // the organisation decided it
  | 'not_allowed' // the door refused this request
  | 'needs_confirm' // this site is not direct: the popup asks
  | 'extension_reloaded'
  | 'unknown';

export interface Failure {
  readonly kind: FailureKind;
  readonly reason: FailureReason;
  /** Numeric code of the answer, for the copyable details. */
  readonly code?: number;
  /** HTTP status of an answer that is not one (kind "server"). */
  readonly status?: number;
  /** Feishu's request id, for the copyable details. */
  readonly log_id?: string;
  /** Feishu's own words (English), or the names of missing scopes; shown as text only. */
  readonly detail?: string;
  /** When to try again, ms since 1970 by the local clock. */
  readonly retryAt?: number;
}

/** The error form of a `Failure` inside one context. */
export class FailureError extends Error {
  override readonly name = 'FailureError';

  constructor(readonly failure: Failure) {
    super(`${failure.kind}: ${failure.reason}`);
  }
}

/** Throws a failure; an expression, so that it can stand behind `??`. */
export function fail(kind: FailureKind, reason: FailureReason, more: Omit<Failure, 'kind' | 'reason'> = {}): never {
  throw new FailureError({ kind, reason, ...more });
}

/** Any thrown thing as a `Failure`; an unforeseen one keeps no message, since that could carry anything. */
export function toFailure(thrown: unknown): Failure {
  return thrown instanceof FailureError ? thrown.failure : { kind: 'server', reason: 'unknown' };
}

const OUTAGES: ReadonlySet<FailureReason> = new Set(['server_error', 'not_json', 'unexpected_answer']);

/**
 * Whether nothing was refused: the server, or something before it, is in trouble, and the same request may go through later.
 * Feishu's own JSON under a code that nobody knows is not that, nor is a code that stands for a refusal.
 */
export function isOutage({ kind, reason }: Failure): boolean {
  return kind === 'server' && OUTAGES.has(reason);
}

/** Whether it is the database's: what it held up is worth another try, since it is not the task's fault. */
export function isStorageMatter({ reason }: Failure): boolean {
  return reason === 'not_stored' || reason.startsWith('storage_');
}
