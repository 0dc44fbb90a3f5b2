import { ask } from './messages/ask';
import type { Answers, Result, TaskView } from './messages/contract';
import { listen } from './messages/listen';
import type { Brand } from './task/brand';

type Question = 'task.status' | 'task.read';

interface TaskName {
  readonly brand: Brand;
  readonly guid: string;
}

const underWay = new Map<string, Promise<Result<TaskView | null>>>();

/**
 * Asks what is known of a task without Feishu. Called again while the answer is awaited it is the same question: whoever
 * will show the task asks as soon as it is known which one, while its view is still being drawn.
 */
export function peek({ brand, guid }: TaskName): Promise<Result<TaskView | null>> {
  const key = `${brand} ${guid}`;
  const asked = underWay.get(key) ?? ask('task.peek', { brand, guid }).finally(() => underWay.delete(key));
  underWay.set(key, asked);
  return asked;
}

/**
 * One task as one view sees it: asks now, hears `task.changed` and `session.changed`, asks again.
 * Answers come in the order of the questions; one that was overtaken is dropped. Ends with the signal.
 */
export function liveTask<Name extends Question>(
  question: Name,
  task: TaskName,
  seen: (answer: Result<Answers[Name]>) => void,
  signal: AbortSignal,
): { refresh(fresh?: boolean): Promise<void> } {
  let latest = 0;

  async function refresh(fresh = false): Promise<void> {
    const mine = ++latest;
    const input = { brand: task.brand, guid: task.guid, ...(fresh && question === 'task.read' && { fresh }) };
    const answer = (await ask(question, input as never)) as Result<Answers[Name]>;
    if (mine === latest && !signal.aborted) seen(answer);
  }

  listen((broadcast) => {
    const concerns =
      broadcast.type === 'session.changed' ||
      (broadcast.type === 'task.changed' && broadcast.guid === task.guid && broadcast.brand === task.brand);
    if (concerns) void refresh();
  }, signal);
  void refresh();
  return { refresh };
}
