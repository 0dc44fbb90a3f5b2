import type { Database, Table } from './database';
import type { Shape } from './shapes';

/** A record that is not what it should be. */
export interface Unfit {
  readonly table: Table;
  readonly key: string;
  /** `shape`: it can be read, but not as what it should be. `unreadable`: the browser cannot read it at all. */
  readonly reason: 'shape' | 'unreadable';
  /** ms since 1970 */
  readonly at: number;
  readonly value?: unknown;
  /** The user has been shown it. */
  readonly seen?: true;
}

/** Where records go that would break whoever reads them. Nothing here is ever deleted, so nothing that a user made is lost. */
export interface Aside {
  /** Moves one away, or drops it where its shape says so. Resolves either way: who came to read goes on without it. */
  take(table: Table, key: string, shape: Shape): Promise<undefined>;
  /** Writes down that one cannot be read; it stays where it is. */
  note(table: Table, key: string): Promise<undefined>;
  /** Oldest first; nothing while the database does not answer. */
  list(): Promise<readonly Unfit[]>;
  /** Marks all as shown. */
  seen(): Promise<void>;
}

export function openAside(open: Database): Aside {
  const keyOf = ({ table, key, reason, at }: Unfit) => `${table}/${key}/${reason === 'shape' ? at : reason}`;
  const quietly = (work: Promise<void>) =>
    work.then(
      () => undefined,
      () => undefined,
    );

  /** In one transaction, and only what still does not fit: it may have been written anew since. */
  async function move(table: Table, key: string, shape: Shape): Promise<void> {
    const transaction = await open([table, 'aside'], 'readwrite');
    const records = transaction.objectStore(table);
    const request = records.get(key);
    request.onsuccess = () => {
      const value: unknown = request.result;
      if (value === undefined || shape.fits(value)) return;
      const unfit: Unfit = {
        table,
        key,
        reason: 'shape',
        at: Date.now(),
        ...(shape.otherwise === 'aside' && { value }),
      };
      if (shape.otherwise !== 'drop') transaction.objectStore('aside').put(unfit, keyOf(unfit));
      records.delete(key);
    };
    await completed(transaction);
  }

  async function put(unfit: Unfit): Promise<void> {
    const transaction = await open('aside', 'readwrite');
    transaction.objectStore('aside').put(unfit, keyOf(unfit));
    await completed(transaction);
  }

  async function list(): Promise<readonly Unfit[]> {
    try {
      const transaction = await open('aside', 'readonly');
      const request: IDBRequest<Unfit[]> = transaction.objectStore('aside').getAll();
      await completed(transaction);
      return request.result.sort((a, b) => a.at - b.at);
    } catch {
      return [];
    }
  }

  return {
    list,
    take: (table, key, shape) => quietly(move(table, key, shape)),
    note: (table, key) => quietly(put({ table, key, reason: 'unreadable', at: Date.now() })),
    async seen() {
      for (const unfit of await list()) if (!unfit.seen) await quietly(put({ ...unfit, seen: true }));
    },
  };
}

/** Resolves once everything in the transaction is done for good; a request that succeeded says nothing of that. */
function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
