import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
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

/** First and longest wait before a question that got no answer is asked again, ms; full jitter in between. */
const AGAIN_MS = { first: 2000, longest: 30_000 };

interface Wanted {
  /** Asks again by itself while Feishu cannot be asked. */
  readonly persists?: boolean;
  /** Nothing is asked while this is false. */
  readonly wanted?: boolean;
  /** What is known is shown before Feishu has answered, and where it does not. */
  readonly peek?: boolean;
  /** What is known already. */
  readonly first?: TaskView | null | undefined;
}

/** One task, as long as the component stands. */
export function useLiveTask(brand: Brand, guid: string, how: Wanted = {}): LiveTask {
  const { wanted = true, peek = false, persists = false, first } = how;
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

  const failures = useRef(0);
  useEffect(() => {
    failures.current = answer && !answer.ok ? failures.current + 1 : 0;
    // The month's quota comes back by the month; whoever wants it tried has a button.
    if (!persists || !answer || answer.ok || !isPassing(answer.failure) || answer.failure.reason === 'quota_used_up')
      return;
    const bound = Math.min(AGAIN_MS.longest, AGAIN_MS.first * 1.5 ** failures.current);
    const told = (answer.failure.retryAt ?? 0) - Date.now();
    const timer = setTimeout(() => void live.current?.refresh(), Math.max(told, 500 + Math.random() * bound));
    return () => clearTimeout(timer);
  }, [answer]);

  const refresh = useCallback(async (fresh = false) => live.current?.refresh(fresh), []);
  const show = useCallback((value: TaskView) => setSeen({ answer: { ok: true, value }, view: value }), []);
  return { answer, view, refresh, show };
}
