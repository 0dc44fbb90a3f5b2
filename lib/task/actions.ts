import { isWebLink } from './custom-complete';
import type { Person, Task } from './schema';
import type { Reach } from './scopes';

export type ActionId = 'complete' | 'reopen' | 'edit';

/** Why an action may not be done; each has words `why_<reason>`. */
export type WhyNot =
  | 'already_done'
  | 'already_open'
  | 'not_creator_mode_1' // feishu-task-api §4.4: only the creator completes a task that everyone must finish
  | 'old_scope_only' // the app holds only `task:task`: v1 completes and reopens (§3.12)
  | 'no_write_scope' // the sign-in may only read
  | 'follower_only' // §4.8: followers may read and comment
  | 'no_edit_right' // learnt: Feishu refused a change of this task (1470403)
  | 'deleted'; // learnt: Feishu says that the task is gone (1470404)

/** What a person should know before doing it; each has words `note_<name>`. */
export type Note =
  | 'repeats' // completing makes the next occurrence; reopening will not remove it (§4.5)
  | 'completes_for_everybody' // mode 1, creator (§4.4)
  | 'reopens_for_everybody' // likewise: everybody's part is open again
  | 'next_stays' // the next occurrence is there already, and reopening leaves it there (§4.5)
  | 'custom_completion'; // a third party's own way to complete (§4.6)

/** What to do in its place, or first; the view knows how. */
export type Instead =
  | 'open_in_client' // finish one's own part there, or ask there
  | 'open_link' // the third party's link: `offer.href`
  | 'read_tip' // the third party's words: `offer.tip`
  | 'reopen'
  | 'complete';

/** What an earlier refusal taught about this person and this task. */
export type Learnt = 'no_edit_right' | 'deleted';

/** A third party's own way to complete; the link goes before the tip (§4.6). */
export interface Offer {
  /** http or https, checked. */
  readonly href?: string;
  /** Locale → words; see `tipFor`. */
  readonly tip?: Readonly<Record<string, string>>;
}

export interface Verdict {
  readonly may: boolean;
  readonly why?: WhyNot;
  readonly notes: readonly Note[];
  readonly instead?: Instead;
  readonly offer?: Offer;
}

interface Action {
  readonly id: ActionId;
  /** Suggested shortcut; one that Chromium really assigns (some are dropped in silence). */
  readonly key: string;
  judge(task: Task, me: Person | undefined): Verdict;
}

const isDone = (task: Task) => task.status === 'done' || Number(task.completed_at) > 0;
const assignees = (task: Task) => (task.members ?? []).filter((member) => member.role === 'assignee');
const forEverybody = (task: Task) => task.mode === 1 && assignees(task).length > 1;

/** Edit right that can be known in advance: creator or assignee yes; only a follower no; otherwise unknown, so try (§4.8). */
function onlyFollows(task: Task, me: Person | undefined): boolean {
  if (!me || task.creator?.id === me.open_id) return false;
  const mine = (task.members ?? []).filter((member) => member.id === me.open_id);
  const inLists = Array.isArray(task.tasklists) && task.tasklists.length > 0;
  const hasParent = typeof task.parent_task_guid === 'string' && task.parent_task_guid !== '';
  return mine.length > 0 && mine.every((member) => member.role === 'follower') && !inLists && !hasParent;
}

const foreignMode1 = (task: Task, me: Person | undefined) =>
  forEverybody(task) && me !== undefined && task.creator?.id !== me.open_id;

/** The computer's own completion, as the official client shows it in place of ticking (§4.6); a link that is none is left out. */
function offerOf(task: Task): Offer | undefined {
  const { href, tip = {} } = task.custom_complete?.pc ?? {};
  const link = href && isWebLink(href) ? href : undefined;
  const words = Object.fromEntries(Object.entries(tip).filter(([, text]) => text !== ''));
  const hasWords = Object.keys(words).length > 0;
  return link || hasWords ? { ...(link && { href: link }), ...(hasWords && { tip: words }) } : undefined;
}

function completing(task: Task): Verdict {
  const offer = offerOf(task);
  const notes: Note[] = [];
  if (task.repeat_rule) notes.push('repeats');
  if (forEverybody(task)) notes.push('completes_for_everybody');
  if (!offer) return { may: true, notes };
  return { may: true, notes: [...notes, 'custom_completion'], instead: offer.href ? 'open_link' : 'read_tip', offer };
}

function reopening(task: Task): Verdict {
  const notes: Note[] = [];
  if (forEverybody(task)) notes.push('reopens_for_everybody');
  if (task.next_task_guid) notes.push('next_stays');
  return { may: true, notes };
}

const INSTEAD: Readonly<Partial<Record<WhyNot, Instead>>> = {
  already_done: 'reopen',
  already_open: 'complete',
  not_creator_mode_1: 'open_in_client',
  follower_only: 'open_in_client',
  no_edit_right: 'open_in_client',
};

function no(why: WhyNot): Verdict {
  const instead = INSTEAD[why];
  return { may: false, why, notes: [], ...(instead && { instead }) };
}

/** The table of actions: buttons, shortcuts and manifest commands are drawn from it. */
export const ACTIONS: readonly Action[] = [
  {
    id: 'complete',
    key: 'Alt+Shift+D',
    judge(task, me) {
      if (isDone(task)) return no('already_done');
      if (foreignMode1(task, me)) return no('not_creator_mode_1');
      return onlyFollows(task, me) ? no('follower_only') : completing(task);
    },
  },
  {
    id: 'reopen',
    key: 'Alt+Shift+U',
    judge(task, me) {
      if (!isDone(task)) return no('already_open');
      if (foreignMode1(task, me)) return no('not_creator_mode_1');
      return onlyFollows(task, me) ? no('follower_only') : reopening(task);
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

/**
 * What may be done with a task, and if not, why and what instead: by the task, by who asks, by what a refusal taught, and by
 * what the sign-in may do.
 * What the task itself says goes before what was learnt, except that a deleted task has no actions at all.
 */
export function judge(
  id: ActionId,
  task: Task,
  me: Person | undefined,
  learnt?: Learnt,
  reach: Reach = 'all',
): Verdict {
  if (learnt === 'deleted') return no('deleted');
  const verdict = (ACTIONS.find((action) => action.id === id) as Action).judge(task, me);
  if (!verdict.may) return verdict;
  if (learnt === 'no_edit_right') return no('no_edit_right');
  if (reach === 'reads') return no('no_write_scope');
  return reach === 'completes' && id === 'edit' ? no('old_scope_only') : verdict;
}
