import type { OperationView } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import { useQuestion } from './use-question';

interface ChangesOfTask {
  /** Those that could not be made and wait for the user. */
  readonly parked: readonly OperationView[];
  /** Those that wait for another try, with the reason. */
  readonly waiting: readonly OperationView[];
}

/** The changes of one task that have not arrived. */
export function useOutbox(brand: Brand, guid: string): ChangesOfTask {
  const { answer } = useQuestion('outbox.list', { task: { brand, guid } }, ['outbox.changed', 'task.changed']);
  const shown = answer?.ok ? answer.value.shown : [];
  return {
    parked: shown.filter(({ state }) => state === 'parked'),
    waiting: shown.filter(({ state, failure }) => state === 'queued' && failure),
  };
}
