import type { Page } from 'puppeteer';

/** A row of the outbox, as far as a run looks at it. */
export interface StoredOperation {
  readonly id: string;
  readonly guid: string;
  readonly account: { readonly name: string };
  readonly state: string;
  readonly attempts: number;
  readonly createdAt: number;
  readonly settledAt?: number;
  readonly holdUntil?: number;
  readonly patch: object;
  /** Edits that were merged while they waited, itself the first. */
  readonly parts?: readonly { readonly id: string }[];
  readonly failure?: { readonly reason: string };
}

/** Ids of the wishes that an operation carries. */
export const wishesOf = ({ id, parts }: StoredOperation): readonly string[] => parts?.map((part) => part.id) ?? [id];

/** Has not ended. */
export const isOpen = ({ state }: StoredOperation) => state === 'queued' || state === 'sending' || state === 'parked';

export interface StoredSession {
  readonly account?: { readonly name: string };
  readonly access_token?: string;
  readonly refresh_token?: string;
  readonly failure?: { readonly kind: string; readonly reason: string };
}

export interface Stored {
  readonly operations: readonly StoredOperation[];
  readonly sessions: { readonly feishu?: StoredSession; readonly lark?: StoredSession };
}

/** What is on the disk, read past the worker (which may be dead) by another page of the extension. */
export async function readStored(page: Page): Promise<Stored> {
  return page.evaluate(
    () =>
      new Promise<Stored>((resolve, reject) => {
        const opening = indexedDB.open('tasklark');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const tables = opening.result.transaction(['operations', 'state']);
          const state = tables.objectStore('state');
          const operations = tables.objectStore('operations').getAll();
          const [feishu, lark] = [state.get('session:feishu'), state.get('session:lark')];
          tables.oncomplete = () => {
            opening.result.close();
            resolve({ operations: operations.result, sessions: { feishu: feishu.result, lark: lark.result } });
          };
        };
      }),
  );
}

/** Makes these ended operations look as if they had ended `ms` earlier: nobody waits an hour for the clearing up. */
export async function age(page: Page, ids: readonly string[], ms: number): Promise<void> {
  await page.evaluate(
    async (chosen, by) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('tasklark');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = database.transaction('operations', 'readwrite');
      const table = transaction.objectStore('operations');
      for (const id of chosen) {
        const request = table.get(id);
        request.onsuccess = () => {
          if (request.result) table.put({ ...request.result, settledAt: request.result.settledAt - by }, id);
        };
      }
      await new Promise((resolve) => {
        transaction.oncomplete = resolve;
        transaction.onabort = resolve;
      });
      database.close();
    },
    ids,
    ms,
  );
}
