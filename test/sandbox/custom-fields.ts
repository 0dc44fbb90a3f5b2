import { invalidParam, notFound } from './api-error';
import type { Call } from './gateway';
import type { FieldDefinition, FieldRecord, FieldValue, Task } from './model';
import { normaliseNumber } from './number-value';
import { demand, fieldRight } from './permissions';
import { readMillis } from './task-times';
import { openIdOf } from './task-view';
import { charCount, optionalString, requiredList, requiredRecord } from './values';

const DAY = 86_400_000;

/** Checks one value for its field and answers it as stored; undefined when it is empty. Throws 1470400. */
type Reader = (call: Call, field: FieldDefinition, given: Record<string, unknown>) => Partial<FieldValue> | undefined;

const READERS: Record<FieldDefinition['type'], Reader> = {
  number: (_call, field, given) => {
    const text = optionalString('number_value', given.number_value) ?? '';
    if (text === '') return undefined;
    const setting = field.number_setting;
    // A percentage is stored as its raw fraction, which has two digits more than the display.
    const digits = (setting?.decimal_count ?? 0) + (setting?.format === 'percentage' ? 2 : 0);
    const number_value = text.length > 20 ? undefined : normaliseNumber(text, digits);
    if (number_value === undefined)
      throw invalidParam('custom_fields', 'number_value is not a decimal number of at most 20 characters.');
    return { number_value };
  },
  text: (_call, _field, given) => {
    const text_value = optionalString('text_value', given.text_value) ?? '';
    if (charCount(text_value) > 3_000)
      throw invalidParam('custom_fields', 'text_value must not exceed 3000 characters.');
    return text_value === '' ? undefined : { text_value };
  },
  datetime: (_call, _field, given) => {
    const text = optionalString('datetime_value', given.datetime_value) ?? '';
    if (text === '') return undefined;
    return { datetime_value: String(Math.floor(readMillis('custom_fields', text) / DAY) * DAY) };
  },
  single_select: (_call, field, given) => {
    const chosen = optionalString('single_select_value', given.single_select_value) ?? '';
    if (chosen === '') return undefined;
    checkOptions(field.single_select_setting?.options ?? [], [chosen]);
    return { single_select_value: chosen };
  },
  multi_select: (_call, field, given) => {
    const chosen = uniqueStrings('multi_select_value', given.multi_select_value ?? []);
    if (chosen.length === 0) return undefined;
    checkOptions(field.multi_select_setting?.options ?? [], chosen);
    return { multi_select_value: chosen };
  },
  member: (call, field, given) => {
    const members = requiredList('member_value', given.member_value ?? []).map((entry) =>
      requiredRecord('member_value', entry),
    );
    const ids = uniqueStrings(
      'member_value',
      members.map((member) => member.id),
    );
    if (ids.length === 0) return undefined;
    if (ids.length > 1 && field.member_setting?.multi !== true)
      throw invalidParam('custom_fields', 'the field takes one member only.');
    if (members.some((member) => (member.type ?? 'user') !== 'user'))
      throw invalidParam('custom_fields', 'members must be users.');
    return {
      member_value: ids.map((id) => {
        const openId = openIdOf(call, id);
        if (openId === undefined) throw invalidParam('custom_fields', 'member_value holds an unknown user.');
        return { id: openId, type: 'user' as const };
      }),
    };
  },
};

/**
 * Sets the given values; fields that are not named stay. Throws 1470400 for a bad value and for a field of lists that the
 * task is not in, 404 for an unknown field, 403 without edit right on the field (reference §3.9). That a list is wanted is
 * documented for creating (§3.4); that changing refuses the same with the same code is UNCONFIRMED, also for a value that
 * stands in the task from a list that it has left.
 */
export function setFieldValues(call: Call, task: Task, value: unknown): void {
  if (value === undefined || value === null) return;
  for (const entry of requiredList('task.custom_fields', value)) {
    const given = requiredRecord('task.custom_fields', entry);
    const guid = optionalString('task.custom_fields.guid', given.guid);
    if (guid === undefined || guid === '') throw invalidParam('custom_fields.guid', 'param is required.');
    const record = call.state.fields.get(guid);
    if (!record) throw notFound('custom field');
    if (!task.tasklists.some(({ tasklist_guid }) => record.tasklists.includes(tasklist_guid))) {
      throw invalidParam('custom_fields', 'the field does not belong to a list of this task.');
    }
    demand(fieldRight(call.state, record, call.identity), 'edit', 'custom field');
    putValue(task, record, READERS[record.field.type](call, record.field, given));
  }
}

function putValue(task: Task, { field }: FieldRecord, value: Partial<FieldValue> | undefined): void {
  const at = task.custom_fields.findIndex((entry) => entry.guid === field.guid);
  const stored = value && { guid: field.guid, type: field.type, name: field.name, ...value };
  if (stored) task.custom_fields.splice(at < 0 ? task.custom_fields.length : at, at < 0 ? 0 : 1, stored);
  else if (at >= 0) task.custom_fields.splice(at, 1);
}

function checkOptions(options: readonly { guid: string; is_hidden: boolean }[], chosen: readonly string[]): void {
  for (const guid of chosen) {
    const option = options.find((entry) => entry.guid === guid);
    if (!option) throw invalidParam('custom_fields', `option '${guid}' does not exist.`);
    // Resending an option that is hidden by now is expected to fail as well (UNCONFIRMED).
    if (option.is_hidden) throw invalidParam('custom_fields', `option '${guid}' is hidden.`);
  }
}

function uniqueStrings(path: string, value: unknown): string[] {
  const texts = requiredList(path, value).map((entry) => optionalString(path, entry) ?? '');
  if (texts.length > 50) throw invalidParam('custom_fields', `${path} must not exceed 50 entries.`);
  if (new Set(texts).size !== texts.length) throw invalidParam('custom_fields', `${path} must not hold duplicates.`);
  return texts;
}
