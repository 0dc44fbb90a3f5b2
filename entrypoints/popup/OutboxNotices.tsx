import { Boundary } from '../../components/Boundary';
import { FailureNotice } from '../../components/Notice';
import { t } from '../../lib/i18n';
import type { OperationView } from '../../lib/messages/contract';
import { OperationButtons } from './OperationButtons';

interface OutboxNoticesProps {
  readonly parked: readonly OperationView[];
  /** Leads to where a conflict is decided. */
  readonly choose: () => void;
}

/** The changes of one task that could not be made, each with its reason and the ways on; what it said stands in the form. */
export function OutboxNotices({ parked, choose }: OutboxNoticesProps) {
  return parked.map((operation) => (
    <Boundary key={operation.id} part="refused change">
      <RefusedNotice {...{ operation, choose }} />
    </Boundary>
  ));
}

function RefusedNotice({ operation, choose }: { operation: OperationView; choose: () => void }) {
  const { failure, patch } = operation;
  return (
    <FailureNotice
      failure={failure ?? { kind: 'server', reason: 'unknown' }}
      actions={<OperationButtons operation={operation} choose={choose} />}
    >
      {failure?.reason === 'no_edit_right' && patch.custom_fields && <p>{t('custom_no_edit_right')}</p>}
      {failure?.reason === 'content_refused' && <p>{t('refused_texts', textsOf(operation))}</p>}
    </FailureNotice>
  );
}

/** Which texts a review may have refused: Feishu does not say which. */
const textsOf = ({ patch }: OperationView) =>
  (['summary', 'description'] as const)
    .filter((name) => patch[name])
    .map((name) => t(`field_${name}`))
    .join(t('list_separator'));
