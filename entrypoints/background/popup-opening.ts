import { toFailure } from '../../lib/failure';
import type { Draft, Input, KnownTask, PopupOpening, PopupTask } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import { takeIntent } from './popup-opener';
import type { Sessions } from './session';
import { accountKey, type Item, type Store } from './store';
import type { Tasks } from './tasks';

/** So long Feishu may take before the popup is told that a task is not known, ms. */
export const MOMENT_MS = 100;

interface Parts {
  readonly store: Store;
  readonly sessions: Pick<Sessions, 'current'>;
  readonly tasks: Pick<Tasks, 'lastSeen' | 'view'>;
}

interface Link {
  readonly brand: Brand;
  readonly guid: string;
}

/** What the popup shows and all that it needs to be drawn, in one answer, so that it asks once and draws once. */
export async function popupOpening(parts: Parts, { tabId, task }: Input<'popup.intent'>): Promise<PopupOpening> {
  const named = task as PopupTask | undefined;
  // The task of the address is looked up meanwhile: mostly nothing else was asked for.
  const [intent, known] = await Promise.all([takeIntent(parts.store, tabId), named && knownOf(parts, named)]);
  if (intent) return begin(parts, asTask(intent), await knownOf(parts, asTask(intent)));
  return named && known ? begin(parts, named, known) : { task: null };
}

/**
 * Begins at once to read what is not known, and gives Feishu a moment: a screen that only says that it waits, drawn for so short
 * a time, holds up the form. Where that is not enough the popup asks, and its question joins the reading.
 */
async function begin({ tasks }: Parts, task: PopupTask, known: KnownTask): Promise<PopupOpening> {
  if (known.view) return { task, known };
  // Why it cannot be read is told to the popup's own question.
  const reading = tasks.view(task.brand, task.guid).catch(() => null);
  const over = new Promise<null>((resolve) => setTimeout(resolve, MOMENT_MS, null));
  return { task, known: { ...known, view: await Promise.race([reading, over]) } };
}

/** Without the tab, which is for finding it. */
function asTask({ tabId: _, ...task }: PopupTask & { tabId: number }): PopupTask {
  return task;
}

async function knownOf(parts: Parts, task: PopupTask): Promise<KnownTask> {
  const [view, draft] = await Promise.all([
    // A question waits for the title that Feishu has now (begin); and what cannot be looked up is asked for and says why itself.
    task.action ? undefined : parts.tasks.lastSeen(task.brand, task.guid).catch(() => undefined),
    draftOf(parts, task)
      .then((item) => item.get())
      .then(
        (value) => ({ ok: true, value: value ?? null }) as const,
        (error: unknown) => ({ ok: false, failure: toFailure(error) }) as const,
      ),
  ]);
  return { view: view ?? null, draft };
}

/** Drafts are kept for each task and account: what A typed is not B's. */
export async function draftOf(
  { store, sessions }: Pick<Parts, 'store' | 'sessions'>,
  { brand, guid }: Link,
): Promise<Item<Draft>> {
  const session = await sessions.current(brand);
  return store.drafts.item(session ? `${accountKey(session.account)}/${guid}` : `${brand}//${guid}`);
}
