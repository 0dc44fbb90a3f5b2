import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../lib/failure';
import { ask } from '../../lib/messages/ask';
import type { Result, SessionView } from '../../lib/messages/contract';
import { listen } from '../../lib/messages/listen';

export interface Session {
  /** Absent until the background has answered once. */
  readonly view: SessionView | undefined;
  readonly failure: Failure | undefined;
  /** Takes an answer that carries the session, or the failure in its place. */
  take(answer: Result<SessionView>): void;
}

/** Who is signed in and with which app: asked now, and again whenever the background says that it changed. */
export function useSession(): Session {
  const [view, setView] = useState<SessionView>();
  const [failure, setFailure] = useState<Failure>();
  const take = useCallback((answer: Result<SessionView>) => {
    if (answer.ok) setView(answer.value);
    setFailure(answer.ok ? undefined : answer.failure);
  }, []);

  useEffect(() => {
    const ending = new AbortController();
    const reread = async () => {
      const answer = await ask('session.list', {});
      if (!ending.signal.aborted) take(answer);
    };
    listen(({ type }) => type === 'session.changed' && void reread(), ending.signal);
    void reread();
    return () => ending.abort();
  }, [take]);

  return { view, failure, take };
}
