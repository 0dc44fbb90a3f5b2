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
  type: string;
  guid: string;
  answer(value: TaskStatus | null): void;
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
    ((message: { type: string; input: { guid: string } }) =>
      new Promise((resolve) => {
        asked.push({
          type: message.type,
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

  it('is asked for eight tasks at a time', async () => {
    for (const guid of 'abcdefghij') statuses.read(task(guid));
    expect(asked.map(({ guid }) => guid).join('')).toBe('abcdefgh');
    asked[2]?.answer(status('c'));
    await settle();
    expect(asked.map(({ guid }) => guid).join('')).toBe('abcdefghi');
  });

  it('asks again for what became old, of what had been asked for', async () => {
    statuses.read(task('a'));
    asked[0]?.answer(status('a'));
    await settle();
    statuses.known(task('b'));
    statuses.refresh([task('a'), task('b')]);
    expect(asked).toHaveLength(1);
    statuses.outdate();
    statuses.refresh([task('a'), task('b')]);
    expect(asked.map(({ guid }) => guid)).toEqual(['a', 'a']);
    // Once is enough.
    statuses.refresh([task('a'), task('b')]);
    expect(asked).toHaveLength(2);
  });

  it('drops an answer that was overtaken', async () => {
    statuses.read(task('a'));
    statuses.outdate(task('a'));
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

  it('glances at what is in view now, and no longer at what has left it', async () => {
    statuses.glance([...'abcdefghij'].map(task));
    expect(asked.map(({ type }) => type)).toEqual(Array(8).fill('task.glance'));
    // A page full of other links, one of them asked for a moment ago.
    statuses.glance(['h', 'x', 'y'].map(task));
    for (const one of [...asked]) one.answer(status(one.guid));
    await settle();
    expect(asked.map(({ guid }) => guid).join('')).toBe('abcdefghxy');
    statuses.glance([]);
    expect(asked).toHaveLength(10);
  });

  it('asks first for what somebody points at, also while a glance at it is under way or came to nothing', async () => {
    statuses.glance([...'abcdefghij'].map(task));
    statuses.read(task('z'));
    asked[0]?.answer(status('a'));
    await settle();
    expect(asked.at(-1)).toMatchObject({ type: 'task.status', guid: 'z' });
    statuses.read(task('b'));
    asked[2]?.answer(null);
    await settle();
    expect(asked.at(-1)).toMatchObject({ type: 'task.status', guid: 'b' });
    expect(statuses.known(task('c'))).toEqual({});
    statuses.read(task('c'));
    asked[3]?.answer(status('d'));
    await settle();
    expect(asked.at(-1)).toMatchObject({ type: 'task.status', guid: 'c' });
    // Answered by a glance: young, whoever points.
    const before = asked.length;
    statuses.read(task('a'));
    expect(asked).toHaveLength(before);
  });

  it('keeps nothing for what is only drawn', () => {
    const kept = vi.spyOn(Map.prototype, 'set');
    expect(statuses.known(task('a'))).toEqual({});
    expect(kept).not.toHaveBeenCalled();
    kept.mockRestore();
  });

  it('ends when the extension is gone', async () => {
    statuses.read(task('a'));
    asked[0]?.fail({ kind: 'context-lost', reason: 'extension_reloaded' });
    await settle();
    expect(lost).toBe(1);
  });
});
