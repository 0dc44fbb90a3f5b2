import type { Failure, FailureReason } from '../../lib/failure';

/** Whether the database is well, by what its last uses came to. */
export interface StorageHealth {
  /** Told of each use: the failure, or nothing when it went well. */
  told(mode: IDBTransactionMode, failure?: Failure): void;
  /** Why it is not. */
  trouble(): FailureReason | undefined;
}

/** Troubles of writing alone: that it can be read says nothing of them. */
const OF_WRITES: readonly FailureReason[] = ['storage_full', 'not_stored'];

/** `fell` hears of each new trouble once, not of every use that meets it. */
export function openStorageHealth(fell: (failure: Failure) => void): StorageHealth {
  let trouble: Failure | undefined;
  return {
    told(mode, failure) {
      if (failure) {
        const isNews = failure.reason !== trouble?.reason;
        trouble = failure;
        if (isNews) fell(failure);
      } else if (mode === 'readwrite' || !OF_WRITES.includes(trouble?.reason ?? 'unknown')) trouble = undefined;
    },
    trouble: () => trouble?.reason,
  };
}
