import { ActionButton } from '../../components/ActionButton';
import { FailureNotice, Notice } from '../../components/Notice';
import { TaskText } from '../../components/TaskText';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { OperationView } from '../../lib/messages/contract';

interface OutboxNoticesProps {
  readonly operations: readonly OperationView[];
  readonly named: boolean;
  /** Leads to where a conflict is decided. */
  readonly choose: (operation: OperationView) => void;
}

/** Changes that could not be made, each with its reason and the two ways on; and how many wait. */
export function OutboxNotices({ operations, named, choose }: OutboxNoticesProps) {
  const waiting = operations.filter(({ state }) => state !== 'parked').length;
  return (
    <>
      {operations
        .filter(({ state }) => state === 'parked')
        .map((operation) => (
          <Parked key={operation.id} operation={operation} named={named} choose={() => choose(operation)} />
        ))}
      {waiting > 0 && <Notice tone="waiting">{waiting === 1 ? t('waiting_one') : t('waiting_many', waiting)}</Notice>}
    </>
  );
}

function Parked(props: { operation: OperationView; named: boolean; choose: () => void }) {
  const { operation, named, choose } = props;
  const { id, summary, patch, failure } = operation;
  const actions = isConflict(operation) ? (
    <ActionButton small name={t('choose')} act={choose} />
  ) : (
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
      {failure?.reason === 'no_edit_right' && patch.custom_fields && <p>{t('custom_no_edit_right')}</p>}
    </FailureNotice>
  );
}

/** A change of fields that somebody else has changed meanwhile: neither tried again nor dropped before the user has chosen. */
export function isConflict({ state, action, failure }: OperationView): boolean {
  return state === 'parked' && action === 'edit' && failure?.reason === 'conflict';
}
