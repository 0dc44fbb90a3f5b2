import type { OperationView } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import { useQuestion } from './use-question';

/** The changes of one task that could not be made and wait for the user. */
export function useParked(brand: Brand, guid: string): readonly OperationView[] {
  const { answer } = useQuestion('outbox.list', {}, ['outbox.changed', 'task.changed']);
  const all = answer?.ok ? answer.value : [];
  return all.filter((one) => one.state === 'parked' && one.brand === brand && one.guid === guid);
}
