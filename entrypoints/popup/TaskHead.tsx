import { ActionButton } from '../../components/ActionButton';
import { Boundary, bounded } from '../../components/Boundary';
import { TaskSummary } from '../../components/TaskSummary';
import type { TaskView } from '../../lib/messages/contract';
import { nextAction } from '../../lib/task/actions';
import { Instead, Reasons, verbOf, whyNot } from './Reasons';
import { ScopeNotice } from './ScopeNotice';
import { useSettled } from './use-settled';

interface TaskHeadProps {
  readonly view: TaskView;
  readonly busy: boolean;
  readonly act: (action: 'complete' | 'reopen') => void;
  /** ms since 1970 */
  readonly now: number;
}

/** The task, and the one action that applies to it now, or why it does not. */
export const TaskHead = bounded('task head', PlainTaskHead);

function PlainTaskHead({ view, busy, act, now }: TaskHeadProps) {
  const { task, me, verdicts, progress } = view;
  const settled = useSettled();
  const next = nextAction(task);
  const verdict = verdicts[next];
  return (
    <section class="head">
      <Boundary part="task summary">
        <TaskSummary task={task} me={me} progress={progress} may={verdict.may} now={now} heading withCreator />
      </Boundary>
      <div class="buttons">
        <Boundary part="way out">
          <Instead view={view} />
        </Boundary>
        <Boundary part="task button">
          <ActionButton
            name={verbOf(next, verdict)}
            busy={busy}
            settling={!settled}
            why={whyNot(verdict)}
            act={() => act(next)}
          />
        </Boundary>
      </div>
      <Boundary part="reasons">
        <Reasons view={view} now={now} />
      </Boundary>
      <Boundary part="scope notice">
        <ScopeNotice view={view} />
      </Boundary>
    </section>
  );
}
