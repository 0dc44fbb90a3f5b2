import type { Broadcast } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';

/**
 * How long after a change it is told, ms: what happens meanwhile is told with it, and whoever waits for an answer does not wait
 * for all the views that ask again.
 */
const GATHER_MS = 20;

/** Tells of changed tasks, and with them of the outbox, each once however often it changed meanwhile. */
export function openNews(tell: (...broadcasts: Broadcast[]) => void): (brand: Brand, guid: string) => void {
  const changed = new Map<string, Broadcast>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tellAll(): void {
    timer = undefined;
    const all = [...changed.values()];
    changed.clear();
    tell(...all, { type: 'outbox.changed' });
  }

  return (brand, guid) => {
    changed.set(`${brand} ${guid}`, { type: 'task.changed', brand, guid });
    timer ??= setTimeout(tellAll, GATHER_MS);
  };
}
