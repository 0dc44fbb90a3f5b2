import { describe, expect, it } from 'vitest';
import { type Database, openDatabase, storageFailure } from '../../../entrypoints/background/database';
import type { FailureReason } from '../../../lib/failure';

type Connection = Pick<IDBDatabase, 'transaction' | 'close' | 'onclose' | 'onversionchange'>;

/** As much of a browser's IndexedDB as opening needs: each request is answered by hand. */
function handMade(options: { throws?: Error } = {}) {
  const requests: IDBOpenDBRequest[] = [];
  const closed: Connection[] = [];
  const factory = {
    open() {
      if (options.throws) throw options.throws;
      requests.push({} as IDBOpenDBRequest);
      return requests.at(-1) as IDBOpenDBRequest;
    },
  };
  const connection = (transaction: () => unknown = () => 'a transaction'): Connection => {
    const made = { transaction, close: () => closed.push(made as Connection), onclose: null, onversionchange: null };
    return made as unknown as Connection;
  };
  const end = (handler: 'onsuccess' | 'onerror' | 'onblocked', more: object) => {
    const request = requests.at(-1) as IDBOpenDBRequest;
    Object.assign(request, more);
    (request[handler] as () => void)();
  };
  return { factory, requests, closed, connection, end };
}

const reasonOf = (work: ReturnType<Database>) =>
  work.then(
    () => 'none',
    (error: { failure: { reason: FailureReason } }) => error.failure.reason,
  );

describe('the database', () => {
  it.each([
    ['QuotaExceededError', 'storage_full'],
    ['VersionError', 'storage_newer'],
    ['UnknownError', 'storage_refused'],
    ['InvalidStateError', 'storage_refused'],
    ['AbortError', 'not_stored'],
  ])('that ends opening with %s says %s, and is tried again', async (name, reason) => {
    const { factory, requests, connection, end } = handMade();
    const database = openDatabase(factory);
    const first = database('state', 'readonly');
    end('onerror', { error: new DOMException('', name) });
    expect(await reasonOf(first)).toBe(reason);
    const second = database('state', 'readonly');
    expect(requests).toHaveLength(2);
    end('onsuccess', { result: connection() });
    expect(await second).toBe('a transaction');
  });

  it('that may not be asked at all says so every time', async () => {
    const database = openDatabase(handMade({ throws: new DOMException('', 'SecurityError') }).factory);
    for (let turn = 0; turn < 3; turn += 1)
      expect(await reasonOf(database('state', 'readwrite'))).toBe('storage_refused');
  });

  it('that is blocked says so at once to all who ask, asks once, and works when it is let go', async () => {
    const { factory, requests, connection, end } = handMade();
    const database = openDatabase(factory);
    const first = database('operations', 'readwrite');
    end('onblocked', {});
    expect(await reasonOf(first)).toBe('storage_blocked');
    expect(await reasonOf(database('operations', 'readwrite'))).toBe('storage_blocked');
    expect(requests).toHaveLength(1);
    end('onsuccess', { result: connection() });
    expect(await database('operations', 'readwrite')).toBe('a transaction');
    expect(requests).toHaveLength(1);
  });

  it('steps aside for a newer version and opens anew after', async () => {
    const { factory, requests, closed, connection, end } = handMade();
    const database = openDatabase(factory);
    const first = database('state', 'readonly');
    const opened = connection();
    end('onsuccess', { result: opened });
    await first;
    opened.onversionchange?.call(opened as IDBDatabase, {} as IDBVersionChangeEvent);
    expect(closed).toEqual([opened]);
    void database('state', 'readonly');
    await Promise.resolve();
    expect(requests).toHaveLength(2);
  });

  it('that is just closing is opened once more for whoever asks', async () => {
    const { factory, requests, connection, end } = handMade();
    const database = openDatabase(factory);
    const work = database('state', 'readonly');
    end('onsuccess', {
      result: connection(() => {
        throw new DOMException('', 'InvalidStateError');
      }),
    });
    while (requests.length < 2) await Promise.resolve();
    end('onsuccess', { result: connection() });
    expect(await work).toBe('a transaction');
  });

  it('keeps what users make on the disk before it says so, caches later', async () => {
    const asked: unknown[] = [];
    const { factory, connection, end } = handMade();
    const database = openDatabase(factory);
    const work = database(['operations', 'aside'], 'readwrite');
    end('onsuccess', { result: connection((...args: unknown[]) => asked.push(args[2])) });
    await work;
    await database('tasks', 'readwrite');
    await database(['tasks', 'aside'], 'readwrite');
    expect(asked).toEqual([{ durability: 'strict' }, { durability: 'relaxed' }, { durability: 'strict' }]);
  });
});

describe('trouble', () => {
  it('passes on what is a failure already, and knows nothing of what nobody foresaw', () => {
    const known = storageFailure(new DOMException('', 'QuotaExceededError'));
    expect(storageFailure(known)).toBe(known);
    expect(storageFailure('odd').failure).toEqual({ kind: 'invalid', reason: 'not_stored' });
  });
});
