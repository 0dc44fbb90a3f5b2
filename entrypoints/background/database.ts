import { FailureError, type FailureReason } from '../../lib/failure';

const TABLES = ['state', 'logins', 'operations', 'tasks', 'definitions', 'learnt', 'drafts', 'aside'] as const;
export type Table = (typeof TABLES)[number];

/** What Feishu can be asked again. */
const CACHES: readonly Table[] = ['tasks', 'definitions', 'learnt'];
/** Grows with each new table; those that are there stay as they are. */
const VERSION = 3;

/** Answers a way to tables in a new transaction, `relaxed` where losing it does no harm. Fails with a `storageFailure`. */
export type Database = (
  names: Table | readonly Table[],
  mode: IDBTransactionMode,
  relaxed?: boolean,
) => Promise<IDBTransaction>;

/**
 * The extension's own IndexedDB: opened when first used, and again if the browser closes it or would not open it before.
 * "strict" means: on the disk before the transaction completes. `factory` is the browser's `indexedDB`.
 */
export function openDatabase(factory: Pick<IDBFactory, 'open'> = indexedDB): Database {
  let opened: Promise<IDBDatabase> | undefined;
  /** An open request waits for others to let go. Another one would stand in line behind it and hear nothing at all. */
  let blocked = false;
  const BLOCKED = new FailureError({ kind: 'invalid', reason: 'storage_blocked' });

  const open = () =>
    new Promise<IDBDatabase>((resolve, reject) => {
      // Where storage is forbidden as a whole, this throws.
      const request = factory.open('tasklark', VERSION);
      request.onupgradeneeded = () => {
        const { result } = request;
        for (const table of TABLES) if (!result.objectStoreNames.contains(table)) result.createObjectStore(table);
      };
      request.onblocked = () => {
        blocked = true;
        reject(BLOCKED);
      };
      request.onerror = () => {
        blocked = false;
        reject(storageFailure(request.error));
      };
      request.onsuccess = () => {
        const { result } = request;
        // Whoever asked first has been told no; who asks from now on gets it.
        if (blocked) opened = Promise.resolve(result);
        blocked = false;
        const forget = () => {
          opened = undefined;
        };
        result.onclose = forget;
        // A newer version of the extension wants to add a table: an open connection must not stand in its way.
        result.onversionchange = () => {
          result.close();
          forget();
        };
        resolve(result);
      };
    });

  async function database(): Promise<IDBDatabase> {
    if (blocked) throw BLOCKED;
    const mine = opened ?? open();
    opened = mine;
    mine.catch(() => {
      if (opened === mine) opened = undefined;
    });
    return mine;
  }

  return async (names, mode, relaxed = false) => {
    const all = typeof names === 'string' ? [names] : [...names];
    const durability = relaxed || all.every((name) => CACHES.includes(name)) ? 'relaxed' : 'strict';
    const begin = async () => (await database()).transaction(all, mode, { durability });
    try {
      // A connection that the browser is just closing takes no transaction; a new one does.
      return await begin().catch((error: unknown) => {
        if (!isClosing(error)) throw error;
        opened = undefined;
        return begin();
      });
    } catch (error) {
      throw storageFailure(error);
    }
  };
}

/** In this time what is asked of the database because of one event has been asked, ms. */
const BEHIND_MS = 10;

/** For what nobody waits for: it stands behind what is asked for just now, since a database does one thing after the other. */
export const behindOthers = () => new Promise<void>((resolve) => setTimeout(resolve, BEHIND_MS));

function isClosing(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'InvalidStateError';
}

const REASONS: Readonly<Record<string, FailureReason>> = {
  QuotaExceededError: 'storage_full',
  // The data on the disk is of a higher version than ours.
  VersionError: 'storage_newer',
  // Of a database that is corrupt, on a broken disk, or in a private window that keeps none.
  UnknownError: 'storage_refused',
  InvalidStateError: 'storage_refused',
  NotReadableError: 'storage_refused',
  SecurityError: 'storage_refused',
  TypeError: 'storage_refused',
};

/**
 * Whatever IndexedDB threw, as the failure that a user is told: what happened and what to do. Names of errors by
 * https://w3c.github.io/IndexedDB/#exceptions; browsers add their own, which end as `not_stored`.
 */
export function storageFailure(thrown: unknown): FailureError {
  if (thrown instanceof FailureError) return thrown;
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  return new FailureError({ kind: 'invalid', reason: REASONS[name] ?? 'not_stored' });
}
