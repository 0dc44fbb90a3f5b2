import { toFailure } from '../../lib/failure';
import type { Draft, Input, KnownTask, PopupOpening, PopupTask, TaskView } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import { takeIntent } from './popup-opener';
import { isUsable, type Sessions } from './session';
import { accountKey, type Item, type Store } from './store';
import type { Tasks } from './tasks';

interface Parts {
  readonly store: Store;
  readonly sessions: Pick<Sessions, 'current'>;
  readonly tasks: Pick<Tasks, 'peek' | 'view'>;
}

interface Link {
  readonly brand: Brand;
  readonly guid: string;
}

/** What the popup shows and all that it needs to be drawn, in one answer, so that it asks once and draws once. */
export async function popupOpening(parts: Parts, { tabId, task: named }: Input<'popup.intent'>): Promise<PopupOpening> {
  const intent = await takeIntent(parts.store, tabId);
  const task = intent ? asTask(intent) : (named as PopupTask | undefined);
  return task ? { task, known: await knownOf(parts, task) } : { task: null };
}

/** Without the tab, which is for finding it. */
function asTask({ tabId: _, ...task }: PopupTask & { tabId: number }): PopupTask {
  return task;
}

async function knownOf(parts: Parts, task: PopupTask): Promise<KnownTask> {
  const [view, draft] = await Promise.all([
    // A question waits for the title that Feishu has now; and what cannot be looked up is asked for and says why itself.
    task.action ? null : lastSeen(parts, task).catch(() => null),
    draftOf(parts, task)
      .then((item) => item.get())
      .then(
        (value) => ({ ok: true, value: value ?? null }) as const,
        (error: unknown) => ({ ok: false, failure: toFailure(error) }) as const,
      ),
  ]);
  return { view, draft };
}

/** A task as it was last seen, however long ago; nothing when it has not been seen by who is signed in. */
export async function lastSeen({ tasks, sessions }: Parts, { brand, guid }: Link): Promise<TaskView | null> {
  const session = await sessions.current(brand);
  const isKnown = isUsable(session) && (await tasks.peek(session.account, guid));
  return isKnown ? tasks.view(brand, guid, 'any') : null;
}

/** Drafts are kept for each task and account: what A typed is not B's. */
export async function draftOf(
  { store, sessions }: Pick<Parts, 'store' | 'sessions'>,
  { brand, guid }: Link,
): Promise<Item<Draft>> {
  const session = await sessions.current(brand);
  return store.drafts.item(session ? `${accountKey(session.account)}/${guid}` : `${brand}//${guid}`);
}
