import type { OperationView } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import { useQuestion } from './use-question';

/** The changes of one task that could not be made and wait for the user. */
export function useParked(brand: Brand, guid: string): readonly OperationView[] {
  const { answer } = useQuestion('outbox.list', { task: { brand, guid } }, ['outbox.changed', 'task.changed']);
  return answer?.ok ? answer.value.shown.filter(({ state }) => state === 'parked') : [];
}
