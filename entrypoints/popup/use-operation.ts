import { useRef, useState } from 'preact/hooks';
import type { Result } from '../../lib/messages/contract';

/**
 * Sends one operation at a time. When no answer came it is unknown whether the operation was taken, so repeating the same
 * one (by `key`) keeps its id, and the background does it once (safety.md §6).
 */
export function useOperation() {
  const [busy, setBusy] = useState<string>();
  const unanswered = useRef<{ key: string; id: string }>(undefined);

  async function run<Value>(key: string, send: (id: string) => Promise<Result<Value>>): Promise<Result<Value>> {
    const id = unanswered.current?.key === key ? unanswered.current.id : crypto.randomUUID();
    setBusy(key);
    const answer = await send(id);
    const unknown = !answer.ok && answer.failure.reason === 'unknown';
    unanswered.current = unknown ? { key, id } : undefined;
    setBusy(undefined);
    return answer;
  }

  return { busy, run };
}
