import { useEffect } from 'preact/hooks';
import { Boundary } from '../../components/Boundary';
import { StateRing } from '../../components/StateRing';
import { TaskSummary, TaskSummarySkeleton } from '../../components/TaskSummary';
import { TaskText } from '../../components/TaskText';
import { useLiveTask } from '../../components/use-live-task';
import { t } from '../../lib/i18n';
import type { NamedLink, Result, TaskView } from '../../lib/messages/contract';
import { nextAction } from '../../lib/task/actions';

interface TaskRowProps {
  readonly link: NamedLink;
  /** Whether it is this row's turn to be read. */
  readonly wanted: boolean;
  readonly isSignedOut: boolean;
  readonly seen: (answer: Result<TaskView>) => void;
  readonly open: () => void;
}

/** One task of the page; the words of its link stand in until it has been read. */
export function TaskRow({ link, wanted, isSignedOut, seen, open }: TaskRowProps) {
  const { answer } = useLiveTask(link.brand, link.guid, { wanted });
  useEffect(() => {
    if (answer) seen(answer);
  }, [answer]);

  return (
    <li>
      <button type="button" class="task-row" onClick={open}>
        {answer?.ok && (
          <Boundary part="task in a list row" instead={<Unread link={link} words={t('part_failed')} state="failed" />}>
            <Read view={answer.value} />
          </Boundary>
        )}
        {answer && !answer.ok && <Unread link={link} words={t(`failure_${answer.failure.reason}`)} state="failed" />}
        {!answer && isSignedOut && <Unread link={link} words={t('state_signed_out')} state="signed_out" />}
        {!answer && !isSignedOut && <TaskSummarySkeleton title={link.text} />}
        <Boundary part="place of a link" instead={null}>
          {link.closed && <span class="row-place quiet">{t(`closed_${link.closed}`)}</span>}
        </Boundary>
      </button>
    </li>
  );
}

function Read({ view }: { view: TaskView }) {
  const { task, me, progress, verdicts } = view;
  const { may } = verdicts[nextAction(task)];
  return <TaskSummary task={task} me={me} progress={progress} may={may} now={Date.now()} />;
}

function Unread({ link, words, state }: { link: NamedLink; words: string; state: 'failed' | 'signed_out' }) {
  return (
    <span class="summary">
      <StateRing state={state} />
      <span class="summary-words">
        <span class="summary-title quiet">
          <TaskText text={link.text || link.guid} longest={120} />
        </span>
        <span class="summary-facts">{words}</span>
      </span>
    </span>
  );
}
