import { type Failure, fail, toFailure } from '../../lib/failure';
import { judge, nextAction } from '../../lib/task/actions';
import { conflicts } from '../../lib/task/conflicts';
import { customFieldProblem } from '../../lib/task/custom-field-rules';
import { type CustomFieldDefinition, entryOf } from '../../lib/task/custom-fields';
import { type FieldName, fieldValue } from '../../lib/task/fields';
import { type Noticed, noticed } from '../../lib/task/noticed';
import { apply, baseOf, problems, type TaskPatch, touched } from '../../lib/task/patch';
import { agrees } from '../../lib/task/same-value';
import type { Task } from '../../lib/task/schema';
import { mayBeReview } from './backoff';
import type { Clock } from './clock';
import type { Ending, Operation } from './operation';
import type { Remote } from './remote';
import type { Account } from './store';

/** What carrying out an operation needs. */
export interface Means {
  readonly remote: Remote;
  readonly clock: Clock;
  /**
   * A task as the server has just shown it. It is kept while other things go on; only that the operation has ended is written
   * down after it. Resolves when it is kept, and never rejects.
   */
  seen(account: Account, task: Task, changed?: boolean): Promise<void>;
  /** Definitions of custom fields as far as they are known. */
  definitions(account: Account, task: Task): Promise<readonly CustomFieldDefinition[]>;
  /** A change was refused: what it teaches is kept for the next view. */
  refused(account: Account, task: Task, patch: TaskPatch, failure: Failure): Promise<void>;
  /** Writes down, before it happens, that the operation reopens the task on its way; see `reopenFirst`. */
  mark(operation: Operation): Promise<void>;
  /**
   * Before a write is sent: from here on it may have arrived, whatever is heard. Resolves once it is on the disk that the
   * operation is being sent; rejects where the disk does not take it. What it was like before goes to the disk meanwhile.
   */
  begun(operation: Operation): Promise<void>;
}

export interface Outcome {
  readonly ending: Ending;
  /** What was replaced, so that it can be put back. */
  readonly base: TaskPatch;
  /** What was sent. */
  readonly patch: TaskPatch;
  readonly noticed?: Noticed;
  /** Its own write had arrived before. */
  readonly ours?: true;
  /** The task as the server has just shown it. */
  readonly after: Task;
}

/**
 * Reads, judges, writes. Reading first makes every attempt safe to repeat: what had arrived already is seen as done,
 * and what somebody else changed meanwhile is not overwritten in silence. `bases` are what it may find without anybody else
 * having been there; `known` is a reading of just now.
 */
export async function perform(
  deps: Means,
  operation: Operation,
  bases: readonly TaskPatch[] = [operation.base],
  known?: Task,
): Promise<Outcome> {
  const { account, guid } = operation;
  const task = known ?? (await deps.remote.get(account, guid));
  if (!known) void deps.seen(account, task);
  return write(deps, operation, bases, task);
}

async function write(deps: Means, operation: Operation, bases: readonly TaskPatch[], task: Task): Promise<Outcome> {
  const { remote, clock } = deps;
  const { account, guid } = operation;
  const patch = patchOf(operation, clock);
  const verdict = judge(operation.action, task, account);
  if (verdict.why === 'already_done' || verdict.why === 'already_open') return alreadySo(operation, patch, task);
  if (verdict.why === 'not_creator_mode_1') fail('forbidden', 'not_creator_mode_1');
  if (operation.action === 'edit') {
    const open = touched(patch).filter((name) => !agrees(task, name, patch[name]));
    if (open.length === 0) return alreadySo(operation, patch, task);
    const meant = asMeant(task, operation);
    const isForeign = (name: FieldName) => bases.every((base) => conflicts(meant, patch, base).includes(name));
    if (open.some(isForeign)) fail('invalid', 'conflict');
    const [problem] = [
      ...problemsOf(task, patch),
      ...customProblems(await deps.definitions(account, task), task, patch),
    ];
    if (problem) fail('invalid', 'invalid_value', { detail: problem });
  }
  try {
    const going = { ...operation, sent: { base: baseBefore(task, operation, patch), at: clock.server() } };
    const isAnew = completesAnew(task, patch);
    const before = isAnew ? await reopenFirst(deps, going, task) : task;
    await deps.begun(isAnew ? { ...going, reopens: true } : going);
    const after = (await remote.patch(account, guid, patch)) ?? apply(before, patch);
    void deps.seen(account, after, true);
    const told = noticed(before, patch, after);
    return {
      ending: 'applied',
      base: baseBefore(task, operation, patch),
      patch,
      after,
      ...(told && { noticed: told }),
    };
  } catch (error) {
    const failure = explained(task, patch, toFailure(error), operation.doubtedAt !== undefined);
    await deps.refused(account, task, patch, failure);
    return fail(failure.kind, failure.reason, failure);
  }
}

const problemsOf = (task: Task, patch: TaskPatch) =>
  problems(task, patch).map(({ field, problem }) => `${field}: ${problem}`);

/** Checked again just before sending: definitions may have become known, or changed, since the form was filled. */
function customProblems(definitions: readonly CustomFieldDefinition[], task: Task, patch: TaskPatch): string[] {
  return (patch.custom_fields ?? []).flatMap((entry) => {
    const definition = definitions.find(({ guid }) => guid === entry.guid);
    const before = entryOf(fieldValue(task, 'custom_fields'), entry.guid);
    const problem = definition && customFieldProblem(definition, entry, before);
    return problem ? [`${definition.name}: ${problem}`] : [];
  });
}

/** A completed task takes no other completion time: it is reopened first (feishu-task-api §4.3). */
const completesAnew = (task: Task, { completed_at }: TaskPatch) =>
  nextAction(task) === 'reopen' && (completed_at ?? '0') !== '0';

/**
 * The first of two writes. It is written down before it happens: found open by a later attempt, the task is on its way and
 * not a conflict, and the second write follows.
 */
async function reopenFirst({ remote, mark, begun }: Means, operation: Operation, task: Task): Promise<Task> {
  await begun(operation);
  await mark({ ...operation, reopens: true });
  const patch = { completed_at: '0' };
  return (await remote.patch(operation.account, operation.guid, patch)) ?? apply(task, patch);
}

/** The task as it was before our own first write, if that has happened. */
function asMeant(task: Task, { reopens, base }: Operation): Task {
  const isOpen = nextAction(task) === 'complete';
  return reopens && isOpen && base.completed_at ? { ...task, completed_at: base.completed_at } : task;
}

/** The task holds all of it. What our own write has replaced is known from before that write. */
function alreadySo(operation: Operation, patch: TaskPatch, after: Task): Outcome {
  const { base, sent } = operation;
  const ours = isOurs(operation, patch, after);
  return { ending: 'already', base: (ours && sent?.base) || base, patch, after, ...(ours && { ours }) };
}

/** How far the server's clock and ours may be apart, ms, or a lost answer and the arrival of what it would have answered. */
const CLOCKS_MS = 4000;
/** How long after its beginning a write arrives, ms, where nothing holds it up: its request lives for 15 s. */
const ARRIVES_MS = 20_000;
/** Waiting for a turn first it takes longer. No later than this, ms, or another person's change after a night's sleep is ours. */
const LATEST_MS = 80_000;

/**
 * Whether the task holds it because a write of ours has arrived whose answer was lost. Completed by us, it carries our moment;
 * by v1, which takes the server's own, one close to it: another person's completion in those seconds cannot be told from ours.
 * Of other fields the time of the last change tells whether somebody else has come to the same later. What is not known is no
 * sign of us: at worst there is no Undo.
 */
function isOurs({ sent, mayHaveArrived }: Operation, patch: TaskPatch, task: Task): true | undefined {
  const { at = 0, lostAt = 0 } = sent ?? {};
  const latest = Math.min(Math.max(ARRIVES_MS, lostAt - at + CLOCKS_MS), LATEST_MS);
  const isThen = (time: string | undefined) => {
    const late = Number(time) - at;
    return late >= -CLOCKS_MS && late <= latest;
  };
  const moment = patch.completed_at ?? '0';
  const isExact = moment !== '0' && agrees(task, 'completed_at', moment);
  const isClose = moment === '0' || (task.legacy && isThen(task.completed_at));
  const isArrived = isExact ? sent || mayHaveArrived : sent && isClose && isThen(task.updated_at);
  return isArrived ? true : undefined;
}

const baseBefore = (task: Task, operation: Operation, patch: TaskPatch) => baseOf(asMeant(task, operation), patch);

/**
 * Feishu says "server error" for two things that are none, and trying again would not help (feishu-task-api §1, §4.4). `again`:
 * this change was answered like that before.
 */
function explained(task: Task, patch: TaskPatch, failure: Failure, again: boolean): Failure {
  const about = { ...failure, kind: 'forbidden', reason: 'not_creator_mode_1' } as const;
  const isFailed = (failure.code === 1470500 || failure.code === 1470604) && (failure.status ?? 500) <= 500;
  if (isFailed && task.mode === 1 && patch.completed_at !== undefined) return about;
  return again && mayBeReview(patch, failure) ? { ...failure, reason: 'content_refused' } : failure;
}

/** Completing takes the moment of the user's decision, by the server's clock, ms. */
function patchOf({ action, patch, createdAt }: Operation, clock: Clock): TaskPatch {
  if (patch.completed_at !== undefined || action === 'edit') return patch;
  return { completed_at: action === 'reopen' ? '0' : String(clock.server(createdAt)) };
}
