import type { Failure } from '../../lib/failure';
import { type MessageKey, t } from '../../lib/i18n';
import type { RingState } from '../../lib/task/ring-shapes';
import type { TaskStatus } from '../../lib/task/status';
import { plainText } from '../../lib/text/visible-text';

/** What is known of one task here. */
export interface Known {
  readonly status?: TaskStatus | undefined;
  readonly failure?: Failure | undefined;
  /** An action or a first reading is under way. */
  readonly busy?: boolean;
}

/** Everything a control draws and says. */
export interface Look {
  /** Also the class that the sheet knows it by. */
  readonly state: RingState;
  /** Accessible name of the ring. */
  readonly name: string;
  /** Why it cannot act, or what it waits for; "" when there is nothing to say. */
  readonly description: string;
  readonly title: string;
}

export function stateOf({ status, failure, busy }: Known): RingState {
  if (busy) return 'busy';
  if (failure) return failure.kind === 'signed-out' ? 'signed_out' : failure.kind === 'forbidden' ? 'locked' : 'failed';
  if (!status) return 'unread';
  const { progress } = status;
  if (progress === 'parked') return 'failed';
  if (progress === 'sending') return 'busy';
  if (progress === 'waiting') return progress;
  if (!status.may) return 'locked';
  if (status.status === 'done') return 'done';
  return status.overdue ? 'overdue' : 'todo';
}

/** How a control looks for what is known; `words`, plain already, stand for the title until it is read. */
export function lookOf(known: Known, words: string): Look {
  const { status, failure } = known;
  const state = stateOf(known);
  const title = plainText(status?.summary.trim() ?? '', 199) || words;
  let reason = '';
  if (failure) reason = `failure_${failure.reason}`;
  else if (state === 'locked') reason = `why_${status?.why}`;
  else if (status && (state === 'failed' || state === 'waiting')) reason = `control_${status.progress}`;
  const description = reason && t(reason as MessageKey);
  return {
    state,
    name: t(
      state === 'signed_out' ? 'control_sign_in' : status?.next === 'reopen' ? 'control_reopen' : 'control_complete',
      title,
    ),
    description,
    title,
  };
}
