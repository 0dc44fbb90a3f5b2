const TABLES = ['state', 'logins', 'operations', 'tasks', 'definitions', 'learnt', 'drafts'] as const;
export type Table = (typeof TABLES)[number];

/** What Feishu can be asked again. */
const CACHES: readonly Table[] = ['tasks', 'definitions', 'learnt'];
/** Grows with each new table; those that are there stay as they are. */
const VERSION = 2;

/**
 * The extension's own IndexedDB: opened when first used, and again if the browser closes it. Answers a way to one table in a
 * new transaction; "strict" means: on the disk before the transaction completes.
 */
export function openDatabase(): (name: Table, mode: IDBTransactionMode) => Promise<IDBObjectStore> {
  let opened: Promise<IDBDatabase> | undefined;

  function database(): Promise<IDBDatabase> {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open('tasklark', VERSION);
      request.onupgradeneeded = () => {
        const { result } = request;
        for (const table of TABLES) if (!result.objectStoreNames.contains(table)) result.createObjectStore(table);
      };
      request.onblocked = () => reject(new Error('database blocked'));
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const { result } = request;
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
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  }

  return async (name, mode) => {
    const durability = CACHES.includes(name) ? 'relaxed' : 'strict';
    return (await database()).transaction(name, mode, { durability }).objectStore(name);
  };
}
