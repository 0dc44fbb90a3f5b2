import { describe, expect, it } from 'vitest';
import type { TaskPatch } from '../../../lib/task/patch';
import { saveSteps } from '../../../lib/task/save-steps';
import type { Task } from '../../../lib/task/schema';

const open: Task = { guid: 'g', completed_at: '0' };
const done: Task = { guid: 'g', completed_at: '1700000000000' };
const rule = { repeat_rule: 'FREQ=DAILY;INTERVAL=1' };
const title = { summary: 'New' };
const at = { completed_at: '1800000000000' };

describe('the requests that one change needs', () => {
  it.each<[string, Task, TaskPatch, TaskPatch[]]>([
    ['nothing', open, {}, []],
    ['a title', open, title, [title]],
    ['a rule and a title', open, { ...rule, ...title }, [{ ...rule, ...title }]],
    ['a completion and a title', open, { ...at, ...title }, [{ ...at, ...title }]],
    ['a rule, then the completion', open, { ...rule, ...title, ...at }, [{ ...rule, ...title }, at]],
    ['no rule any more, then the completion', open, { repeat_rule: null, ...at }, [{ repeat_rule: null }, at]],
    ['a reopening', done, { completed_at: '0', ...title }, [{ completed_at: '0', ...title }]],
    [
      'a reopening, then the rule',
      done,
      { completed_at: '0', ...rule, ...title },
      [{ completed_at: '0' }, { ...rule, ...title }],
    ],
    ['another time of completion', done, { ...at, ...title }, [{ completed_at: '0', ...title }, at]],
    ['another time, and a rule', done, { ...at, ...rule }, [{ completed_at: '0' }, rule, at]],
  ])('%s', (_, task, patch, steps) => {
    expect(saveSteps(task, patch)).toEqual(steps);
  });
});
