import type { FailureReason } from '../../lib/failure';
import { type MessageKey, t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { Answers, Input } from '../../lib/messages/contract';
import type { ActionId } from '../../lib/task/actions';
import type { Desk } from '../controls/desk';
import { plainText } from '../controls/plain-text';
import type { TaskName } from '../controls/statuses';
import type { ShowToast } from './toast';

/** Does what the task needs next, or what a shortcut named; `sure` when all that the gate saw speaks for it. */
export type Act = (task: TaskName, sure: boolean, wished?: ActionId) => void;

/** What a click, key or shortcut sets in motion. Never a dead click: whatever may not act at once asks in the popup. */
export function actsOn({ statuses, mode, lost }: Pick<Desk, 'statuses' | 'mode' | 'lost'>, showToast: ShowToast): Act {
  /** What happened and what to do next; stays until it is dismissed. */
  const tellFailure = (reason: FailureReason = 'unknown') => showToast(t(`failure_${reason}`), '', false);

  /** Says what went wrong and what to do next; a dead runtime takes everything away instead. */
  async function send<Name extends 'popup.open' | 'options.open' | 'action.propose' | 'action.undo'>(
    name: Name,
    input: Input<Name>,
  ): Promise<Answers[Name] | undefined> {
    const answer = await ask(name, input);
    if (answer.ok) return answer.value;
    const { kind, reason } = answer.failure;
    if (kind === 'context-lost') lost();
    else if (reason === 'needs_confirm') {
      const { id: _, ...asked } = input as Input<'action.propose'>;
      void send('popup.open', asked);
    } else tellFailure(reason);
    return undefined;
  }

  /** Sends a change, the ring busy meanwhile; then the ring and a toast show the answer. */
  async function change<Name extends 'action.propose' | 'action.undo'>(
    task: TaskName,
    name: Name,
    input: Input<Name>,
    outcome: MessageKey,
    undo?: (sure: boolean) => void,
  ): Promise<void> {
    statuses.put(task, { busy: true });
    const status = await send(name, input);
    statuses.put(task, { busy: false, ...(status && { status }) });
    if (!status) return;
    if (status.progress === 'parked') return tellFailure(status.failure?.reason);
    // Somebody else was first: that is theirs to take back.
    if ('already' in status)
      return showToast(t(`why_already_${status.status === 'done' ? 'done' : 'open'}`), plainText(status.summary), true);
    showToast(t(status.progress === 'settled' ? outcome : 'toast_waiting'), plainText(status.summary), true, undo);
  }

  return ({ brand, guid }, sure, wished) => {
    const task = { brand, guid };
    const { status, failure } = statuses.known(task);
    const action = wished ?? status?.next ?? 'complete';
    if (action === 'edit') return void send('popup.open', task);
    if (failure?.kind === 'signed-out') return void send('options.open', {});
    const mayAct = sure && mode() === 'direct' && !failure && status?.may && status.next === action;
    if (!mayAct) return void send('popup.open', { ...task, action });
    const of = newId();
    const isDone = action === 'complete';
    change(
      task,
      'action.propose',
      { ...task, id: of, action },
      isDone ? 'toast_completed' : 'toast_reopened',
      (sure) =>
        sure
          ? change(task, 'action.undo', { id: newId(), of }, 'toast_undone')
          : send('popup.open', { ...task, action: isDone ? 'reopen' : 'complete' }),
    );
  };
}

/** A random id in the form of a UUID, also on http pages, where `crypto.randomUUID` is missing. */
export function newId(): string {
  const digits = (value: number) => (value + 65_536).toString(16).slice(1);
  const group = (size: number) => Array.from(crypto.getRandomValues(new Uint16Array(size)), digits).join('');
  return [2, 1, 1, 1, 3].map(group).join('-');
}
