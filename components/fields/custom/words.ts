import { t } from '../../../lib/i18n';
import {
  type CustomFieldDefinition,
  type CustomFieldOption,
  type CustomFieldType,
  type CustomFieldValue,
  isEmptyCustomValue,
  valueKey,
} from '../../../lib/task/custom-fields';
import { visible } from '../../../lib/text/visible-text';
import { nameOrMember } from '../../person-name';
import { oddDate } from '../../task-words';
import { rawWords } from '../../unread-words';
import { isDecimal, movePoint, spelled } from './decimal';
import type { KnownPerson } from './editor';
import { dayOf, optionsOf, pointOf } from './typing';

/** A custom field's value as a person reads it: in the field's own format, people and options by name. */
export function customValueWords(
  value: CustomFieldValue | undefined,
  definition: CustomFieldDefinition | undefined,
  people: readonly KnownPerson[],
): string {
  if (!value || isEmptyCustomValue(value)) return t('not_set');
  if (value.unreadable !== undefined && value.member_value === undefined) return rawWords(value.unreadable);
  switch (definition?.type ?? typeOf(value)) {
    case 'number':
      return numberWords(value.number_value ?? '', definition);
    case 'member':
      return (value.member_value ?? []).map(({ id, name }) => name || personName(id, people)).join(t('list_separator'));
    case 'datetime':
      return dayWords(value.datetime_value ?? '', definition);
    case 'single_select':
      return optionWords([value.single_select_value ?? ''], definition);
    case 'multi_select':
      return optionWords(value.multi_select_value ?? [], definition);
    default:
      return value.text_value ?? '';
  }
}

/** The type of a value whose definition is not known: by its own word, else by the key that holds it. */
function typeOf(value: CustomFieldValue): CustomFieldType | undefined {
  const types: readonly CustomFieldType[] = ['number', 'member', 'datetime', 'single_select', 'multi_select', 'text'];
  if (value.type && valueKey(value.type)) return value.type as CustomFieldType;
  return types.find((type) => value[valueKey(type) ?? 'text_value'] !== undefined);
}

/** A person's name, or that it is not known. */
export function personName(id: string, people: readonly KnownPerson[]): string {
  return nameOrMember(id, people.find((person) => person.id === id)?.name);
}

/** An option's name, marked when it is hidden by now. */
export function optionName(option: CustomFieldOption): string {
  const name = option.name || t('unnamed_option');
  return option.is_hidden ? t('hidden_option', name) : name;
}

/** Options by name alone. */
export function namesOfOptions(options: readonly CustomFieldOption[]): string {
  return options.map(({ name }) => (name ? visible(name) : t('unnamed_option'))).join(t('list_separator'));
}

function optionWords(guids: readonly string[], definition: CustomFieldDefinition | undefined): string {
  const options = definition ? optionsOf(definition) : [];
  const names = guids.map((guid) => options.find((option) => option.guid === guid));
  return names.map((option) => (option ? optionName(option) : t('unknown_option'))).join(t('list_separator'));
}

function numberWords(stored: string, definition: CustomFieldDefinition | undefined): string {
  if (!definition || !isDecimal(stored)) return stored;
  const { decimal_count = 0, separator } = definition.number_setting ?? {};
  const number = spelled(movePoint(stored, pointOf(definition)), decimal_count, separator === 'thousand');
  const { left, right } = unitOf(definition);
  // A minus stands before the sign of a currency.
  return number.startsWith('-') ? `-${left}${number.slice(1)}${right}` : `${left}${number}${right}`;
}

/** What stands beside a number: a currency, a percent sign or the field's own symbol, on its side (feishu-task-api §3.9). */
export function unitOf({ number_setting = {} }: CustomFieldDefinition): { left: string; right: string } {
  const { format, custom_symbol = '', custom_symbol_position } = number_setting;
  if (format === 'percentage') return { left: '', right: '%' };
  if (format === 'cny') return { left: '¥', right: '' };
  if (format === 'usd') return { left: '$', right: '' };
  if (format !== 'custom') return { left: '', right: '' };
  return custom_symbol_position === 'left' ? { left: custom_symbol, right: '' } : { left: '', right: custom_symbol };
}

/** A day in the field's own order of year, month and day. */
function dayWords(stored: string, definition: CustomFieldDefinition | undefined): string {
  const date = dayOf(stored);
  if (date === '') return oddDate(stored);
  const [year = '', month = '', day = ''] = date.split('-');
  const format = definition?.datetime_setting?.format ?? 'yyyy-mm-dd';
  return format.replace('yyyy', year).replace('mm', month).replace('dd', day);
}
