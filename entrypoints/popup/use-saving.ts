import { useEffect, useState } from 'preact/hooks';
import type { TaskView } from '../../lib/messages/contract';

/** A change on its way: not stored yet, so the popup had better stay open, or stored and being sent. */
export type Saving = 'storing' | 'sending';

/** How far a change of this task has come, until it has arrived, waits or was refused. */
export function savingOf(busy: string | undefined, view: TaskView | undefined): Saving | undefined {
  if (busy !== undefined) return 'storing';
  return view?.progress === 'sending' ? 'sending' : undefined;
}

/** What is over sooner than this, ms, is told by its end alone. */
const WORTH_TELLING_MS = 300;

/** The same, once it has gone on for a while. */
export function useSlow(saving: Saving | undefined): Saving | undefined {
  const [isSlow, setSlow] = useState(false);
  const isOn = saving !== undefined;
  useEffect(() => {
    if (!isOn) return;
    const timer = setTimeout(() => setSlow(true), WORTH_TELLING_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isOn]);
  return isSlow ? saving : undefined;
}
