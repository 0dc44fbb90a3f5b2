import browser from 'webextension-polyfill';
import { type FailureReason, fail, toFailure } from '../../lib/failure';
import { hostsOf } from '../../lib/feishu/brands';
import type { Transport } from '../../lib/feishu/request';
import type { BrandView, Input, SessionView } from '../../lib/messages/contract';
import type { Handlers, Speaker } from '../../lib/messages/serve';
import { judge } from '../../lib/task/actions';
import { BRANDS, type Brand } from '../../lib/task/brand';
import { fieldValue } from '../../lib/task/fields';
import { baseOf, restorable } from '../../lib/task/patch';
import type { TaskStatus } from '../../lib/task/status';
import type { Definitions } from './definitions';
import { diagnose } from './diagnostics';
import type { Glances } from './glances';
import type { Journal } from './journal';
import type { Limiter } from './limiter';
import type { Operation } from './operation';
import type { Outbox } from './outbox';
import { activeTab, inject, injectOpenTabs, type PageScript, tell, viewPage } from './pages';
import type { Policy } from './policy';
import { openPopup } from './popup-opener';
import { draftOf, popupOpening } from './popup-opening';
import { holdsOnlyLegacy } from './reach';
import { isUsable, type Sessions } from './session';
import { redirectUrl, signIn } from './sign-in';
import type { Sites } from './sites';
import { hasChanged, UNDO_MS } from './standing';
import type { Account, Store } from './store';
import type { Tasks } from './tasks';
import { listWaiting } from './waiting-list';
import { whyNoControl } from './why';

export interface Parts {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly limiter: Pick<Limiter, 'tryAgain'>;
  readonly outbox: Outbox;
  readonly tasks: Tasks;
  readonly glances: Glances;
  readonly definitions: Definitions;
  readonly sites: Sites;
  readonly transport: Transport;
  readonly journal: Journal;
  /** Why the last access of the database failed, if it did. */
  storageTrouble(): FailureReason | undefined;
  policy(): Promise<Policy>;
}

/** How long a click on a direct site may show as busy before it is told that the change waits, ms. */
const OUTCOME_PATIENCE_MS = 4000;

/** A person needs a moment longer than the countdown shows, and an answer takes its time, ms. */
const UNDO_GRACE_MS = 5000;
/** So much longer than the countdown a completion is held, since the countdown begins a moment later in the page, ms. */
const HOLD_GRACE_MS = 2000;

async function injectFor(speaker: Parameters<typeof pageOf>[0], file: PageScript): Promise<null> {
  const { tabId, documentId } = pageOf(speaker);
  await inject(tabId, file, documentId);
  return null;
}

/** One short function for each request of the contract. `parts` is ready soon after the worker has started. */
export function handlers(parts: Promise<Parts>): Handlers {
  return {
    'controls.inject': (_, speaker) => injectFor(speaker, 'controls.js'),
    'acts.inject': (_, speaker) => injectFor(speaker, 'acts.js'),
    'crowd.inject': (_, speaker) => injectFor(speaker, 'crowd.js'),
    'ground.inject': (_, speaker) => injectFor(speaker, 'ground.js'),
    'torn.inject': (_, speaker) => injectFor(speaker, 'torn.js'),
    'task.status': async ({ brand, guid }) => (await parts).tasks.status(brand, guid),
    'task.glance': async ({ brand, guid }, speaker) => {
      const { sites, glances } = await parts;
      const { origin, tabId, documentId } = pageOf(speaker);
      if ((await sites.mode(origin)) !== 'direct' || !(await sites.granted(origin))) return null;
      return glances.status(brand, guid, documentId ?? String(tabId));
    },
    'site.mode': async (_, speaker) => {
      const { sites, sessions } = await parts;
      const { origin } = pageOf(speaker);
      // A page that was only read for the popup (activeTab), or whose permission was taken back, gets no controls.
      const mode = (await sites.granted(origin)) ? await sites.mode(origin) : 'off';
      const used = await Promise.all(BRANDS.map((brand) => sessions.current(brand)));
      return {
        mode,
        unseen: await sites.isUnseen(origin),
        signedOut: BRANDS.filter((_brand, index) => !isUsable(used[index])),
      };
    },
    'action.propose': async (input, speaker) => {
      const all = await parts;
      const { sites, tasks, outbox } = all;
      const { origin } = pageOf(speaker);
      const signedIn = accountFor(all, input.brand);
      // Told only once the page may act at all.
      signedIn.catch(() => undefined);
      const [mode, granted] = await Promise.all([sites.mode(origin), sites.granted(origin)]);
      // Revoked at this moment: a page that has not heard of it yet acts no more.
      if (mode !== 'direct' || !granted) fail('invalid', 'needs_confirm');
      const account = await signedIn;
      await act(all, account, input, nameOfPage(speaker));
      // The control says "Completed" only once it is so.
      await outbox.outcome(input.id, OUTCOME_PATIENCE_MS);
      const [ended, status] = [await outbox.get(input.id), await tasks.status(account, input.guid)];
      return { ...status, ...(ended?.state === 'already' && !ended.ours && { already: true as const }) };
    },
    'popup.open': async ({ brand, guid, action }, speaker) => {
      const { tabId, windowId, origin } = pageOf(speaker);
      await openPopup((await parts).store, { brand, guid, tabId, origin, ...(action && { action }) }, windowId);
      return null;
    },
    'action.undo': async ({ id, of }, speaker) => {
      const from = speaker.audience === 'page' ? nameOfPage(speaker) : undefined;
      return undo(await parts, id, of, from);
    },
    'options.open': async () => {
      await browser.runtime.openOptionsPage();
      return null;
    },
    'popup.intent': async (input) => {
      const all = await parts;
      try {
        return await popupOpening(all, input);
      } finally {
        // Somebody looks: what waits for the network is tried now (safety.md §6).
        void all.outbox.drain(true);
      }
    },
    'page.links': async ({ tabId }) => {
      return viewPage(await tabNamed(tabId), (await parts).sites);
    },
    'page.why': async ({ tabId }) => whyNoControl(await tabNamed(tabId), await parts),
    'task.read': async ({ brand, guid, fresh }) => {
      const all = await parts;
      if (fresh) await tryNow(all);
      return all.tasks.view(brand, guid, fresh ? 'fresh' : 'young');
    },
    'task.peek': async ({ brand, guid }) => (await (await parts).tasks.lastSeen(brand, guid)) ?? null,
    'fields.read': async ({ brand, guid }) => (await parts).definitions.read(brand, guid),
    'task.act': async (input) => {
      const account = await accountFor(await parts, input.brand, input.as);
      await act(await parts, account, input);
      void tryNow(await parts);
      return (await parts).tasks.view(account, input.guid, 'any');
    },
    'task.patch': async ({ id, brand, guid, patch, base, as }) => {
      const all = await parts;
      const { tasks, outbox } = all;
      const account = await accountFor(all, brand, as);
      // Stored before anything is asked of a network that may be gone.
      const summary = (await tasks.peek(account, guid))?.summary ?? '';
      await outbox.add({ id, account, guid, summary, action: 'edit', patch, base });
      void tryNow(all);
      return tasks.view(brand, guid, 'any');
    },
    'draft.get': async (link) => (await (await draftOf(await parts, link)).get()) ?? null,
    'draft.put': async ({ draft, ...link }) => {
      const item = await draftOf(await parts, link);
      await (draft === null ? item.remove() : item.set(draft));
      return null;
    },
    'outbox.list': async ({ task }) => listWaiting(await parts, task),
    'outbox.retry': async ({ id }) => {
      await (await parts).outbox.retry(id);
      await tryNow(await parts);
      return null;
    },
    'outbox.resolve': async ({ id, keep, custom }) => {
      await (await parts).outbox.resolve(id, keep, custom);
      await tryNow(await parts);
      return null;
    },
    'outbox.discard': async ({ id }) => {
      await (await parts).outbox.discard(id);
      return null;
    },
    'aside.list': async () => {
      const { store } = await parts;
      const unseen = (await store.aside.list()).filter(({ seen }) => !seen);
      return unseen.flatMap(({ table, at, value }) =>
        // Of what else was lost nothing was the user's own words, and a session holds tokens.
        table === 'operations' || table === 'drafts' ? [{ table, at, text: JSON.stringify(value, null, 2) ?? '' }] : [],
      );
    },
    'aside.seen': async () => {
      await (await parts).store.aside.seen();
      return null;
    },
    'session.list': async () => listSessions(await parts),
    'session.save': async (input) => {
      const saved = await save(await parts, input);
      await tryNow(await parts);
      return saved;
    },
    'session.login': async ({ brand, extras }) => {
      await signIn(await parts, brand, extras);
      await tryNow(await parts);
      return listSessions(await parts);
    },
    'session.token': async ({ brand, token }) => {
      await (await parts).sessions.beginPasted(brand, token.trim());
      await tryNow(await parts);
      return listSessions(await parts);
    },
    'session.logout': async ({ brand }) => {
      await (await parts).sessions.end(brand);
      return listSessions(await parts);
    },
    'diagnostics.read': async () => diagnose({ ...(await parts), now: Date.now }),
    'site.list': async () => (await parts).sites.list(),
    'site.set': async ({ origin, mode, unseen }) => {
      const { sites } = await parts;
      const wasOff = (await sites.mode(origin)) === 'off';
      await sites.set(origin, mode, unseen);
      void tell({ type: 'site.changed' });
      // Back from "off": open pages of this site have no scout. Elsewhere one is there already, and a second one would take
      // the controls away and make them anew under somebody's focus.
      if (wasOff && mode !== 'off') void injectOpenTabs(sites, origin);
      return null;
    },
  };
}

/**
 * The user asks for it now: the month's quota is tried once more, and with it everything that waits for a time of our own
 * choosing. What Feishu has told to wait for waits. Every request by which a person asks again ends or begins here.
 */
async function tryNow({ limiter, outbox }: Parts): Promise<void> {
  await limiter.tryAgain();
  void outbox.drain(true);
}

async function tabNamed(tabId: number | undefined) {
  return tabId === undefined ? activeTab() : browser.tabs.get(tabId).catch(() => undefined);
}

function pageOf(speaker: Speaker): Extract<Speaker, { audience: 'page' }> {
  if (speaker.audience !== 'page') fail('invalid', 'not_allowed');
  return speaker;
}

/** Names a page, also after the worker has died. */
function nameOfPage(speaker: Speaker): string {
  const { tabId, origin } = pageOf(speaker);
  return `${tabId} ${origin}`;
}

async function accountFor({ sessions }: Parts, brand: Brand, openId?: string) {
  const session = await sessions.current(brand);
  if (!session || (openId !== undefined && session.account.open_id !== openId)) fail('signed-out', 'no_account');
  return session.account;
}

/**
 * Complete or reopen, as an operation; the outbox looks at the task again before it sends. Completing a repeating task makes
 * a copy that reopening cannot remove (feishu-task-api §4.5), so it is held as long as it can be undone, and so is the
 * completion of a task that has not been read.
 */
async function act(
  { tasks, outbox }: Parts,
  account: Account,
  { id, guid, action }: Input<'action.propose'>,
  from?: string,
): Promise<void> {
  const known = await tasks.shown(account, guid).catch((error: unknown) => {
    // Offline is no reason to refuse: the operation waits. Anything else the user should hear now.
    if (toFailure(error).kind === 'offline' || toFailure(error).kind === 'limited') return undefined;
    throw error;
  });
  if (known && judge(action, known, account).why === 'not_creator_mode_1') fail('forbidden', 'not_creator_mode_1');
  const summary = known?.summary ?? '';
  const base = known ? baseOf(known, { completed_at: '0' }) : {};
  const isHeld = action === 'complete' && (!known || fieldValue(known, 'repeat_rule') !== undefined);
  const hold = isHeld && { hold: { ms: UNDO_MS, grace: HOLD_GRACE_MS } };
  const proposed = from !== undefined && { from };
  await outbox.add({ id, account, guid, summary, action, patch: {}, base, ...hold, ...proposed });
}

/** `from` is the page that asks: it takes back only what it proposed itself. */
async function undo(parts: Parts, id: string, of: string, from?: string): Promise<TaskStatus> {
  const { outbox, tasks } = parts;
  const done = await outbox.get(of);
  if (!done) fail('gone', 'unknown');
  if (from !== undefined && done.from !== from) fail('invalid', 'not_allowed');
  const { account, guid } = done;
  if (!(await outbox.cancel(of))) {
    const { settledAt } = done;
    // What somebody else has done is theirs to take back.
    const isOver = settledAt !== undefined && (Date.now() - settledAt > UNDO_MS + UNDO_GRACE_MS || !hasChanged(done));
    if (isOver) fail('gone', 'unknown');
    await outbox.add({ id, account, guid, summary: done.summary, ...inverse(done) });
    void tryNow(parts);
    await outbox.outcome(id, OUTCOME_PATIENCE_MS);
  }
  return tasks.status(account.brand, guid);
}

/** What takes an operation back: an ordinary operation itself. A reopened task gets the completion time that it had. */
function inverse({ action, patch, base }: Operation): Pick<Operation, 'action' | 'patch' | 'base'> {
  if (action === 'complete') return { action: 'reopen', patch: {}, base: {} };
  if (action === 'reopen')
    return {
      action: 'complete',
      patch: base.completed_at ? restorable({ completed_at: base.completed_at }) : {},
      base: {},
    };
  return { action: 'edit', patch: restorable(base), base: patch };
}

async function save({ store, sessions, sites, policy }: Parts, input: Input<'session.save'>): Promise<SessionView> {
  const old = await store.credentials(input.brand).get();
  // An empty secret keeps the stored one, but only for the app that it belongs to.
  const kept = old?.app_id === input.app_id ? old.app_secret : '';
  const custom = input.custom ?? old?.custom;
  await sessions.saveCredentials(input.brand, {
    app_id: input.app_id.trim(),
    app_secret: input.app_secret.trim() || kept,
    ...(input.brand === 'custom' && custom && { custom }),
  });
  if (input.brand === 'custom') await sites.register();
  return listSessions({ store, sessions, policy });
}

async function listSessions({
  store,
  sessions,
  policy,
}: Pick<Parts, 'store' | 'sessions' | 'policy'>): Promise<SessionView> {
  const decided = await policy();
  const brands = await Promise.all(
    BRANDS.map(async (brand) => {
      const [found, session] = [await store.credentials(brand).get(), await sessions.current(brand)];
      const where = hostsOf(brand, found?.custom);
      return {
        brand,
        app_id: found?.app_id ?? '',
        hasSecret: Boolean(found?.app_secret),
        ...(where && { console: where.console }),
        ...(found?.custom && { custom: found.custom }),
        ...(isUsable(session) && {
          account: {
            name: session.account.name,
            open_id: session.account.open_id,
            tenant_key: session.account.tenant_key,
            scopes: session.scopes,
            until: sessions.endsAt(session),
            refreshes: session.refresh_token !== undefined,
          },
        }),
        ...fixedIn(decided, brand),
        ...(session && holdsOnlyLegacy(session) && { legacy: true as const }),
        ...(session?.failure && { failure: session.failure }),
      };
    }),
  );
  return { redirectUrl: redirectUrl(), brands };
}

/** What the organisation chose of a brand's app. */
function fixedIn(policy: Policy, brand: Brand): Pick<BrandView, 'byPolicy'> {
  const [app, hosts] = [policy.appId(brand) !== undefined, brand === 'custom' && policy.custom !== undefined];
  return app || hosts
    ? { byPolicy: { ...(app && { app: true as const }), ...(hosts && { hosts: true as const }) } }
    : {};
}
