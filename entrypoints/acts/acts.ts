import type { Failure } from '../../lib/failure';
import { t } from '../../lib/i18n';
import type { Input } from '../../lib/messages/contract';
import type { ActionId } from '../../lib/task/actions';
import type { Desk } from '../controls/desk';
import type { Known } from '../controls/look';
import type { TaskName } from '../controls/statuses';
import { isolated, type ShowToast } from './toast';

/** Does what the task needs next, or what a shortcut named; `sure` when all that the gate saw speaks for it. */
export type Act = (task: TaskName, sure: boolean, wished?: ActionId) => void;

/** What was meant to happen, by the words for it. */
type Outcome = 'completed' | 'reopened' | 'undone';
type Open = Input<'popup.open'>;

/** What a click, key or shortcut sets in motion. Never a dead click: whatever may not act at once asks in the popup. */
export function actsOn(
  { statuses, mode, lost, ask, plainText }: Pick<Desk, 'statuses' | 'mode' | 'lost' | 'ask' | 'plainText'>,
  showToast: ShowToast,
): Act {
  const titleOf = ({ status }: Known, { guid }: TaskName) =>
    plainText(status?.summary.trim() ?? '', 199) || guid.slice(0, 8);

  /** What did not happen, why, and what to do next. */
  function tellFailure(task: TaskName, outcome: Outcome | 'opened', { kind, reason }: Partial<Failure> = {}): void {
    showToast({
      state: 'failed',
      first: t(`toast_not_${outcome}`, isolated(titleOf(statuses.known(task), task))),
      second: t(`failure_${reason ?? 'unknown'}`),
      button: { name: 'toast_open', press: () => (kind === 'signed-out' ? openOptions(task) : openPopup(task)) },
    });
  }

  /** A dead runtime takes everything away; any other failure is told, with what to do next. */
  function fail(task: TaskName, outcome: Outcome | 'opened', failure: Failure): void {
    if (failure.kind === 'context-lost') lost();
    else tellFailure(task, outcome, failure);
  }

  async function openPopup({ brand, guid }: TaskName, action?: Open['action']): Promise<void> {
    const answer = await ask('popup.open', { brand, guid, ...(action && { action }) });
    if (!answer.ok) fail({ brand, guid }, 'opened', answer.failure);
  }

  async function openOptions(task: TaskName): Promise<void> {
    const answer = await ask('options.open', {});
    if (!answer.ok) fail(task, 'opened', answer.failure);
  }

  /** Sends a change, the ring busy meanwhile; then the ring and a toast show the answer. What must be confirmed is asked for `action`. */
  async function change<Name extends 'action.propose' | 'action.undo'>(
    task: TaskName,
    name: Name,
    input: Input<Name>,
    outcome: Outcome,
    action: Open['action'],
    undo?: (sure: boolean) => void,
  ): Promise<void> {
    statuses.put(task, { busy: true });
    const answer = await ask(name, input);
    statuses.put(task, { busy: false, ...(answer.ok && { status: answer.value }) });
    if (!answer.ok) {
      const { kind, reason } = answer.failure;
      // A toast that was kept open by the pointer outlives the time in which a change can just be taken back.
      if (reason === 'needs_confirm' || (kind === 'gone' && outcome === 'undone')) void openPopup(task, action);
      else fail(task, outcome, answer.failure);
      return;
    }
    const { value } = answer;
    const { progress, failure } = value;
    if (progress === 'parked') return tellFailure(task, outcome, failure);
    const isSettled = progress === 'settled';
    // Somebody else was first: that is theirs to take back.
    const isTheirs = 'already' in value;
    showToast({
      state: isSettled ? 'done' : 'waiting',
      first: t(
        isTheirs
          ? `why_already_${value.status === 'done' ? 'done' : 'open'}`
          : isSettled
            ? `toast_${outcome}`
            : `toast_${outcome}_waiting`,
      ),
      second: isSettled
        ? titleOf({ status: value }, task)
        : t(failure?.kind === 'offline' ? 'toast_offline' : 'toast_waiting'),
      ...(undo && !isTheirs && { button: { name: 'toast_undo', press: undo } }),
    });
  }

  return ({ brand, guid }, sure, wished) => {
    const task = { brand, guid };
    const { status, failure } = statuses.known(task);
    const action = wished ?? status?.next ?? 'complete';
    if (action === 'edit') return void openPopup(task);
    if (failure?.kind === 'signed-out') return void openOptions(task);
    const mayAct = sure && mode() === 'direct' && !failure && status?.may && status.next === action;
    if (!mayAct) return void openPopup(task, action);
    const of = newId();
    const isDone = action === 'complete';
    const inverse = isDone ? 'reopen' : 'complete';
    void change(
      task,
      'action.propose',
      { ...task, id: of, action },
      isDone ? 'completed' : 'reopened',
      action,
      (sure) =>
        void (sure ? change(task, 'action.undo', { id: newId(), of }, 'undone', inverse) : openPopup(task, inverse)),
    );
  };
}

/** A random id in the form of a UUID, also on http pages, where `crypto.randomUUID` is missing. */
export function newId(): string {
  const digits = (value: number) => (value + 65_536).toString(16).slice(1);
  const group = (size: number) => Array.from(crypto.getRandomValues(new Uint16Array(size)), digits).join('');
  return [2, 1, 1, 1, 3].map(group).join('-');
}
