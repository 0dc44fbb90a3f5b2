import type { Failure } from '../../lib/failure';
import { type MessageKey, t } from '../../lib/i18n';
import type { TaskStatus } from '../../lib/task/status';
import { plainText } from './plain-text';

/** What a control can show; each is a class of the sheet and differs by shape before it differs by colour. */
export type State = 'unread' | 'todo' | 'overdue' | 'done' | 'waiting' | 'busy' | 'failed' | 'locked' | 'signed-out';

/** What is known of one task here. */
export interface Known {
  readonly status?: TaskStatus | undefined;
  readonly failure?: Failure | undefined;
  /** An action or a first reading is under way. */
  readonly busy?: boolean;
}

/** Everything a control draws and says. */
export interface Look {
  readonly state: State;
  /** Accessible name of the ring. */
  readonly name: string;
  /** Why it cannot act, or what it waits for; "" when there is nothing to say. */
  readonly description: string;
  readonly title: string;
}

const UNSETTLED = { parked: 'failed', waiting: 'waiting', sending: 'busy' } as const;

export function stateOf({ status, failure, busy }: Known): State {
  if (busy) return 'busy';
  if (failure) return failure.kind === 'signed-out' ? failure.kind : failure.kind === 'forbidden' ? 'locked' : 'failed';
  if (!status) return 'unread';
  if (status.progress !== 'settled') return UNSETTLED[status.progress];
  if (!status.may) return 'locked';
  if (status.status === 'done') return 'done';
  return status.overdue ? 'overdue' : 'todo';
}

/** How a control looks for what is known; `words`, plain already, stand for the title until it is read. */
export function lookOf(known: Known, words: string): Look {
  const { status, failure } = known;
  const state = stateOf(known);
  const title = status?.summary ? plainText(status.summary) : words;
  let reason = '';
  if (failure) reason = `failure_${failure.reason}`;
  else if (state === 'locked') reason = `why_${status?.why}`;
  else if (status && (state === 'failed' || state === 'waiting')) reason = `control_${status.progress}`;
  const description = reason && t(reason as MessageKey);
  return {
    state,
    name:
      state === 'signed-out'
        ? t('control_sign_in')
        : t(status?.next === 'reopen' ? 'control_reopen' : 'control_complete', title),
    description,
    title,
  };
}
