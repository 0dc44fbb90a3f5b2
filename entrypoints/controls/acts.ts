import { type MessageKey, t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { Result, SiteMode } from '../../lib/messages/contract';
import type { ActionId } from '../../lib/task/actions';
import type { TaskStatus } from '../../lib/task/status';
import { plainText } from './plain-text';
import type { Statuses, TaskName } from './statuses';
import type { Toast } from './toast';

/** What a pressed ring waits for before it asks without knowing the task, in ms. */
const READ_MS = 1000;

/** What a click, key or shortcut sets in motion. Never a dead click: whatever may not act at once asks in the popup. */
export class Acts {
  constructor(
    private readonly statuses: Statuses,
    private readonly toast: Toast,
    private readonly site: () => SiteMode,
    private readonly lost: () => void,
  ) {}

  /** The ring of a task was pressed. */
  async press(task: TaskName, verdict: 'act' | 'ask'): Promise<void> {
    let known = this.statuses.known(task);
    if (!known.status && !known.failure) {
      this.statuses.setBusy(task, true);
      const timeout = new Promise<void>((resolve) => setTimeout(resolve, READ_MS));
      await Promise.race([this.statuses.read(task), timeout]);
      this.statuses.setBusy(task, false);
      known = this.statuses.known(task);
    }
    if (known.failure?.kind === 'signed-out') return this.tell(await ask('options.open', {}));
    const { status } = known;
    const ready = status?.may && status.progress !== 'parked' && !known.failure && this.site() === 'direct';
    if (ready && verdict === 'act') await this.propose(task, status.next);
    else await this.confirm(task, status?.next ?? 'complete');
  }

  /** A shortcut: the browser's own, so no page can have made it; `visible` says whether the control could be seen. */
  async run(task: TaskName, action: ActionId, visible: boolean): Promise<void> {
    if (action === 'edit') return this.edit(task);
    const { status, failure } = this.statuses.known(task);
    if (failure?.kind === 'signed-out') return this.tell(await ask('options.open', {}));
    if (status && !failure && status.next !== action) {
      const say = t(action === 'complete' ? 'why_already_done' : ('why_already_open' as MessageKey));
      return this.toast.show({ kind: 'failure', say, title: plainText(status.summary) });
    }
    if (visible && this.site() === 'direct' && status?.may !== false && !failure) await this.propose(task, action);
    else await this.confirm(task, action);
  }

  async edit(task: TaskName): Promise<void> {
    this.tell(await ask('popup.open', { brand: task.brand, guid: task.guid }));
  }

  private async confirm({ brand, guid }: TaskName, action: 'complete' | 'reopen'): Promise<void> {
    this.tell(await ask('popup.open', { brand, guid, action }));
  }

  private async propose(task: TaskName, action: 'complete' | 'reopen'): Promise<void> {
    const { brand, guid } = task;
    const id = newId();
    this.statuses.setBusy(task, true);
    const answer = await ask('action.propose', { id, brand, guid, action });
    this.statuses.setBusy(task, false);
    if (answer.ok) {
      this.statuses.put(answer.value);
      this.toast.show({
        kind: 'result',
        say: outcome(answer.value),
        title: plainText(answer.value.summary),
        undo: (verdict) => void this.undo(task, id, action, verdict),
      });
    } else if (answer.failure.reason === 'needs_confirm') await this.confirm(task, action);
    else this.tell(answer);
  }

  private async undo(task: TaskName, of: string, done: 'complete' | 'reopen', verdict: 'act' | 'ask'): Promise<void> {
    if (verdict === 'ask') return this.confirm(task, done === 'complete' ? 'reopen' : 'complete');
    this.statuses.setBusy(task, true);
    const answer = await ask('action.undo', { id: newId(), of });
    this.statuses.setBusy(task, false);
    if (!answer.ok) return this.tell(answer);
    this.statuses.put(answer.value);
    this.toast.show({ kind: 'result', say: t('toast_undone'), title: plainText(answer.value.summary) });
  }

  /** Says what went wrong and what to do next; a dead runtime takes everything away instead. */
  private tell(answer: Result<unknown>): void {
    if (answer.ok) return;
    if (answer.failure.kind === 'context-lost') this.lost();
    else this.toast.show({ kind: 'failure', say: t(`failure_${answer.failure.reason}` as MessageKey), title: '' });
  }
}

function outcome({ progress, status }: TaskStatus): string {
  if (progress === 'waiting') return t('toast_waiting');
  return status === 'done' ? t('toast_completed') : t('toast_reopened');
}

/** A random UUID, also on http pages, where `crypto.randomUUID` is missing. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
