import { t } from '../lib/i18n';
import type { FieldsView } from '../lib/messages/contract';
import { type CustomComplete, PLATFORMS, type Platform } from '../lib/task/custom-complete';
import { entryOf, isEmptyCustomValue } from '../lib/task/custom-fields';
import { type FieldName, fieldOf, fieldValue } from '../lib/task/fields';
import type { Person, Task } from '../lib/task/schema';
import { peopleOf } from './fields/custom/people';
import { customValueWords } from './fields/custom/words';
import { tipName } from './fields/tip-names';
import { CUSTOM, customKey, type FormReading, stanceOf } from './form-state';
import { valueWords } from './value-words';

/** One line of the preview: what it is about, and both values in words. */
export interface Change {
  readonly key: string;
  readonly label: string;
  readonly state: 'set' | 'cleared' | 'incomplete';
  /** Whether the task has a value at all. */
  readonly wasSet: boolean;
  readonly before: string;
  readonly after: string;
}

export interface ChangeContext {
  readonly task: Task;
  readonly me: Person;
  readonly reading: FormReading;
  readonly fields?: FieldsView | undefined;
  /** ms since 1970 */
  readonly now: number;
}

/** What changes, by the keys of the form (form-state.ts) in the table's order: custom fields one by one. */
export const changedKeys = ({ changed, changedCustom }: FormReading): string[] =>
  changed.flatMap((name) => (name === 'custom_fields' ? changedCustom.map(customKey) : [name]));

/** What changes at one of these keys, in words: a custom completion by its parts. */
export function changesAt(key: string, context: ChangeContext): Change[] {
  if (key.startsWith(CUSTOM)) return [customChange(key.slice(CUSTOM.length), context)];
  const name = key as FieldName;
  const { patch } = context.reading;
  if (name === 'custom_complete' && patch[name])
    return completionChanges(fieldValue(context.task, name) ?? {}, patch[name]);
  return [plainChange(name, context)];
}

/** All that changes in words. */
export const changesOf = (context: ChangeContext): Change[] =>
  changedKeys(context.reading).flatMap((key) => changesAt(key, context));

/** What is typed, a line for each field, to be kept elsewhere when it cannot be stored. */
export function typedText(context: ChangeContext): string {
  return changesOf(context)
    .map(({ label, state, after }) => `${label}: ${state === 'cleared' ? t('cleared') : after}`)
    .join('\n');
}

function plainChange(name: FieldName, { task, reading, now }: ChangeContext): Change {
  const value = reading.patch[name];
  const old = fieldValue(task, name);
  const isCleared = fieldOf(name).canClear && stanceOf(reading, name) === 'clear';
  return {
    key: name,
    label: t(`field_${name}`),
    state: value === undefined ? 'incomplete' : isCleared ? 'cleared' : 'set',
    wasSet: old !== undefined,
    before: valueWords(name, old, now),
    after: valueWords(name, value, now),
  };
}

function customChange(guid: string, { task, me, reading, fields }: ChangeContext): Change {
  const definition = fields?.definitions.find((one) => one.guid === guid);
  const [old, value] = [
    entryOf(fieldValue(task, 'custom_fields'), guid),
    entryOf(reading.patch.custom_fields ?? [], guid),
  ];
  const people = peopleOf(task, me);
  return {
    key: guid,
    label: definition?.name || t('field_custom_fields'),
    state: value === undefined ? 'incomplete' : isEmptyCustomValue(value) ? 'cleared' : 'set',
    wasSet: !isEmptyCustomValue(old),
    before: customValueWords(old, definition, people),
    after: customValueWords(value, definition, people),
  };
}

/** Each link and tip that differs, so that two of thirty-six can be seen. */
function completionChanges(before: CustomComplete, after: CustomComplete): Change[] {
  return PLATFORMS.flatMap((platform) => {
    const [old, next] = [before[platform], after[platform]];
    const tips = new Set([...Object.keys(old?.tip ?? {}), ...Object.keys(next?.tip ?? {})]);
    return [
      partChange(platform, t('completion_link'), old?.href, next?.href),
      ...[...tips].map((tip) => partChange(platform, tipName(tip), old?.tip?.[tip], next?.tip?.[tip])),
    ].flat();
  });
}

function partChange(platform: Platform, part: string, old: string | undefined, next: string | undefined): Change[] {
  if ((old ?? '') === (next ?? '')) return [];
  return [
    {
      key: `${platform} ${part}`,
      label: t('completion_part', t(`platform_${platform}`), part),
      state: next ? 'set' : 'cleared',
      wasSet: Boolean(old),
      before: old || t('not_set'),
      after: next ?? '',
    },
  ];
}
