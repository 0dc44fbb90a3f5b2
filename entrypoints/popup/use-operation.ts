import { useRef, useState } from 'preact/hooks';
import type { Result } from '../../lib/messages/contract';

/**
 * Sends operations. When no answer came it is unknown whether the operation was taken, so repeating the same one (by `key`)
 * keeps its id, and the background does it once (safety.md §6). Asked for again while it is under way, the same one is not
 * sent a second time.
 */
export function useOperation() {
  const [busy, setBusy] = useState<string>();
  const running = useRef<{ key: string; answer: Promise<Result<never>> }>(undefined);
  const unanswered = useRef<{ key: string; id: string }>(undefined);

  function run<Value>(key: string, send: (id: string) => Promise<Result<Value>>): Promise<Result<Value>> {
    if (running.current?.key === key) return running.current.answer;
    const answer = begin(key, send);
    running.current = { key, answer: answer as Promise<Result<never>> };
    return answer;
  }

  async function begin<Value>(key: string, send: (id: string) => Promise<Result<Value>>): Promise<Result<Value>> {
    const id = unanswered.current?.key === key ? unanswered.current.id : crypto.randomUUID();
    setBusy(key);
    const answer = await send(id);
    const unknown = !answer.ok && answer.failure.reason === 'unknown';
    unanswered.current = unknown ? { key, id } : undefined;
    if (running.current?.key === key) running.current = undefined;
    setBusy(undefined);
    return answer;
  }

  return { busy, run };
}
