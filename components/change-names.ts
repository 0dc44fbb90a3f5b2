import { t } from '../lib/i18n';
import type { FieldsView } from '../lib/messages/contract';
import { entryOf } from '../lib/task/custom-fields';
import type { FormReading } from './form-state';

/** How many fields change, each custom field by itself. */
export const changeCount = ({ changed, changedCustom }: FormReading): number =>
  changed.filter((name) => name !== 'custom_fields').length + changedCustom.length;

/** The names of the fields that change, each custom field by its own; as many as Save counts. */
export function changeNames(reading: FormReading, fields: FieldsView | undefined): string[] {
  return reading.changed.flatMap((name) =>
    name === 'custom_fields'
      ? reading.changedCustom.map((guid) => customName(guid, fields, reading))
      : [t(`field_${name}`)],
  );
}

function customName(guid: string, fields: FieldsView | undefined, { patch }: FormReading): string {
  const definition = fields?.definitions.find((one) => one.guid === guid);
  return definition?.name || entryOf(patch.custom_fields ?? [], guid)?.name || t('field_custom_fields');
}
