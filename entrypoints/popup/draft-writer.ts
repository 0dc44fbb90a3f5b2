import type { Failure } from '../../lib/failure';
import { ask } from '../../lib/messages/ask';
import type { Draft } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';

export interface DraftWriter {
  /** Keeps what is typed; nothing typed forgets the draft. */
  put(draft: Draft): void;
  /** Sends at once what waits for an earlier answer: the page is about to go. */
  flush(): void;
}

/** Stores each draft of one task as it is typed: at once, or as soon as the one before is stored; only the newest waits. */
export function draftWriter(brand: Brand, guid: string, failed: (failure: Failure | undefined) => void): DraftWriter {
  let newest: Draft | undefined;
  let sending = false;

  async function send(): Promise<void> {
    const draft = newest as Draft;
    newest = undefined;
    const isEmpty = Object.keys(draft).length === 0;
    const answer = await ask('draft.put', { brand, guid, draft: isEmpty ? null : { ...draft } });
    failed(answer.ok ? undefined : answer.failure);
  }

  async function drain(): Promise<void> {
    sending = true;
    while (newest !== undefined) await send();
    sending = false;
  }

  return {
    put(draft) {
      newest = draft;
      if (!sending) void drain();
    },
    flush() {
      if (newest !== undefined) void send();
    },
  };
}
