import { ActionButton } from '../../components/ActionButton';
import { operationText } from '../../components/operation-words';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { OperationView } from '../../lib/messages/contract';

interface OperationButtonsProps {
  readonly operation: OperationView;
  /** Leads to where a conflict is decided. */
  readonly choose: () => void;
  /** Opens the form, where what was typed stands; absent where the form is there already. */
  readonly edit?: () => void;
}

/** What can be done with a change that waits or is parked; another account's can only be copied or given up. */
export function OperationButtons({ operation, choose, edit }: OperationButtonsProps) {
  const { id, action, owner, heldUntil } = operation;
  const text = action === 'edit' ? operationText(operation, Date.now()) : '';
  const discard = (name: string) => <ActionButton small name={name} act={() => void ask('outbox.discard', { id })} />;
  if (operation.state === 'sending') return null;
  if (heldUntil !== undefined) return discard(t('undo'));
  if (isConflict(operation) && owner.signedIn) return <ActionButton small name={t('choose')} act={choose} />;
  return (
    <>
      {owner.signedIn && <ActionButton small name={t('retry')} act={() => void ask('outbox.retry', { id })} />}
      {owner.signedIn && action === 'edit' && edit && <ActionButton small name={t('action_edit')} act={edit} />}
      {text && (
        <ActionButton small icon="copy" name={t('copy_text')} act={() => void navigator.clipboard.writeText(text)} />
      )}
      {discard(t('discard_change'))}
    </>
  );
}

/** A change of fields that somebody else has changed meanwhile: neither tried again nor dropped before the user has chosen. */
export function isConflict({ state, action, failure }: OperationView): boolean {
  return state === 'parked' && action === 'edit' && failure?.reason === 'conflict';
}
