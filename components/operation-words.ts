import { t } from '../lib/i18n';
import type { OperationView } from '../lib/messages/contract';
import { type CustomFieldValue, valueKey } from '../lib/task/custom-fields';
import { touched } from '../lib/task/patch';
import { valueWords } from './value-words';

/** What an operation does: its verb, and of an edit the fields. */
export function operationWords({ action, patch }: OperationView): string {
  if (action !== 'edit') return t(`action_${action}`);
  const names = touched(patch).map((name) => t(`field_${name}`));
  return t('edit_of', names.join(t('list_separator')));
}

/** Everything that an edit says, a line for each field, to be copied; `now` in ms. Long texts stay whole. */
export function operationText({ patch }: OperationView, now: number): string {
  const lines = touched(patch).flatMap((name) => {
    if (name === 'custom_fields') return (patch.custom_fields ?? []).flatMap(customLine);
    return [t('copied_line', t(`field_${name}`), valueWords(name, patch[name], now))];
  });
  return lines.join('\n');
}

/** Of a custom field what was typed: options and people stand in it by their ids, which nobody wants to copy. */
function customLine(entry: CustomFieldValue): string[] {
  const key = valueKey('text_value' in entry ? 'text' : 'number');
  const value = key && entry[key];
  return typeof value === 'string' ? [t('copied_line', entry.name || t('field_custom_fields'), value)] : [];
}
