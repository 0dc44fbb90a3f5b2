import { type MessageKey, t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { Input, RequestName, SiteMode } from '../../lib/messages/contract';
import type { ActionId } from '../../lib/task/actions';
import { plainText } from './plain-text';
import type { Statuses, TaskName } from './statuses';
import { dismiss, show } from './toast';

/** What a click, key or shortcut sets in motion. Never a dead click: whatever may not act at once asks in the popup. */
export class Acts {
  readonly #statuses: Statuses;
  readonly #mode: () => SiteMode;
  readonly #lost: () => void;

  constructor(statuses: Statuses, mode: () => SiteMode, lost: () => void) {
    this.#statuses = statuses;
    this.#mode = mode;
    this.#lost = lost;
  }

  /** Does what the task needs next, or what a shortcut named; `sure` when all that the gate saw speaks for it. */
  async act({ brand, guid }: TaskName, sure: boolean, wished?: ActionId): Promise<void> {
    const task = { brand, guid };
    const { status, failure } = this.#statuses.known(task);
    const action = wished ?? status?.next ?? 'complete';
    if (action === 'edit') await this.#ask('popup.open', task);
    else if (failure?.kind === 'signed-out') await this.#ask('options.open', {});
    else if (sure && this.#mode() === 'direct' && !failure && status?.may && status.next === action)
      await this.#propose(task, action);
    else await this.#ask('popup.open', { ...task, action });
  }

  async #propose(task: TaskName, action: 'complete' | 'reopen'): Promise<void> {
    const of = newId();
    const status = await this.#change(task, 'action.propose', { ...task, id: of, action });
    if (!status) return;
    const outcome = action === 'complete' ? 'toast_completed' : 'toast_reopened';
    const title = plainText(status.summary);
    show(t(status.progress === 'waiting' ? 'toast_waiting' : outcome), title, true, async (sure) => {
      if (!sure) await this.#ask('popup.open', { ...task, action: action === 'complete' ? 'reopen' : 'complete' });
      else if (await this.#change(task, 'action.undo', { id: newId(), of })) show(t('toast_undone'), title, true);
    });
  }

  /** Sends a change, the ring busy meanwhile; then the ring shows the answer. */
  async #change<Name extends 'action.propose' | 'action.undo'>(task: TaskName, name: Name, input: Input<Name>) {
    this.#statuses.put(task, { busy: true });
    const status = await this.#ask(name, input);
    this.#statuses.put(task, { busy: false, ...(status && { status }) });
    return status;
  }

  /** Says what went wrong and what to do next; a dead runtime takes everything away instead. */
  async #ask<Name extends RequestName>(name: Name, input: Input<Name>) {
    dismiss();
    const answer = await ask(name, input);
    if (answer.ok) return answer.value;
    const { kind, reason } = answer.failure;
    if (kind === 'context-lost') this.#lost();
    else if (reason === 'needs_confirm') {
      const { id: _, ...asked } = input as Input<'action.propose'>;
      await this.#ask('popup.open', asked);
    } else show(t(`failure_${reason}` as MessageKey), '', false);
    return undefined;
  }
}

/** A random UUID, also on http pages, where `crypto.randomUUID` is missing. */
export function newId(): string {
  const digits = (byte: number) => (byte + 256).toString(16).slice(1);
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), digits).join('');
  return hex.replace(/(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-4$3-8$4-');
}
