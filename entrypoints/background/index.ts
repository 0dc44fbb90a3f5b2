import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { serve } from '../../lib/messages/serve';
import { openBadge } from './badge';
import { openClock } from './clock';
import { runCommand } from './commands';
import { openDefinitions } from './definitions';
import { openGlances } from './glances';
import { handlers, type Parts } from './handlers';
import { openJournal } from './journal';
import { openLearnt } from './learnt';
import { openLimiter } from './limiter';
import { openNews } from './news';
import { openOutbox } from './outbox';
import { injectOpenTabs, tell } from './pages';
import { readPolicy, underPolicy } from './policy';
import { openRemote } from './remote';
import { isUsable, openSessions } from './session';
import { forgetLogins } from './sign-in';
import { openSites } from './sites';
import { openStorageHealth } from './storage-health';
import { accountKey, openStore } from './store';
import { openTasks } from './tasks';
import { openWaker } from './waker';

const DRAIN = 'drain';

/** Registers every listener at once, as a worker that is woken for one of them must (house.md §2.7), then wires the parts. */
export default defineBackground(() => {
  const parts = wire();
  serve(handlers(parts));
  const drain = async (hurry = false) => (await parts).outbox.drain(hurry);
  browser.commands.onCommand.addListener((command) => void runCommand(command));
  browser.alarms.onAlarm.addListener(({ name }) => void (name === DRAIN && drain()));
  browser.runtime.onStartup.addListener(() => void afterStart(parts));
  browser.runtime.onInstalled.addListener(({ reason }) => void afterInstall(parts, reason));
  browser.permissions.onAdded.addListener(() => void afterGrant(parts));
  browser.permissions.onRemoved.addListener(() => void afterRevoke(parts));
  browser.storage.onChanged.addListener((_, area) => void (area === 'managed' && afterGrant(parts)));
  self.addEventListener('online', () => void drain(true));
  void drain();
});

async function wire(): Promise<Parts> {
  const now = () => Date.now();
  const health = openStorageHealth((failure) => journal.note('database', failure));
  const store = underPolicy(openStore(health.told), readPolicy);
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

/** Policies may have changed while the browser was closed. */
async function afterStart(parts: Promise<Parts>): Promise<void> {
  const { sites, outbox } = await parts;
  await Promise.all([sites.register(), outbox.drain()]);
}

async function afterInstall(parts: Promise<Parts>, reason: string): Promise<void> {
  await afterGrant(parts);
  if (reason === 'install') await browser.tabs.create({ url: browser.runtime.getURL('options.html?welcome') });
}

/** New permission, new version or first start: the browser runs scout where it may, and open pages get it now. */
async function afterGrant(parts: Promise<Parts>): Promise<void> {
  const { sites } = await parts;
  await sites.register();
  await injectOpenTabs(sites);
  await tell({ type: 'site.changed' });
}

/** Revoked: the browser runs scout there no more, and controls that stand there leave. */
async function afterRevoke(parts: Promise<Parts>): Promise<void> {
  await (await parts).sites.register();
  await tell({ type: 'site.changed' });
}
