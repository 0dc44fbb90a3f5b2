import { formatTime } from '../../components/task-words';
import { t } from '../../lib/i18n';
import type { DiagnosticsView } from '../../lib/messages/contract';
import { failureFacts } from '../../lib/report';

export interface FactRow {
  readonly label: string;
  readonly words: string;
  readonly isBad: boolean;
}

/** The state in words, part by part. */
export function factRows(view: DiagnosticsView): FactRow[] {
  const row = (label: string, parts: readonly (string | false | undefined)[], isBad = false) => ({
    label,
    words: parts.filter(Boolean).join(' · '),
    isBad,
  });
  const { outbox, limiter, sites, database } = view;
  const { waiting, parked } = openCounts(view);
  const aside = Object.values(database.aside).reduce((sum, count) => sum + count, 0);
  return [
    ...view.sessions.map((session) =>
      row(t(`brand_${session.brand}`), sessionParts(session), session.failure !== undefined),
    ),
    row(
      t('diag_outbox'),
      [
        t('diag_waiting', waiting),
        parked > 0 && t('diag_parked', parked),
        outbox.oldest !== undefined && t('diag_oldest', moment(outbox.oldest)),
        ...Object.entries(outbox.reasons).map(([reason, count]) => `${reason} ${count}`),
      ],
      parked > 0,
    ),
    row(
      t('diag_requests'),
      [
        t('diag_recent', limiter.recent),
        limiter.pausedUntil !== undefined && t('diag_paused', moment(limiter.pausedUntil)),
      ],
      limiter.pausedUntil !== undefined,
    ),
    row(t('diag_sites'), [
      sites.all ? t('diag_all_sites') : t('diag_granted', sites.granted),
      t('diag_registered', sites.registered),
      sites.direct > 0 && t('diag_direct', sites.direct),
      sites.off > 0 && t('diag_off', sites.off),
      sites.byPolicy && t('by_policy'),
    ]),
    row(
      t('diag_database'),
      [database.trouble ? t(`failure_${database.trouble}`) : t('diag_works'), aside > 0 && t('diag_aside', aside)],
      database.trouble !== undefined || aside > 0,
    ),
    row(t('diag_version'), [view.version, browserName(navigator.userAgent)]),
  ];
}

function sessionParts(session: DiagnosticsView['sessions'][number]): readonly (string | false | undefined)[] {
  const { state, until, refreshes, api, tokens, failure } = session;
  if (state === 'none') return [t('diag_signed_out')];
  return [
    state === 'ended' ? t('diag_ended') : until !== undefined && t('diag_until', moment(until)),
    refreshes && t('diag_renews'),
    api && t('diag_api', api),
    tokens && `token ${tokens}`,
    failure && t(`failure_${failure.reason}`),
  ];
}

/** Whatever has not ended and is not parked waits, in whichever state. */
export function openCounts({ outbox }: DiagnosticsView): { waiting: number; parked: number } {
  const ended = new Set(['applied', 'already', 'cancelled', 'rejected', 'conflict']);
  const parked = outbox.counts.parked ?? 0;
  const open = Object.entries(outbox.counts).filter(([state]) => !ended.has(state));
  return { waiting: open.reduce((sum, [, count]) => sum + count, 0) - parked, parked };
}

/** The newest first, as the page lists them. */
export function failureRows({ failures }: DiagnosticsView) {
  return failures.toReversed().map((failure, index) => ({
    key: `${failure.at} ${index}`,
    when: moment(failure.at),
    words: t(`failure_${failure.reason}`),
    facts: failureFacts(failure),
  }));
}

const moment = (ms: number) => formatTime(ms, { dateStyle: 'short', timeStyle: 'medium' });

/** Name and version, as the browser says them. */
function browserName(agent: string): string {
  const [, name = '', version = ''] =
    /(Firefox|Edg|Chrome)\/([\d.]+)/.exec(agent.replace(/Chrome(.*)(Edg)/, '$1$2')) ?? [];
  return name === 'Edg' ? `Edge ${version}` : `${name} ${version}`.trim();
}
