import { Boundary, bounded } from '../../components/Boundary';
import { FailureWords } from '../../components/FailureWords';
import { Icon } from '../../components/icons';
import { operationWords } from '../../components/operation-words';
import { Sentence } from '../../components/Sentence';
import { TaskText } from '../../components/TaskText';
import { t } from '../../lib/i18n';
import type { OperationView, OutboxView } from '../../lib/messages/contract';
import { HeldWords } from './HeldWords';
import { OperationButtons } from './OperationButtons';
import { WaitTimes } from './WaitTimes';

/** Drawn at most: beyond it a number says how many more there are. */
const MOST_ROWS = 20;

interface WaitingListProps {
  readonly outbox: OutboxView;
  /** Opens a change's task, with its values in the form where it was refused. */
  readonly open: (operation: OperationView) => void;
}

/** Every change that has not arrived, of all accounts: what it is, why it waits, and what can be done. */
export const WaitingList = bounded('waiting list', PlainWaitingList);

function PlainWaitingList({ outbox, open }: WaitingListProps) {
  const rows = outbox.shown.slice(0, MOST_ROWS);
  const more = outbox.waiting + outbox.parked - rows.length;
  if (rows.length === 0) return null;
  return (
    <section class="waiting-list" aria-labelledby="waiting-title">
      <h2 id="waiting-title" tabIndex={-1}>
        {t('waiting_title')}
      </h2>
      <ul>
        {rows.map((operation) => (
          <li key={operation.id} class={classOf(operation)} aria-labelledby={`waiting-${operation.id}`}>
            <Boundary part="waiting change">
              <WaitingRow operation={operation} open={() => open(operation)} />
            </Boundary>
          </li>
        ))}
      </ul>
      {more > 0 && <p class="quiet">{t('waiting_more', more)}</p>}
    </section>
  );
}

const classOf = ({ state }: OperationView) => (state === 'parked' ? 'notice failure' : 'notice waiting');

function WaitingRow({ operation, open }: { operation: OperationView; open: () => void }) {
  const { id, state, summary } = operation;
  return (
    <>
      <div class="notice-line">
        <Icon name={state === 'parked' ? 'alert' : 'clock'} />
        <div class="notice-words">
          <strong id={`waiting-${id}`}>
            <TaskText text={summary || t('untitled')} longest={80} />
          </strong>
          <p class="quiet">{operationWords(operation)}</p>
          <p>
            <Why operation={operation} />
          </p>
          {operation.failure && operation.state === 'queued' && <WaitTimes {...operation} />}
        </div>
      </div>
      <div class="notice-actions">
        <OperationButtons operation={operation} choose={open} edit={open} />
      </div>
    </>
  );
}

/** Why it is not sent: whose it is comes first, since nothing else matters while that account is away. */
function Why({ operation: { owner, heldUntil, failure, state } }: { operation: OperationView }) {
  if (!owner.signedIn) return <Sentence words={(name) => t('waits_for_account', name)} text={owner.name} />;
  if (heldUntil !== undefined) return <HeldWords until={heldUntil} />;
  if (failure) return <FailureWords failure={failure} />;
  return <>{t(state === 'sending' ? 'state_busy' : 'state_waiting')}</>;
}

/** Brings the list into view and puts the focus to its heading. */
export function focusWaiting(): void {
  const title = document.querySelector<HTMLElement>('#waiting-title');
  title?.scrollIntoView({ block: 'start' });
  title?.focus({ preventScroll: true });
}
