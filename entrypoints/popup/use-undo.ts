import { useEffect, useState } from 'preact/hooks';
import type { TaskView } from '../../lib/messages/contract';

/** The operation that can be undone, until its time is over. */
export function useUndo(view: TaskView | undefined): string | undefined {
  const undo = view?.undo;
  const [now, setNow] = useState(Date.now);

  useEffect(() => {
    if (!undo) return;
    const left = undo.until - Date.now();
    const timer = setTimeout(() => setNow(Date.now()), Math.max(left, 0) + 1);
    return () => clearTimeout(timer);
  }, [undo?.id, undo?.until]);

  return undo && Math.max(now, view.readAt) < undo.until && Date.now() < undo.until ? undo.id : undefined;
}
