import { t } from '../lib/i18n';
import { type FieldName, fieldValue } from '../lib/task/fields';
import type { Task } from '../lib/task/schema';
import { type FormReading, stanceOf } from './form-state';

/** What a change of this field means besides, in one sentence; nothing where its words say it all. */
export function fieldNote(task: Task, reading: FormReading, name: FieldName): string | undefined {
  const { patch, steps } = reading;
  if (name === 'repeat_rule' && patch.repeat_rule !== undefined && patch.completed_at !== undefined)
    return t(patch.completed_at === '0' ? 'saving_reopens_then_rule' : 'saving_rule_then_completion');
  if (name !== 'completed_at' || patch.completed_at === undefined) return undefined;
  if (stanceOf(reading, name) === 'clear') return t('saving_reopens');
  if (fieldValue(task, name) !== undefined && steps.length > 1) return t('saving_completes_anew');
  return t('saving_completes');
}
