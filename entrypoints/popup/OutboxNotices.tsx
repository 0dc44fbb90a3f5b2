import { ActionButton } from '../../components/ActionButton';
import { FailureNotice, Notice } from '../../components/Notice';
import { TaskText } from '../../components/TaskText';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { OperationView } from '../../lib/messages/contract';

/** Changes that could not be made, each with its reason and the two ways on; and how many wait. */
export function OutboxNotices({ operations, named }: { operations: readonly OperationView[]; named: boolean }) {
  const waiting = operations.filter(({ state }) => state !== 'parked').length;
  return (
    <>
      {operations
        .filter(({ state }) => state === 'parked')
        .map((operation) => (
          <Parked key={operation.id} operation={operation} named={named} />
        ))}
      {waiting > 0 && <Notice tone="waiting">{waiting === 1 ? t('waiting_one') : t('waiting_many', waiting)}</Notice>}
    </>
  );
}

function Parked({ operation, named }: { operation: OperationView; named: boolean }) {
  const { id, summary, failure } = operation;
  const actions = (
    <>
      <ActionButton small name={t('retry')} act={() => void ask('outbox.retry', { id })} />
      <ActionButton small name={t('discard_change')} act={() => void ask('outbox.discard', { id })} />
    </>
  );
  return (
    <FailureNotice failure={failure ?? { kind: 'server', reason: 'unknown' }} actions={actions}>
      {named && (
        <strong>
          <TaskText text={summary || t('untitled')} longest={80} />
        </strong>
      )}
    </FailureNotice>
  );
}
