import { useEffect, useRef, useState } from 'preact/hooks';
import { ActionButton } from '../../components/ActionButton';
import { Boundary, bounded } from '../../components/Boundary';
import { TaskSummary } from '../../components/TaskSummary';
import { t } from '../../lib/i18n';
import type { PageView, TaskView } from '../../lib/messages/contract';
import { nextAction } from '../../lib/task/actions';
import { Instead, Reasons, verbOf, whyNot } from './Reasons';
import { UnseenChoice } from './UnseenChoice';
import { useSettled } from './use-settled';

interface ConfirmBodyProps {
  readonly view: TaskView;
  /** What was asked for in the page. */
  readonly action: 'complete' | 'reopen';
  /** The site that asked, and how Tasklark stands there. */
  readonly host: string | undefined;
  readonly site: PageView | undefined;
  /** Whether the action has been done from here, so that its being done is no surprise. */
  readonly acted: boolean;
  readonly busy: boolean;
  readonly act: (action: 'complete' | 'reopen', directly: boolean) => void;
  readonly edit: () => void;
  /** ms since 1970 */
  readonly now: number;
}

/** The real task, what is special about it, and the question that a click in a page could not answer. */
export const ConfirmBody = bounded('question', PlainConfirmBody);

function PlainConfirmBody({ view, action, host, site, acted, busy, act, edit, now }: ConfirmBodyProps) {
  const [directly, setDirectly] = useState(false);
  const settled = useSettled();
  const { task, me, progress, verdicts } = view;
  const next = nextAction(task);
  const verdict = verdicts[next];
  const isOver = acted && next !== action;
  const isDirect = site?.mode === 'direct';
  const closeButton = useRef<HTMLButtonElement>(null);

  // A second Enter must close, not take back what the first one did.
  useEffect(() => {
    if (isOver) closeButton.current?.focus();
  }, [isOver]);

  return (
    <section class="head confirm">
      <Boundary part="task summary">
        <TaskSummary task={task} me={me} progress={progress} may={verdict.may} now={now} heading withCreator />
      </Boundary>
      {next !== action && !acted && (
        <p class="verdict">{t(action === 'complete' ? 'why_already_done' : 'why_already_open')}</p>
      )}
      <Boundary part="reasons">
        <Reasons view={view} now={now} />
      </Boundary>
      <div class="buttons">
        <Boundary part="way out">{!isOver && <Instead view={view} />}</Boundary>
        <Boundary part="task button">
          <ActionButton
            name={verbOf(next, verdict)}
            look={next === action && !verdict.offer ? 'primary' : 'normal'}
            busy={busy}
            settling={!settled}
            why={whyNot(verdict)}
            act={() => act(next, directly)}
          />
        </Boundary>
        <Boundary part="edit button">
          <ActionButton name={t('action_edit')} act={edit} />
        </Boundary>
        <Boundary part="close button">
          <ActionButton name={isOver ? t('close') : t('cancel')} buttonRef={closeButton} act={() => window.close()} />
        </Boundary>
      </div>
      {host && !isDirect && !isOver && (
        <label class="check quiet">
          <input
            type="checkbox"
            aria-label={t('act_directly', host)}
            checked={directly}
            onChange={({ currentTarget }) => setDirectly(currentTarget.checked)}
          />
          <span>
            {t('act_directly', host)}
            {t('from_now_on')}
          </span>
        </label>
      )}
      {host && isDirect && <p class="check quiet">{t('acts_directly', host)}</p>}
      <Boundary part="unseen choice">
        {isDirect && site.origin && <UnseenChoice {...site} origin={site.origin} />}
      </Boundary>
    </section>
  );
}
