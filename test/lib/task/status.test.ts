import { describe, expect, it } from 'vitest';
import type { Task } from '../../../lib/task/schema';
import { statusOf } from '../../../lib/task/status';

const NOW = Date.UTC(2026, 10, 21, 12);
const due = { timestamp: String(NOW - 1), is_all_day: false };
const open: Task = { guid: 'g', summary: 'A', status: 'todo', completed_at: '0' };

describe('status', () => {
  it.each<[string, Task, boolean]>([
    ['a task without a due', open, false],
    ['an open one whose moment has passed', { ...open, due }, true],
    ['an open one whose moment comes', { ...open, due: { timestamp: String(NOW + 1) } }, false],
    ['a done one', { ...open, due, status: 'done', completed_at: '5' }, false],
  ])('of %s', (_, task, overdue) => {
    expect(statusOf('feishu', task, undefined, NOW, 'settled').overdue).toBe(overdue);
  });

  it('tells a control of a due that is no date as it is, cut to what a line can show', () => {
    const odd = { ...open, due: { timestamp: '7'.repeat(500) } };
    const { due: told, overdue } = statusOf('feishu', odd, undefined, NOW, 'settled');
    expect(told).toEqual({ timestamp: '7'.repeat(40), is_all_day: false });
    expect(overdue).toBe(false);
  });

  it('carries what a control draws and nothing else', () => {
    const task = { ...open, due, description: 'private', members: [{ id: 'ou_1', name: 'Anna' }] };
    expect(statusOf('feishu', task, undefined, NOW, 'settled')).toEqual({
      brand: 'feishu',
      guid: 'g',
      summary: 'A',
      status: 'todo',
      due,
      overdue: true,
      next: 'complete',
      may: true,
      notes: [],
      progress: 'settled',
    });
  });
});
