import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../lib/failure';
import { liveTask, lookAt } from '../lib/live-task';
import type { Result, TaskView } from '../lib/messages/contract';
import type { Brand } from '../lib/task/brand';

export interface LiveTask {
  /** The newest answer; nothing while the first one is awaited. */
  readonly answer: Result<TaskView> | undefined;
  /** The task as it was last seen, as long as nothing says that it must not be shown. */
  readonly view: TaskView | undefined;
  /** Asks again; `fresh` asks Feishu even when the known task is young. */
  refresh(fresh?: boolean): Promise<void>;
  /** Shows a view that another request has just answered with. */
  show(view: TaskView): void;
}

/** Feishu could not be asked, which says nothing about the task. */
const isPassing = ({ kind }: Failure) => kind === 'offline' || kind === 'limited' || kind === 'server';

interface Wanted {
  /** Nothing is asked while this is false. */
  readonly wanted?: boolean;
  /** What is known is shown before Feishu has answered, and where it does not. */
  readonly peek?: boolean;
  /** What is known already. */
  readonly first?: TaskView | null | undefined;
}

/** One task, as long as the component stands. */
export function useLiveTask(brand: Brand, guid: string, { wanted = true, peek = false, first }: Wanted = {}): LiveTask {
  const [{ answer, view }, setSeen] = useState<{ answer?: Result<TaskView>; view?: TaskView | undefined }>({
    view: first ?? undefined,
  });
  const live = useRef<ReturnType<typeof liveTask>>(undefined);

  // The question does not wait for what stands there meanwhile to be drawn.
  useLayoutEffect(() => {
    if (!wanted) return;
    const ending = new AbortController();
    const seen = (answer: Result<TaskView>) =>
      setSeen(({ view }) => ({
        answer,
        view: answer.ok ? answer.value : isPassing(answer.failure) ? view : undefined,
      }));
    if (peek)
      void lookAt({ brand, guid }).then((known) => {
        if (known.ok && known.value && !ending.signal.aborted)
          setSeen((old) => (old.answer ? old : { view: known.value ?? undefined }));
      });
    live.current = liveTask('task.read', { brand, guid }, seen, ending.signal);
    return () => ending.abort();
  }, [brand, guid, wanted, peek]);

  const refresh = useCallback(async (fresh = false) => live.current?.refresh(fresh), []);
  const show = useCallback((value: TaskView) => setSeen({ answer: { ok: true, value }, view: value }), []);
  return { answer, view, refresh, show };
}
