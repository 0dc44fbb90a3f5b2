import type { Person, Task } from './schema';

export type ActionId = 'complete' | 'reopen' | 'edit';

/** Why an action may not be done; each has words `why_<reason>`. */
export type WhyNot =
  | 'already_done'
  | 'already_open'
  | 'not_creator_mode_1' // feishu-task-api §4.4: only the creator completes a task that everyone must finish
  | 'follower_only'; // §4.8: followers may read and comment

/** What a person should know before doing it; each has words `note_<name>`. */
export type Note =
  | 'repeats' // completing makes the next occurrence; reopening will not remove it (§4.5)
  | 'completes_for_everybody' // mode 1, creator (§4.4)
  | 'custom_completion'; // a third party's own way to complete (§4.6)

export interface Verdict {
  readonly may: boolean;
  readonly why?: WhyNot;
  readonly notes: readonly Note[];
}

interface Action {
  readonly id: ActionId;
  /** Suggested shortcut; one that Chromium really assigns (some are dropped in silence). */
  readonly key: string;
  judge(task: Task, me: Person | undefined): Verdict;
}

const isDone = (task: Task) => task.status === 'done' || (task.completed_at ?? '0') !== '0';
const assignees = (task: Task) => (task.members ?? []).filter((member) => member.role === 'assignee');

/** Edit right that can be known in advance: creator or assignee yes; only a follower no; otherwise unknown, so try (§4.8). */
function onlyFollows(task: Task, me: Person | undefined): boolean {
  if (!me || task.creator?.id === me.open_id) return false;
  const mine = (task.members ?? []).filter((member) => member.id === me.open_id);
  const inLists = Array.isArray(task.tasklists) && task.tasklists.length > 0;
  const hasParent = typeof task.parent_task_guid === 'string' && task.parent_task_guid !== '';
  return mine.length > 0 && mine.every((member) => member.role === 'follower') && !inLists && !hasParent;
}

const foreignMode1 = (task: Task, me: Person | undefined) =>
  task.mode === 1 && assignees(task).length > 1 && me !== undefined && task.creator?.id !== me.open_id;

function notesOnCompleting(task: Task): Note[] {
  const notes: Note[] = [];
  if (task.repeat_rule) notes.push('repeats');
  if (task.mode === 1 && assignees(task).length > 1) notes.push('completes_for_everybody');
  if (task.custom_complete?.pc?.href || Object.keys(task.custom_complete?.pc?.tip ?? {}).length > 0)
    notes.push('custom_completion');
  return notes;
}

const no = (why: WhyNot): Verdict => ({ may: false, why, notes: [] });

/** The table of actions: buttons, shortcuts and manifest commands are drawn from it. */
export const ACTIONS: readonly Action[] = [
  {
    id: 'complete',
    key: 'Alt+Shift+D',
    judge(task, me) {
      if (isDone(task)) return no('already_done');
      if (foreignMode1(task, me)) return no('not_creator_mode_1');
      if (onlyFollows(task, me)) return no('follower_only');
      return { may: true, notes: notesOnCompleting(task) };
    },
  },
  {
    id: 'reopen',
    key: 'Alt+Shift+U',
    judge(task, me) {
      if (!isDone(task)) return no('already_open');
      if (foreignMode1(task, me)) return no('not_creator_mode_1');
      if (onlyFollows(task, me)) return no('follower_only');
      return { may: true, notes: [] };
    },
  },
  {
    id: 'edit',
    key: 'Alt+Shift+E',
    judge: (task, me) => (onlyFollows(task, me) ? no('follower_only') : { may: true, notes: [] }),
  },
];

/** The action that a task needs next: reopen for a done one, else complete. */
export function nextAction(task: Task): 'complete' | 'reopen' {
  return isDone(task) ? 'reopen' : 'complete';
}

/** What may be done with a task, and if not, why. */
export function judge(id: ActionId, task: Task, me: Person | undefined): Verdict {
  return (ACTIONS.find((action) => action.id === id) as Action).judge(task, me);
}
