import browser from 'webextension-polyfill';
import { openBadge } from './badge';
import { openClock } from './clock';
import { openDefinitions } from './definitions';
import { openGlances } from './glances';
import type { Parts } from './handlers';
import { openJournal } from './journal';
import { openLearnt } from './learnt';
import { openLimiter } from './limiter';
import { openNews } from './news';
import { openOutbox } from './outbox';
import { tell } from './pages';
import { readPolicy, underPolicy } from './policy';
import { openRemote } from './remote';
import { isUsable, openSessions } from './session';
import { forgetLogins } from './sign-in';
import { openSites } from './sites';
import { openStorageHealth, type StorageHealth } from './storage-health';
import { accountKey, openStore, type Store } from './store';
import { openTasks } from './tasks';
import { openWaker } from './waker';

/** The alarm that wakes the outbox. */
export const DRAIN = 'drain';

/**
 * Everything that answers, over one store: each part is handed what it needs and knows of no other. `open` makes the store;
 * it is told how each use of it went.
 */
export async function wire(open: (told: StorageHealth['told']) => Store = openStore): Promise<Parts> {
  const now = () => Date.now();
  const health = openStorageHealth((failure) => journal.note('database', failure));
  const store = underPolicy(open(health.told), readPolicy);
  const journal = openJournal(store.journal, now);
  const [clock] = await Promise.all([
    openClock(store.clockOffset, now),
    // Attempts to sign in of a worker that is dead: their windows answer nobody any more.
    forgetLogins(store).catch(() => undefined),
  ]);
  const transport = { fetch: fetch.bind(globalThis), now, serverTime: clock.observe, failed: journal.note };
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const sessions = openSessions({
    store,
    transport,
    clock,
    sleep,
    changed() {
      void tell({ type: 'session.changed' });
      void outbox.drain(true);
    },
  });
  const limiter = openLimiter({ item: store.limiter, now, server: () => clock.server(), sleep, random: Math.random });
  const remote = openRemote({ sessions, limiter, transport });
  const learnt = openLearnt(store.learnt, now);
  const tasks = openTasks({ store: store.tasks, learnt, sessions, remote, outbox: () => outbox, now });
  const glances = openGlances({ item: store.glances, sessions, remote, tasks, now, sleep });
  const news = openNews((...all) => void tell(...all));
  const definitions = openDefinitions({ store: store.definitions, sessions, remote, tasks, now });
  const outbox = openOutbox({
    store: store.operations,
    remote,
    clock,
    seen: tasks.seen,
    refused: learnt.refused,
    definitions: definitions.known,
    hurried() {
      sessions.forgive();
      definitions.forgive();
    },
    async canSend(account) {
      const session = await sessions.current(account.brand);
      return isUsable(session) && accountKey(session.account) === accountKey(account);
    },
    changed(brand, guid) {
      news(brand, guid);
      badge();
    },
    wake: openWaker(
      { set: (when) => void browser.alarms.create(DRAIN, { when }), clear: () => void browser.alarms.clear(DRAIN) },
      now,
      () => void outbox.drain(),
    ),
  });
  const badge = openBadge(outbox.counts);
  badge();
  return {
    ...{ store, sessions, limiter, outbox, tasks, glances, definitions, transport, journal },
    sites: openSites(store, readPolicy),
    storageTrouble: health.trouble,
    policy: readPolicy,
  };
}
