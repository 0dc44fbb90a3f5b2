import type { Failure } from '../../lib/failure';
import { locale, type MessageKey, t } from '../../lib/i18n';
import type { TaskStatus } from '../../lib/task/status';
import { dueWords, isOverdue } from './due';
import { plainText } from './plain-text';

/** What a control can show; each is a class of the sheet and differs by shape before it differs by colour. */
export type State = 'unread' | 'todo' | 'overdue' | 'done' | 'waiting' | 'busy' | 'failed' | 'locked' | 'signed-out';

/** What is known of one task here. */
export interface Known {
  readonly status?: TaskStatus;
  readonly failure?: Failure;
  /** An action or a first reading is under way. */
  readonly busy?: boolean;
}

/** Everything a control draws and says. */
export interface Look {
  readonly state: State;
  /** Accessible name of the ring. */
  readonly name: string;
  /** Accessible description of the ring: why it cannot act, or what it waits for; "" when there is nothing to say. */
  readonly description: string;
  readonly editName: string;
  readonly title: string;
  readonly due: string;
}

function stateOf({ status, failure, busy }: Known, now: number): State {
  if (busy) return 'busy';
  if (failure?.kind === 'signed-out') return 'signed-out';
  if (failure) return failure.kind === 'forbidden' ? 'locked' : 'failed';
  if (!status) return 'unread';
  if (status.progress === 'parked') return 'failed';
  if (status.progress === 'waiting') return 'waiting';
  if (status.progress === 'sending') return 'busy';
  if (!status.may) return 'locked';
  if (status.status === 'done') return 'done';
  return isOverdue(status.due, now) ? 'overdue' : 'todo';
}

function descriptionOf(state: State, { status, failure }: Known): string {
  if (failure) return t(`failure_${failure.reason}` as MessageKey);
  if (state === 'waiting') return t('control_waiting');
  if (state === 'failed') return t('control_parked');
  if (state === 'locked' && status?.why) return t(`why_${status.why}` as MessageKey);
  return '';
}

/** How a control looks for what is known; `words` stand for the title until it is read. `now` in ms. */
export function lookOf(known: Known, words: string, now: number): Look {
  const { status, failure } = known;
  const title = plainText(status?.summary || words);
  const state = stateOf(known, now);
  const act = status?.next === 'reopen' ? t('control_reopen', title) : t('control_complete', title);
  const description = descriptionOf(state, known);
  const due = status?.due && t('control_due', dueWords(status.due, now, locale()));
  return {
    state,
    name: failure?.kind === 'signed-out' ? t('control_sign_in') : act,
    description,
    editName: t('control_edit', title),
    title: failure ? description : title,
    due: description && !failure ? description : (due ?? ''),
  };
}
