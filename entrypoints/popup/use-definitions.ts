import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../lib/failure';
import { ask } from '../../lib/messages/ask';
import type { FieldsView, TaskView } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import type { Task } from '../../lib/task/schema';

export interface DefinitionsOfTask {
  /** The custom fields that the task has or could have; nothing while they are read. */
  readonly fields: FieldsView | undefined;
  /** Why they could not be read at all. */
  readonly failure: Failure | undefined;
}

/**
 * Asks for the definitions once the task is there, and again when it has come to other lists or fields; where some could not
 * be read, with each new reading of the task.
 */
export function useDefinitions(brand: Brand, guid: string, view: TaskView | undefined): DefinitionsOfTask {
  const [known, setKnown] = useState<DefinitionsOfTask>({ fields: undefined, failure: undefined });
  const about = view && placesOf(view.task);
  const isPartial = known.failure !== undefined || (known.fields?.unreadable.length ?? 0) > 0;

  useEffect(() => {
    if (about === undefined) return;
    let current = true;
    void ask('fields.read', { brand, guid }).then((answer) => {
      if (!current) return;
      // What was read before stays where it cannot be read again.
      setKnown((before) =>
        answer.ok
          ? { fields: answer.value, failure: undefined }
          : { fields: before.fields, failure: before.fields ? undefined : answer.failure },
      );
    });
    return () => {
      current = false;
    };
  }, [brand, guid, about, isPartial && view?.readAt]);

  return known;
}

/** The lists and fields of a task as one text, equal as long as the same definitions are needed. */
function placesOf(task: Task): string {
  const lists = (task.tasklists ?? []).map(({ tasklist_guid }) => tasklist_guid);
  const fields = (task.custom_fields ?? []).map((field) => field.guid);
  return [...lists, '', ...fields].sort().join(' ');
}
