import { useEffect, useRef, useState } from 'preact/hooks';
import type { FormState } from '../../components/form-state';
import { refusalWords, stillTyped, typedAgain } from '../../components/refused-text';
import { ask } from '../../lib/messages/ask';
import type { OperationView, TaskView } from '../../lib/messages/contract';
import type { CustomFieldDefinition } from '../../lib/task/custom-fields';
import { isConflict } from './OperationButtons';
import type { DraftOfForm } from './use-draft';

export interface RefusedText {
  /** What to say beside a field, by its key, as long as what was refused stands in it. */
  readonly words: ReadonlyMap<string, string>;
  /** Whether the form holds what was refused. */
  readonly stands: boolean;
  /** Whether that is to be corrected: a right that was missing has nothing to do with the text. */
  readonly isWrong: boolean;
  /** Ends the refused changes: what they said is given up. */
  readonly giveUp: () => void;
}

/**
 * A change may be refused when nobody looks: it waited, the popup was closed, and with it the typed text was gone from the
 * form. As long as the refused change is kept, what it says stands in the form, to be corrected; what was typed there since
 * then goes before it. With the change its text goes.
 */
export function useRefusedText(
  view: TaskView | undefined,
  parked: readonly OperationView[],
  draft: DraftOfForm,
  /** Nothing while they are read. */
  definitions: readonly CustomFieldDefinition[] | undefined,
): RefusedText {
  const texts = useRef(new Map<string, FormState>());
  const [, drawAgain] = useState(0);
  const refused = parked.filter((one) => one.action === 'edit' && !isConflict(one));
  const ready = view !== undefined && draft.loaded && definitions !== undefined;
  const ids = refused.map(({ id }) => id).join(' ');

  useEffect(() => {
    if (!ready) return;
    for (const operation of refused)
      if (!texts.current.has(operation.id)) {
        const text = typedAgain(view.task, operation, definitions);
        texts.current.set(operation.id, text);
        draft.change((state) => ({ ...text, ...state }));
      }
    for (const [id, text] of texts.current)
      if (!refused.some((operation) => operation.id === id)) {
        texts.current.delete(id);
        draft.change((state) =>
          Object.fromEntries(Object.entries(state).filter(([key]) => !stillTyped(state, text, key))),
        );
      }
    drawAgain((turn) => turn + 1);
  }, [ready, ids]);

  const standing = refused.flatMap((operation) => {
    const text = texts.current.get(operation.id) ?? {};
    return Object.keys(text).some((key) => stillTyped(draft.state, text, key)) ? [{ operation, text }] : [];
  });
  const words = standing.flatMap(({ operation, text }) =>
    [...refusalWords(operation, definitions ?? [])].filter(([key]) => stillTyped(draft.state, text, key)),
  );
  return {
    words: new Map(words),
    stands: standing.length > 0,
    isWrong: standing.some(({ operation }) => operation.failure?.kind === 'invalid'),
    giveUp: () => {
      for (const { id } of refused) void ask('outbox.discard', { id });
    },
  };
}
