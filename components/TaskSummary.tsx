import { t } from '../lib/i18n';
import { fieldValue } from '../lib/task/fields';
import type { Person, Task } from '../lib/task/schema';
import type { Progress } from '../lib/task/status';
import { isOverdue } from '../lib/task/times';
import { bounded } from './Boundary';
import { Sentence } from './Sentence';
import { ringState, StateRing } from './StateRing';
import { TaskText } from './TaskText';
import { assigneeNames, dueWords, exactDue, finishedOfAll, isDone } from './task-words';

interface TaskSummaryProps {
  readonly task: Task;
  readonly me: Person | undefined;
  readonly progress: Progress;
  /** Whether the action that applies now may be done. */
  readonly may: boolean;
  /** ms since 1970 */
  readonly now: number;
  /** The page's heading, or a line of a list. */
  readonly heading?: boolean;
  readonly withCreator?: boolean;
}

/** Title, state, due and people of one task. */
export function TaskSummary({ task, me, progress, may, now, heading, withCreator }: TaskSummaryProps) {
  const title = task.summary?.trim() ? <TaskText text={task.summary} /> : <span class="quiet">{t('untitled')}</span>;
  return (
    <div class={`summary ${isDone(task) ? 'is-done' : ''}`}>
      <TaskRing {...{ task, progress, may, now }} />
      <div class="summary-words">
        {heading ? <h1 class="summary-title">{title}</h1> : <span class="summary-title">{title}</span>}
        <TaskFacts task={task} me={me} now={now} withCreator={withCreator ?? false} />
      </div>
    </div>
  );
}

const TaskRing = bounded('task ring', PlainTaskRing, <StateRing state="unread" />);

function PlainTaskRing({ task, progress, may, now }: Pick<TaskSummaryProps, 'task' | 'progress' | 'may' | 'now'>) {
  const done = isDone(task);
  const overdue = !done && isOverdue(fieldValue(task, 'due'), now);
  return <StateRing state={ringState({ done, overdue, may, progress })} />;
}

interface TaskFactsProps {
  readonly task: Task;
  readonly me: Person | undefined;
  /** ms since 1970 */
  readonly now: number;
  readonly withCreator: boolean;
}

/** It may stand in a button, which can hold no other. */
const TaskFacts = bounded('task facts', PlainTaskFacts, <PartFailed />);

/** In the place of what could not be drawn; the report is the page's to offer. */
function PartFailed() {
  return <span class="summary-facts">{t('part_failed')}</span>;
}

/** Due, people and what is special, parted by dots. */
function PlainTaskFacts({ task, me, now, withCreator }: TaskFactsProps) {
  const due = dueWords(task, now);
  const names = assigneeNames(task, me);
  const everyone = finishedOfAll(task);
  const creator = withCreator && task.creator && (task.creator.id === me?.open_id ? t('you') : task.creator.name);
  const facts = [
    due && (
      <bdi class={due.overdue ? 'overdue' : ''} title={exactDue(task)}>
        {due.words}
      </bdi>
    ),
    names.length > 0 && <TaskText text={names.join(t('list_separator'))} longest={120} />,
    creator && <Sentence words={(name) => t('created_by', name)} text={creator} />,
    everyone && t('everyone_must', everyone.finished, everyone.all),
    task.repeat_rule && t('repeats'),
  ].filter(Boolean);
  return <span class="summary-facts">{facts.map((fact, index) => [index > 0 && ' · ', fact])}</span>;
}

/** The same box while nothing is known yet. */
export function TaskSummarySkeleton({ title }: { title?: string }) {
  return (
    <div class="summary" aria-busy="true">
      <StateRing state="unread" />
      <div class="summary-words">
        {title ? (
          <span class="summary-title quiet">
            <TaskText text={title} />
          </span>
        ) : (
          <span class="skeleton skeleton-title" />
        )}
        <span class="skeleton skeleton-facts" />
      </div>
    </div>
  );
}
