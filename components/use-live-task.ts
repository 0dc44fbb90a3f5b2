import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { liveTask } from '../lib/live-task';
import type { Result, TaskView } from '../lib/messages/contract';
import type { Brand } from '../lib/task/brand';

export interface LiveTask {
  /** The newest answer; nothing while the first one is awaited. */
  readonly answer: Result<TaskView> | undefined;
  /** Asks again; `fresh` asks Feishu even when the known task is young. */
  refresh(fresh?: boolean): Promise<void>;
  /** Shows a view that another request has just answered with. */
  show(view: TaskView): void;
}

/** One task, as long as the component stands; nothing is asked while `wanted` is false. */
export function useLiveTask(brand: Brand, guid: string, wanted = true): LiveTask {
  const [answer, setAnswer] = useState<Result<TaskView>>();
  const live = useRef<ReturnType<typeof liveTask>>(undefined);

  useEffect(() => {
    if (!wanted) return;
    const ending = new AbortController();
    live.current = liveTask('task.read', { brand, guid }, setAnswer, ending.signal);
    return () => ending.abort();
  }, [brand, guid, wanted]);

  const refresh = useCallback(async (fresh = false) => live.current?.refresh(fresh), []);
  const show = useCallback((value: TaskView) => setAnswer({ ok: true, value }), []);
  return { answer, refresh, show };
}
