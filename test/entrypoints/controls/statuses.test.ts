import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { knowStatuses, type Statuses } from '../../../entrypoints/controls/statuses';
import type { Failure } from '../../../lib/failure';
import type { TaskStatus } from '../../../lib/task/status';

const task = (guid: string) => ({ brand: 'feishu', guid }) as const;
const status = (guid: string, summary = guid): TaskStatus => ({
  ...task(guid),
  summary,
  status: 'todo',
  overdue: false,
  next: 'complete',
  may: true,
  notes: [],
  progress: 'settled',
});

interface Asked {
  guid: string;
  answer(value: TaskStatus): void;
  fail(failure: Failure): void;
}

let asked: Asked[];
let changed: string[];
let lost: number;
let statuses: Statuses;

beforeEach(() => {
  asked = [];
  changed = [];
  lost = 0;
  vi.useFakeTimers();
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(
    ((message: { input: { guid: string } }) =>
      new Promise((resolve) => {
        asked.push({
          guid: message.input.guid,
          answer: (value) => resolve({ ok: true, value }),
          fail: (failure) => resolve({ ok: false, failure }),
        });
      })) as never,
  );
  statuses = knowStatuses(
    (key) => changed.push(key),
    () => {
      lost += 1;
    },
  );
});

const settle = () => vi.advanceTimersByTimeAsync(1);

describe('what a page knows of its tasks', () => {
  it('is asked once for many links, and again only when the answer is old', async () => {
    statuses.read(task('a'));
    statuses.read(task('a'));
    expect(asked).toHaveLength(1);
    asked[0]?.answer(status('a'));
    await settle();
    expect(statuses.known(task('a')).status?.summary).toBe('a');
    expect(changed).toEqual(['feishua']);
    statuses.read(task('a'));
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(6000);
    statuses.read(task('a'));
    expect(asked).toHaveLength(2);
  });

  it('is asked for four tasks at a time', async () => {
    for (const guid of ['a', 'b', 'c', 'd', 'e']) statuses.read(task(guid));
    expect(asked.map(({ guid }) => guid)).toEqual(['a', 'b', 'c', 'd']);
    asked[2]?.answer(status('c'));
    await settle();
    expect(asked.map(({ guid }) => guid)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('says which of it became old, of what had been asked for', async () => {
    statuses.read(task('a'));
    asked[0]?.answer(status('a'));
    await settle();
    statuses.known(task('b'));
    expect(statuses.outdate(task('b'))).toEqual([]);
    expect(statuses.outdate()).toEqual(['feishua']);
    statuses.read(task('a'));
    expect(asked).toHaveLength(2);
  });

  it('drops an answer that was overtaken', async () => {
    statuses.read(task('a'));
    expect(statuses.outdate(task('a'))).toEqual(['feishua']);
    await settle();
    statuses.read(task('a'));
    asked[0]?.answer(status('a', 'old'));
    asked[1]?.answer(status('a', 'new'));
    await settle();
    expect(statuses.known(task('a')).status?.summary).toBe('new');
  });

  it('keeps the title when a later question fails, and forgets the failure when one succeeds', async () => {
    statuses.put(task('a'), { status: status('a') });
    statuses.outdate();
    statuses.read(task('a'));
    asked[0]?.fail({ kind: 'offline', reason: 'no_network' });
    await settle();
    expect(statuses.known(task('a'))).toMatchObject({ status: { summary: 'a' }, failure: { kind: 'offline' } });
    statuses.outdate();
    statuses.read(task('a'));
    asked[1]?.answer(status('a'));
    await settle();
    expect(statuses.known(task('a')).failure).toBeUndefined();
  });

  it('ends when the extension is gone', async () => {
    statuses.read(task('a'));
    asked[0]?.fail({ kind: 'context-lost', reason: 'extension_reloaded' });
    await settle();
    expect(lost).toBe(1);
  });
});
