import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openNews } from '../../../entrypoints/background/news';
import type { Broadcast } from '../../../lib/messages/contract';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('tells what changed together once, and what changes later again', () => {
  const told: Broadcast[][] = [];
  const news = openNews((...all) => void told.push(all));
  news('feishu', 'a');
  news('feishu', 'b');
  news('feishu', 'a');
  news('lark', 'a');
  expect(told).toEqual([]);
  vi.runAllTimers();
  const task = (brand: 'feishu' | 'lark', guid: string) => ({ type: 'task.changed', brand, guid });
  expect(told).toEqual([[task('feishu', 'a'), task('feishu', 'b'), task('lark', 'a'), { type: 'outbox.changed' }]]);
  news('feishu', 'b');
  vi.runAllTimers();
  expect(told[1]).toEqual([task('feishu', 'b'), { type: 'outbox.changed' }]);
  expect(vi.getTimerCount()).toBe(0);
});
