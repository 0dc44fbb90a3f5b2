import { TaskSummarySkeleton } from '../../components/TaskSummary';

/** A guess at the list's size, so that little moves when it comes. */
export function SkeletonRows() {
  return [1, 2, 3].map((row) => (
    <li key={row} class="task-row">
      <TaskSummarySkeleton />
    </li>
  ));
}
