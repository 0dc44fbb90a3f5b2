import { ActionButton } from '../../components/ActionButton';
import { TaskSummary } from '../../components/TaskSummary';
import { t } from '../../lib/i18n';
import type { TaskView } from '../../lib/messages/contract';
import { nextAction, type Verdict } from '../../lib/task/actions';

interface TaskHeadProps {
  readonly view: TaskView;
  readonly busy: boolean;
  readonly act: (action: 'complete' | 'reopen') => void;
  /** ms since 1970 */
  readonly now: number;
}

/** The task, and the one action that applies to it now, or why it does not. */
export function TaskHead({ view, busy, act, now }: TaskHeadProps) {
  const { task, me, verdicts, progress } = view;
  const next = nextAction(task);
  const verdict = verdicts[next];
  return (
    <section class="head">
      <TaskSummary task={task} me={me} progress={progress} may={verdict.may} now={now} heading withCreator />
      <div class="buttons">
        <ActionButton name={t(`action_${next}`)} busy={busy} why={whyNot(verdict)} act={() => act(next)} />
      </div>
      <VerdictWords verdict={verdict} />
    </section>
  );
}

export function whyNot(verdict: Verdict): string | undefined {
  return verdict.may ? undefined : t(`why_${verdict.why ?? 'follower_only'}`);
}

/** Why an action may not be done, or what is special about doing it. */
export function VerdictWords({ verdict }: { verdict: Verdict }) {
  const why = whyNot(verdict);
  const words = why === undefined ? verdict.notes.map((note) => t(`note_${note}`)) : [why];
  if (words.length === 0) return null;
  return (
    <div class="verdict">
      {words.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}
