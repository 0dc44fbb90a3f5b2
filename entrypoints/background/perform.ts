import { fail, toFailure } from '../../lib/failure';
import { judge } from '../../lib/task/actions';
import { agrees, baseOf, problems, type TaskPatch, touched } from '../../lib/task/patch';
import type { Task } from '../../lib/task/schema';
import type { Clock } from './clock';
import type { Remote } from './remote';
import type { Account, Ending, Operation } from './store';

/** What carrying out an operation needs. */
export interface Means {
  readonly remote: Remote;
  readonly clock: Clock;
  /** A task as the server has just shown it. */
  seen(account: Account, task: Task): Promise<void>;
}

export interface Outcome {
  readonly ending: Ending;
  /** What was replaced, so that it can be put back. */
  readonly base: TaskPatch;
  /** What was sent. */
  readonly patch: TaskPatch;
}

/**
 * Reads, judges, writes. Reading first makes every attempt safe to repeat: what had arrived already is seen as done,
 * and what somebody else changed meanwhile is not overwritten in silence.
 */
export async function perform(deps: Means, operation: Operation): Promise<Outcome> {
  const { remote, clock } = deps;
  const { account, guid } = operation;
  const task = await remote.get(account, guid);
  await deps.seen(account, task);
  const patch = patchOf(operation, clock);
  const base = baseOf(task, patch);
  const verdict = judge(operation.action, task, account);
  if (verdict.why === 'already_done' || verdict.why === 'already_open')
    return { ending: 'already', base: operation.base, patch };
  if (verdict.why === 'not_creator_mode_1') fail('forbidden', 'not_creator_mode_1');
  if (operation.action === 'edit') {
    const open = touched(patch).filter((name) => !agrees(task, name, patch[name] as never));
    if (open.length === 0) return { ending: 'already', base: operation.base, patch };
    if (open.some((name) => !agrees(task, name, operation.base[name] as never))) fail('invalid', 'conflict');
    const [problem] = problems(task, patch);
    if (problem) fail('invalid', 'invalid_value', { detail: `${problem.field}: ${problem.problem}` });
  }
  try {
    await deps.seen(account, await remote.patch(account, guid, patch));
  } catch (error) {
    const failure = toFailure(error);
    const forEverybody = task.mode === 1 && operation.action !== 'edit';
    // Feishu says "server error" for what is a matter of right here (feishu-task-api §4.4); trying again would not help.
    if (failure.code === 1470500 && forEverybody) fail('forbidden', 'not_creator_mode_1', { code: 1470500 });
    if (failure.code === 1470500 && (patch.summary || patch.description) && operation.attempts > 1)
      fail('invalid', 'content_refused', { ...failure });
    throw error;
  }
  return { ending: 'applied', base, patch };
}

/** Completing takes the moment of the user's decision, by the server's clock, ms. */
function patchOf({ action, patch, createdAt }: Operation, clock: Clock): TaskPatch {
  if (patch.completed_at !== undefined || action === 'edit') return patch;
  return { completed_at: action === 'reopen' ? '0' : String(clock.server(createdAt)) };
}
