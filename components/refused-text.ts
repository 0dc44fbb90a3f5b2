import { t } from '../lib/i18n';
import type { OperationView } from '../lib/messages/contract';
import { type CustomFieldDefinition, entryOf } from '../lib/task/custom-fields';
import { FIELDS, fieldOf, fieldValue } from '../lib/task/fields';
import { apply, touched } from '../lib/task/patch';
import type { Task } from '../lib/task/schema';
import { TYPING } from './field-typing';
import { hiddenAmong, typedCustomValue } from './fields/custom/typing';
import { namesOfOptions } from './fields/custom/words';
import { ALL_DAY, BASE, CUSTOM, customKey, type FormState, isAllDay } from './form-state';

/**
 * What a refused change says, as it was typed, with the values that it began with; custom fields of unknown kind are left out.
 * Every field of it, also one that `task` seems to have so: a view may still show the change as made.
 */
export function typedAgain(
  task: Task,
  { patch, base }: Pick<OperationView, 'patch' | 'base'>,
  definitions: readonly CustomFieldDefinition[],
): FormState {
  const after = apply(task, patch);
  const allDay = isAllDay(after, {});
  const isTime = Boolean(patch.due ?? patch.start);
  const plain = touched(patch).flatMap((name) => {
    const { kind } = fieldOf(name);
    const value = fieldValue(after, name);
    return kind === 'custom' ? [] : [[name, TYPING[kind].typed(value, name, allDay), base[name]] as const];
  });
  const custom = (patch.custom_fields ?? []).flatMap((entry) => {
    const definition = definitions.find(({ guid }) => guid === entry.guid);
    const before = entryOf(base.custom_fields ?? [], entry.guid);
    return definition ? [[customKey(entry.guid), typedCustomValue(definition, entry), before] as const] : [];
  });
  const all = [...plain, ...custom];
  return {
    ...(isTime && { [ALL_DAY]: String(allDay) }),
    ...Object.fromEntries(all.map(([key, typed]) => [key, typed])),
    ...Object.fromEntries(
      all.flatMap(([key, , before]) => (before === undefined ? [] : [[BASE + key, JSON.stringify(before)]])),
    ),
  };
}

/** Whether a field still holds a typed text. A time input that shows seconds names them where they are zero, too. */
export function stillTyped(state: FormState, text: FormState, key: string): boolean {
  const plain = (typed: string | undefined) => typed?.replace(/^(\d+-\d\d-\d\d \d\d:\d\d):00$/, '$1');
  return text[key] !== undefined && plain(state[key]) === plain(text[key]);
}

/** What to say beside which fields (keys of the form) about a change whose value was refused; nothing where no field is named. */
export function refusalWords(
  operation: OperationView,
  definitions: readonly CustomFieldDefinition[],
): ReadonlyMap<string, string> {
  const { patch, failure } = operation;
  if (failure?.kind !== 'invalid') return new Map();
  if (failure.reason === 'content_refused') {
    const texts = (['summary', 'description'] as const).filter((name) => patch[name]);
    return new Map(texts.map((name) => [name, t('failure_content_refused')]));
  }
  const key = refusedKey(operation, definitions);
  if (!key) return new Map();
  const hidden = hiddenIn(operation, key, definitions);
  return new Map([[key, hidden ? t('refused_hidden', hidden) : t('refused_here')]]);
}

/**
 * The field that a refusal is about: the only one, or the one that its words name, which are Feishu's ("Invalid Param
 * 'due.timestamp', …", feishu-task-api §1; never certain) or our own last check's ("Cost: not_a_number").
 */
function refusedKey({ patch, failure }: OperationView, definitions: readonly CustomFieldDefinition[]) {
  const names = touched(patch);
  const custom = (patch.custom_fields ?? []).map(({ guid }) => guid);
  const keys = [...names.filter((name) => name !== 'custom_fields'), ...custom.map(customKey)];
  if (keys.length === 1) return keys[0];
  const detail = failure?.detail ?? '';
  const ours = definitions.find(({ guid, name }) => custom.includes(guid) && detail.startsWith(`${name}: `));
  if (ours) return customKey(ours.guid);
  const said = /invalid param '([\w.]+)'/i.exec(detail)?.[1] ?? /^(\w+): /.exec(detail)?.[1] ?? '';
  const field = FIELDS.find(({ name }) => names.includes(name) && said.split('.').includes(name))?.name;
  if (field !== 'custom_fields') return field;
  // Among several custom fields the one that holds what Feishu is known to refuse.
  const [only, ...others] = custom.filter((guid) => hiddenOptions(patch, guid, definitions).length > 0);
  const guid = custom.length === 1 ? custom[0] : others.length === 0 ? only : undefined;
  return guid && customKey(guid);
}

function hiddenOptions({ custom_fields }: OperationView['patch'], guid: string, all: readonly CustomFieldDefinition[]) {
  const definition = all.find((one) => one.guid === guid);
  return definition ? hiddenAmong(definition, entryOf(custom_fields ?? [], guid)?.multi_select_value ?? []) : [];
}

function hiddenIn({ patch }: OperationView, key: string, definitions: readonly CustomFieldDefinition[]) {
  return key.startsWith(CUSTOM) && namesOfOptions(hiddenOptions(patch, key.slice(CUSTOM.length), definitions));
}
