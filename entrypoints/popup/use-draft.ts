import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type FormState, fromDraft } from '../../components/form-state';
import type { Failure } from '../../lib/failure';
import { ask } from '../../lib/messages/ask';
import type { Draft, Result } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import { draftWriter } from './draft-writer';

export interface DraftOfForm {
  readonly state: FormState;
  /** Whether the stored draft has been looked for, so that the form may be shown. */
  readonly loaded: boolean;
  /** Whether what is shown was typed before this page opened. */
  readonly restored: boolean;
  /** Why the draft could not be stored. */
  readonly failure: Failure | undefined;
  change(next: FormState | ((state: FormState) => FormState)): void;
}

/** The form's state of one task, stored on every change, so that it survives the popup. `first`: what was stored, where that is known. */
export function useDraft(brand: Brand, guid: string, first?: Result<Draft | null>): DraftOfForm {
  const [begun] = useState(() => first && readDraft(first));
  const [state, setState] = useState<FormState>(begun?.stored ?? {});
  const [loaded, setLoaded] = useState(begun !== undefined);
  const [restored, setRestored] = useState(begun?.restored ?? false);
  const [failure, setFailure] = useState(begun?.failure);
  const newest = useRef<FormState>(state);
  const writer = useMemo(() => draftWriter(brand, guid, setFailure), [brand, guid]);

  // The form waits for it, so it is asked for before anything is drawn.
  useLayoutEffect(() => {
    if (begun) return;
    let current = true;
    void ask('draft.get', { brand, guid }).then((answer) => {
      if (!current) return;
      const { stored, restored, failure } = readDraft(answer);
      if (failure) setFailure(failure);
      // Text typed while the draft was looked for is newer.
      newest.current = { ...stored, ...newest.current };
      setState(newest.current);
      setRestored(restored);
      setLoaded(true);
    });
    return () => {
      current = false;
    };
  }, [brand, guid]);

  useEffect(() => {
    const ending = new AbortController();
    addEventListener('pagehide', () => writer.flush(), { signal: ending.signal });
    return () => {
      ending.abort();
      writer.flush();
    };
  }, [writer]);

  const change = useCallback<DraftOfForm['change']>(
    (next) => {
      newest.current = typeof next === 'function' ? next(newest.current) : next;
      setState(newest.current);
      if (Object.keys(newest.current).length === 0) setRestored(false);
      writer.put(newest.current);
    },
    [writer],
  );

  return { state, loaded, restored, failure, change };
}

function readDraft(answer: Result<Draft | null>) {
  const stored = fromDraft(answer.ok ? answer.value : null);
  const failure = !answer.ok && answer.failure.kind !== 'signed-out' ? answer.failure : undefined;
  return { stored, restored: Object.keys(stored).length > 0, failure };
}
