import type { Failure } from '../../lib/failure';
import type { Endpoint } from '../../lib/feishu/errors';
import type { FailureRecord } from '../../lib/messages/contract';
import type { Item } from './store';

/** Failures that are remembered; the oldest leave first. */
const MOST = 50;
/** Feishu's request ids are letters and digits. Ids of tasks and people, and tokens, have dashes: a server that sends one there is not believed. */
const LOG_ID = /^[0-9A-Za-z]{1,64}$/;

/** The last failures, for a bug report: fixed words, numbers and log ids. Survives the worker. */
export interface Journal {
  /** `status` is the HTTP status, where there was an answer. Never fails: trouble with it must not hide the trouble it tells of. */
  note(endpoint: Endpoint | 'database', failure: Failure, status?: number): void;
  /** Oldest first. */
  list(): Promise<readonly FailureRecord[]>;
}

export function openJournal(item: Item<readonly FailureRecord[]>, now: () => number): Journal {
  /** What could not be written yet: a full disk is no reason to forget why. */
  let unwritten: FailureRecord[] = [];
  let line: Promise<unknown> = Promise.resolve();

  async function write(): Promise<void> {
    const news = unwritten;
    if (news.length === 0) return;
    await item
      .update((old = []) => [...old, ...news].slice(-MOST))
      .then(
        () => {
          unwritten = unwritten.filter((record) => !news.includes(record));
        },
        () => undefined,
      );
  }

  return {
    note(endpoint, { kind, reason, code, log_id }, status) {
      // Picked one by one: `detail` holds a server's words, and those can hold anything.
      const record: FailureRecord = {
        at: now(),
        endpoint,
        kind,
        reason,
        ...(status !== undefined && { status }),
        ...(code !== undefined && { code }),
        ...(log_id !== undefined && LOG_ID.test(log_id) && { log_id }),
      };
      unwritten = [...unwritten, record].slice(-MOST);
      line = line.then(write);
    },
    async list() {
      await line;
      const stored = (await item.get().catch(() => undefined)) ?? [];
      return [...stored, ...unwritten].slice(-MOST);
    },
  };
}
