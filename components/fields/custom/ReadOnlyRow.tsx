import { t } from '../../../lib/i18n';
import { customKey } from '../../form-state';
import { TaskText } from '../../TaskText';
import type { KnownPerson } from './editor';
import type { OfferedField } from './offered';
import { customValueWords } from './words';

interface ReadOnlyRowProps {
  readonly field: OfferedField;
  readonly people: readonly KnownPerson[];
  /** False while its definition is still asked for, so that no reason is given too early. */
  readonly isRead: boolean;
}

/** A custom field that cannot be changed from here: its value in words, and why. */
export function ReadOnlyRow({ field, people, isRead }: ReadOnlyRowProps) {
  const { guid, name, definition, value, failure } = field;
  return (
    <div class="row" data-field={customKey(guid)}>
      <span class="row-label">
        <TaskText text={name || t('unnamed_field')} longest={60} />
      </span>
      <div class="row-editor">
        <span class="fixed-value">
          <TaskText text={customValueWords(value, definition, people)} />
        </span>
        {isRead && failure && <span class="hint">{t(`failure_${failure.reason}`)}</span>}
      </div>
    </div>
  );
}
