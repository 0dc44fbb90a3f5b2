import { del, entries, get, keys, promisifyRequest, set, type UseStore } from 'idb-keyval';
import type { Failure } from '../../lib/failure';
import type { TokenVersion } from '../../lib/feishu/oauth';
import type { CustomBrand, Draft, FailureRecord, PopupIntent, SiteMode } from '../../lib/messages/contract';
import type { Learnt } from '../../lib/task/actions';
import type { Brand } from '../../lib/task/brand';
import type { CustomFieldDefinition } from '../../lib/task/custom-fields';
import type { Task } from '../../lib/task/schema';
import { type Aside, openAside } from './aside';
import { type Database, openDatabase, storageFailure, type Table } from './database';
import type { GlanceState } from './glance-budget';
import type { Operation } from './operation';
import type { LimiterState } from './pace';
import { SHAPES, type Shape } from './shapes';
import type { StorageHealth } from './storage-health';

/**
 * What we keep, in the extension's own IndexedDB, which no page and no content script can open (safety.md §5).
 * Writes are durable before they are acknowledged, except the cache's, which may be lost without harm.
 */
export interface Item<Value> {
  get(): Promise<Value | undefined>;
  set(value: Value): Promise<void>;
  /** Reads and writes in one transaction; answers the new value. Where `change` throws, nothing is written and that is thrown. */
  update(change: (old: Value | undefined) => Value): Promise<Value>;
  remove(): Promise<void>;
}

/** How a brand's calls are paced. What takes a call's turn sees, in the same transaction, the session that the call is for. */
export interface PaceItem extends Item<LimiterState> {
  /** `beside` is absent where the session was not read. */
  update(change: (old: LimiterState | undefined, beside?: Beside) => LimiterState): Promise<LimiterState>;
}

export interface Beside {
  readonly session: Session | undefined;
}

export interface Collection<Value> {
  item(key: string): Item<Value>;
  /** All that can be read; one bad record never hides the others. */
  entries(): Promise<[string, Value][]>;
}

/** The signed-in tenant and user of one brand. */
export interface Account {
  readonly brand: Brand;
  readonly tenant_key: string;
  readonly open_id: string;
  readonly name: string;
}

export interface Credentials {
  readonly app_id: string;
  readonly app_secret: string;
  readonly custom?: CustomBrand;
}

export interface Session {
  readonly account: Account;
  readonly access_token?: string;
  /** When the access token ends, ms since 1970 by the server's clock. */
  readonly expiresAt: number;
  readonly refresh_token?: string;
  readonly version: TokenVersion;
  /** Granted scopes; empty when unknown (a pasted token). */
  readonly scopes: readonly string[];
  /** Learnt: this app answers on v1 only. */
  readonly legacy?: boolean;
  /** Learnt: a write was refused for want of a scope. */
  readonly readOnly?: boolean;
  /** When it is time to renew it, ms by the server's clock. */
  readonly renewAt?: number;
  /**
   * A refresh was begun and has not ended. Its owner alone may send the refresh token, and says so again and again; once
   * `until` (ms, our clock) is past, the owner is dead and the answer may have been lost.
   */
  readonly refreshing?: { readonly by: string; readonly until: number };
  readonly failure?: Failure;
}

/** One attempt to sign in, from the authorize URL to its answer; used once. */
export interface Login {
  readonly brand: Brand;
  readonly app_id: string;
  readonly redirect_uri: string;
  readonly verifier: string;
  readonly startedAt: number;
  /** Its answer has come: a second one finds this. */
  readonly used?: boolean;
}

export interface CachedTask {
  readonly task: Task;
  readonly readAt: number;
}

/** Definitions of one list's fields, or of one field; or why they could not be read. */
export interface CachedDefinitions {
  readonly definitions: readonly CustomFieldDefinition[];
  readonly failure?: Failure;
  readonly readAt: number;
}

export interface LearntRow {
  readonly learnt: Learnt;
  /** What gave or could give a right to the task then; see `rightsOf`. */
  readonly rights: string;
  readonly at: number;
}

/** "direct-unseen": direct, also where the browser cannot say what is visible. */
export type StoredMode = SiteMode | 'direct-unseen';

export interface Store {
  credentials(brand: Brand): Item<Credentials>;
  session(brand: Brand): Item<Session>;
  readonly logins: Collection<Login>;
  readonly operations: Collection<Operation>;
  /** By account and guid, see `accountKey`. */
  readonly tasks: Collection<CachedTask>;
  /** By account and list or field. */
  readonly definitions: Collection<CachedDefinitions>;
  /** By account and guid: what a refusal taught. */
  readonly learnt: Collection<LearntRow>;
  readonly drafts: Collection<Draft>;
  readonly sites: Item<Readonly<Record<string, StoredMode>>>;
  limiter(brand: Brand): PaceItem;
  /** What was read without being asked for. */
  glances(brand: Brand): Item<GlanceState>;
  readonly intent: Item<{ readonly intent: PopupIntent; readonly at: number }>;
  /** Server's clock minus ours, ms. */
  readonly clockOffset: Item<number>;
  /** The last failures, oldest first. */
  readonly journal: Item<readonly FailureRecord[]>;
  /** Records that could not be read as what they should be. */
  readonly aside: Pick<Aside, 'list' | 'seen'>;
}

/** Names an account in keys: what it stores never mixes with another's. */
export function accountKey({ brand, tenant_key, open_id }: Account): string {
  return `${brand}/${tenant_key}/${open_id}`;
}

/** `change` threw: that is its caller's matter and no trouble of the database. */
class Untouched extends Error {}

/**
 * Puts in what `change` makes of what stands there, and of the record `other` where one is named; resolves once the transaction
 * is complete. Where `change` throws, nothing is written.
 */
const updateIn = (
  use: UseStore,
  key: string,
  change: (old: unknown, beside: unknown) => unknown,
  other: string | undefined,
): Promise<void> =>
  use('readwrite', (records) => {
    const beside = other === undefined ? undefined : records.get(other);
    const request = records.get(key);
    return new Promise<void>((resolve, reject) => {
      request.onerror = () => reject(request.error);
      // Requests of a transaction are answered in their order, so the other one is there already.
      request.onsuccess = () => {
        try {
          records.put(change(request.result, beside?.result), key);
          // There is nothing to come, so the browser need not wait to see that.
          records.transaction.commit();
          resolve(promisifyRequest(records.transaction));
        } catch (error) {
          reject(error);
        }
      };
    });
  });

/** What stands there is not what it should be. */
const UNFIT = new Error('unfit');

/** The store over the extension's database. Every call fails as a `storageFailure`; `told` hears how each went. */
export function openStore(told: StorageHealth['told'], open: Database = openDatabase()): Store {
  /** idb-keyval over one table. Its writes resolve when their transaction is complete. */
  const table =
    (name: Table, relaxed?: boolean): UseStore =>
    async (mode, use) => {
      try {
        const result = await use((await open(name, mode, relaxed)).objectStore(name));
        told(mode);
        return result;
      } catch (error) {
        if (error instanceof Untouched) throw error;
        const failed = storageFailure(error);
        told(mode, failed.failure);
        throw failed;
      }
    };

  const aside = openAside(open);

  const paceIn = (brand: Brand): PaceItem => {
    // It outlives a worker and the browser. Lost with the machine's power, it is no loss; and every call waits for it.
    const item = itemIn<LimiterState>('state', `limiter:${brand}`, SHAPES.limiter, true, `session:${brand}`);
    const seen = (value: unknown) => ({ session: SHAPES.session.fits(value) ? (value as Session) : undefined });
    return { ...item, update: (change) => item.update((old, beside) => change(old, seen(beside))) };
  };

  /** Its updates see the record `other` of the same table as well, whatever that holds. */
  const itemIn = <Value>(name: Table, key: string, shape: Shape, relaxed?: boolean, other?: string) => {
    const use = table(name, relaxed);
    const read = async () => {
      const value = await get<Value>(key, use);
      if (value === undefined || shape.fits(value)) return value;
      await aside.take(name, key, shape);
      return undefined;
    };
    return {
      get: read,
      set: (value: Value) => set(key, value, use),
      async update(change: (old: Value | undefined, beside?: unknown) => Value): Promise<Value> {
        let next: Value | undefined;
        const guarded = (old: unknown, beside: unknown): Value => {
          try {
            // What cannot be read is set aside first: written over it would be lost.
            if (old !== undefined && !shape.fits(old)) throw UNFIT;
            next = change(old as Value | undefined, beside);
            return next;
          } catch (error) {
            throw new Untouched('nothing written', { cause: error });
          }
        };
        const attempt = () =>
          updateIn(use, key, guarded, other).catch((error: unknown) => {
            throw error instanceof Untouched ? error.cause : error;
          });
        await attempt().catch(async (error: unknown) => {
          if (error !== UNFIT) throw error;
          await aside.take(name, key, shape);
          await attempt();
        });
        return next as Value;
      },
      remove: () => del(key, use),
    };
  };

  const collection = <Value>(name: Table, shape: Shape): Collection<Value> => {
    const use = table(name);

    /** The browser reads a table whole or not at all, so a single record that it cannot read is found by asking for each. */
    async function oneByOne(): Promise<[string, Value][]> {
      const found: [string, Value][] = [];
      for (const key of await keys<string>(use)) {
        const value = await get<Value>(key, use).catch(() => aside.note(name, key));
        if (value !== undefined) found.push([key, value]);
      }
      return found;
    }

    return {
      item: (key) => itemIn(name, key, shape),
      async entries() {
        const all = await entries<string, Value>(use).catch(oneByOne);
        for (const [key, value] of all) if (!shape.fits(value)) await aside.take(name, key, shape);
        return all.filter(([, value]) => shape.fits(value));
      },
    };
  };

  return {
    credentials: (brand) => itemIn('state', `credentials:${brand}`, SHAPES.credentials),
    session: (brand) => itemIn('state', `session:${brand}`, SHAPES.session),
    logins: collection('logins', SHAPES.login),
    operations: collection('operations', SHAPES.operation),
    tasks: collection('tasks', SHAPES.task),
    definitions: collection('definitions', SHAPES.definitions),
    learnt: collection('learnt', SHAPES.learnt),
    drafts: collection('drafts', SHAPES.draft),
    sites: itemIn('state', 'sites', SHAPES.sites),
    limiter: paceIn,
    // As the pace.
    glances: (brand) => itemIn('state', `glances:${brand}`, SHAPES.glances, true),
    // Good for seconds, and a popup waits for it.
    intent: itemIn('state', 'intent', SHAPES.intent, true),
    clockOffset: itemIn('state', 'clockOffset', SHAPES.clockOffset),
    journal: itemIn('state', 'journal', SHAPES.journal),
    aside,
  };
}
