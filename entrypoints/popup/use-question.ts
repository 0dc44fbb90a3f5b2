import { useCallback, useEffect, useState } from 'preact/hooks';
import { ask } from '../../lib/messages/ask';
import type { Answers, Broadcast, Input, RequestName, Result } from '../../lib/messages/contract';
import { listen } from '../../lib/messages/listen';

/** Asks once and again on each broadcast of the named types. `input` is read at the first call. */
export function useQuestion<Name extends RequestName>(
  name: Name,
  input: Input<Name>,
  again: readonly Broadcast['type'][],
): { answer: Result<Answers[Name]> | undefined; refresh: () => void } {
  const [answer, setAnswer] = useState<Result<Answers[Name]>>();
  const [turn, setTurn] = useState(0);
  const refresh = useCallback(() => setTurn((last) => last + 1), []);

  useEffect(() => {
    let current = true;
    void ask(name, input).then((given) => current && setAnswer(given));
    return () => {
      current = false;
    };
  }, [turn]);

  useEffect(() => {
    const ending = new AbortController();
    listen(({ type }) => again.includes(type) && refresh(), ending.signal);
    return () => ending.abort();
  }, []);

  return { answer, refresh };
}
