import type { Failure } from '../../../lib/failure';
import { t } from '../../../lib/i18n';
import { customKey } from '../../form-state';
import { TaskText } from '../../TaskText';
import type { KnownPerson } from './editor';
import type { OfferedField } from './offered';
import { customValueWords } from './words';

interface ReadOnlyRowProps {
  readonly field: OfferedField;
  readonly people: readonly KnownPerson[];
  /** Why it cannot be changed, where that is not said elsewhere. */
  readonly reason: Failure | undefined;
}

/** A custom field that cannot be changed from here: its value in words, and why. */
export function ReadOnlyRow({ field, people, reason }: ReadOnlyRowProps) {
  const { guid, name, definition, value } = field;
  return (
    <div class="row" data-field={customKey(guid)}>
      <span class="row-label">
        <TaskText text={name || t('unnamed_field')} longest={60} />
      </span>
      <div class="row-editor">
        <span class="fixed-value">
          <TaskText text={customValueWords(value, definition, people)} />
        </span>
        {value?.unreadable !== undefined ? (
          <span class="hint">{t('field_unreadable')}</span>
        ) : (
          reason && <span class="hint">{reasonWords(reason)}</span>
        )}
      </div>
    </div>
  );
}

/** Feishu says the same of a task and of a field that may not be edited; here it is the field. */
const reasonWords = ({ reason }: Failure) =>
  reason === 'no_edit_right' ? t('custom_no_edit_right') : t(`failure_${reason}`);
