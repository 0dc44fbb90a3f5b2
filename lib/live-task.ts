import { ask } from './messages/ask';
import type { Answers, Result } from './messages/contract';
import { listen } from './messages/listen';
import type { Brand } from './task/brand';

type Question = 'task.status' | 'task.read';

interface TaskName {
  readonly brand: Brand;
  readonly guid: string;
}

/** Asks what is known of a task without Feishu. */
export const lookAt = ({ brand, guid }: TaskName) => ask('task.peek', { brand, guid });

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
