import { browser } from 'wxt/browser';
import { ask } from './messages/ask';
import type { DiagnosticsView, FailureRecord } from './messages/contract';
import { momentOf } from './task/times';

/**
 * The state as text for a bug report, in English whatever the reader's language, since it is read by whoever looks after the
 * extension. `agent` is the browser's own description of itself. Times in UTC.
 */
export function reportText(view: DiagnosticsView, agent: string): string {
  const { outbox, limiter, sites, database } = view;
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  return [
    `Tasklark ${view.version}`,
    `Browser: ${agent}`,
    '',
    ...view.sessions.map((session) => `Account ${session.brand}: ${sessionFacts(session)}`),
    `Outbox: ${list(outbox.counts)}; reasons: ${list(outbox.reasons)}${since(outbox.oldest)}`,
    `Requests: ${limiter.recent} in the last second${limiter.pausedUntil ? `, paused until ${utc(limiter.pausedUntil)}` : ''}`,
    `Sites: ${sites.all ? 'all' : `${sites.granted} patterns`} granted, ${sites.registered} registered, ${sites.direct} direct, ${sites.off} off${sites.byPolicy ? ', policy' : ''}`,
    `Storage: ${database.trouble ?? 'ok'}; set aside: ${list(database.aside)}`,
    '',
    `Failures: ${view.failures.length}`,
    ...view.failures.map((failure) => `${utc(failure.at)} ${failureFacts(failure)}`),
  ].join('\n');
}

function sessionFacts({ state, until, refreshes, api, tokens, failure }: DiagnosticsView['sessions'][number]): string {
  return [
    state,
    until && `until ${utc(until)}`,
    refreshes && 'refreshes',
    api && `task API ${api}`,
    tokens && `tokens ${tokens}`,
    failure && `failure ${failure.reason}${failure.code ? ` ${failure.code}` : ''}`,
  ]
    .filter(Boolean)
    .join(', ');
}

const since = (oldest: number | undefined) => (oldest === undefined ? '' : `; oldest ${utc(oldest)}`);

const utc = (ms: number) => (momentOf(String(ms)) === undefined ? String(ms) : new Date(ms).toISOString());

/** Call, reason, HTTP status, code and log id, as far as there are any. */
export function failureFacts({ endpoint, kind, reason, status, code, log_id }: FailureRecord): string {
  return [endpoint, `${kind}/${reason}`, status && `HTTP ${status}`, code && `code ${code}`, log_id && `log ${log_id}`]
    .filter(Boolean)
    .join(' ');
}

/** The report as of now; `broken` names the part of a page that failed. Never fails: without the state it says so. */
export async function readReport(broken?: string): Promise<string> {
  const answer = await ask('diagnostics.read', {});
  const state = answer.ok
    ? reportText(answer.value, navigator.userAgent)
    : [
        `Tasklark ${browser.runtime.getManifest().version}`,
        `Browser: ${navigator.userAgent}`,
        '',
        `State: not known, ${answer.failure.kind}/${answer.failure.reason}`,
      ].join('\n');
  return broken ? `${state}\n\nFailed in a page: ${broken}` : state;
}
