import { nextAction } from './actions';
import { type TaskPatch, touched } from './patch';
import type { Task } from './schema';

/**
 * The requests that one change needs, in order; usually one. A repeat rule and a completion are refused in one call, and so
 * is a completion time over another (feishu-task-api §3.5, §4.3). So: reopen first what is done, then the rule with all
 * the rest, then the completion, which makes the next occurrence from the new rule.
 */
export function saveSteps(task: Task, patch: TaskPatch): TaskPatch[] {
  const { completed_at, repeat_rule, ...others } = patch;
  if (completed_at === undefined) return touched(patch).length > 0 ? [patch] : [];
  const isDone = nextAction(task) === 'reopen';
  const completes = completed_at !== null && completed_at !== '0';
  const rule = repeat_rule === undefined ? [] : [{ ...others, repeat_rule }];
  const rest = repeat_rule === undefined ? others : {};
  if (!isDone) return [...rule, { ...rest, completed_at }];
  return [{ ...rest, completed_at: '0' }, ...rule, ...(completes ? [{ completed_at }] : [])];
}
