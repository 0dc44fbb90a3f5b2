import browser from 'webextension-polyfill';
import type { FailureReason } from '../../lib/failure';
import type { DiagnosticsView } from '../../lib/messages/contract';
import { BRANDS } from '../../lib/task/brand';
import type { Journal } from './journal';
import type { Operation } from './operation';
import { holdsOnlyLegacy } from './reach';
import { isUsable } from './session';
import { isEverything, type Sites } from './sites';
import type { Session, Store } from './store';

/** What is looked at; each part answers for itself, so that trouble with one does not hide the others. */
export interface Sources {
  readonly store: Store;
  readonly sites: Sites;
  readonly journal: Journal;
  /** Why the last access of the database failed, if it did. */
  storageTrouble(): FailureReason | undefined;
  now(): number;
}

/** Everything that a bug report needs. Picked field by field: nothing comes along that was not meant to. */
export async function diagnose({ store, sites, journal, storageTrouble, now }: Sources): Promise<DiagnosticsView> {
  const or = <Value>(work: Promise<Value>, otherwise: Value) => work.catch(() => otherwise);
  const sessions = await Promise.all(BRANDS.map((brand) => or(store.session(brand).get(), undefined)));
  const operations = (await or(store.operations.entries(), [])).map(([, operation]) => operation);
  const pace = await Promise.all(BRANDS.map((brand) => or(store.limiter(brand).get(), undefined)));
  const starts = pace.flatMap((state) => state?.starts ?? []);
  const pausedUntil = Math.max(0, ...pace.map((state) => state?.pausedUntil ?? 0));
  const aside = countBy(await store.aside.list(), ({ table }) => table);
  const trouble = storageTrouble();
  return {
    version: browser.runtime.getManifest().version,
    sessions: BRANDS.map((brand, index) => ({ brand, ...sessionFacts(sessions[index]) })),
    outbox: outboxFacts(operations),
    limiter: {
      recent: starts.filter((start) => start <= now() && now() - start < 1000).length,
      ...(pausedUntil > now() && { pausedUntil }),
    },
    sites: await siteFacts(sites),
    database: { ...(trouble && { trouble }), aside },
    failures: await journal.list(),
  };
}

function sessionFacts(session: Session | undefined): Omit<DiagnosticsView['sessions'][number], 'brand'> {
  if (!session) return { state: 'none' };
  const { failure, expiresAt, refresh_token, version } = session;
  return {
    state: isUsable(session) ? 'signed-in' : 'ended',
    until: expiresAt,
    refreshes: refresh_token !== undefined,
    api: holdsOnlyLegacy(session) ? 'v1' : 'v2',
    tokens: version,
    ...(failure && {
      failure: { reason: failure.reason, ...(failure.code !== undefined && { code: failure.code }) },
    }),
  };
}

function outboxFacts(operations: readonly Operation[]): DiagnosticsView['outbox'] {
  const open = operations.filter(({ settledAt }) => settledAt === undefined);
  const reasons = open.flatMap(({ failure }) => failure?.reason ?? []);
  return {
    counts: countBy(operations, ({ state }) => state),
    reasons: countBy(reasons, (reason) => reason),
    ...(open.length > 0 && { oldest: Math.min(...open.map(({ createdAt }) => createdAt)) }),
  };
}

async function siteFacts(sites: Sites): Promise<DiagnosticsView['sites']> {
  const or = <Value>(work: Promise<Value>, otherwise: Value) => work.catch(() => otherwise);
  const [granted, registered] = [await or(sites.grants(), []), await or(sites.registered(), [])];
  const modes = countBy(await or(sites.list(), []), ({ mode }) => mode);
  return {
    all: isEverything(granted),
    granted: granted.length,
    registered: registered.length,
    direct: modes.direct ?? 0,
    off: modes.off ?? 0,
    byPolicy: await or(sites.hasPolicy(), false),
  };
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}
