import type { Failure } from '../../../lib/failure';
import type { FieldsView } from '../../../lib/messages/contract';
import type { CustomFieldDefinition, CustomFieldValue } from '../../../lib/task/custom-fields';
import { entryOf } from '../../../lib/task/custom-fields';
import { fieldValue } from '../../../lib/task/fields';
import type { Task } from '../../../lib/task/schema';

/** One custom field as the form shows it: with an editor where the definition is known, else its value and the reason. */
export interface OfferedField {
  readonly guid: string;
  readonly name: string;
  readonly definition: CustomFieldDefinition | undefined;
  readonly value: CustomFieldValue | undefined;
  /** Why it can only be read. */
  readonly failure: Failure | undefined;
}

/** The fields of the task's lists in their order, then those that stand in the task only (feishu-task-api §3.9). */
export function offeredFields(task: Task, { definitions, unreadable }: FieldsView): OfferedField[] {
  const values = fieldValue(task, 'custom_fields');
  const failureOf = (guid: string) => unreadable.find((one) => one.guid === guid)?.failure;
  const known = definitions.map((definition) => ({
    guid: definition.guid,
    name: definition.name,
    definition,
    value: entryOf(values, definition.guid),
    failure: failureOf(definition.guid),
  }));
  const others = (values ?? [])
    .filter(({ guid }) => !definitions.some((definition) => definition.guid === guid))
    .map((value) => ({
      guid: value.guid,
      name: value.name ?? '',
      definition: undefined,
      value,
      failure: failureOf(value.guid) ?? { kind: 'invalid' as const, reason: 'field_unknown' as const },
    }));
  return [...known, ...others];
}

/** The definitions whose fields may be changed, as far as is known. */
export function editableFields({ definitions, unreadable }: FieldsView): CustomFieldDefinition[] {
  return definitions.filter(({ guid }) => !unreadable.some((one) => one.guid === guid));
}

/** Why the fields of some list of the task could not be read; nothing when all could. */
export function listFailure(task: Task, { unreadable }: FieldsView): Failure | undefined {
  const lists = new Set((task.tasklists ?? []).map(({ tasklist_guid }) => tasklist_guid));
  return unreadable.find(({ guid }) => lists.has(guid))?.failure;
}
