import { t } from '../lib/i18n';
import { TaskText } from './TaskText';
import { rawWords } from './unread-words';

interface UnreadRowProps {
  /** As of any other row: a field's name, or the key of a custom one. */
  readonly id: string;
  readonly label: string;
  /** As it came. */
  readonly raw: unknown;
}

/** A field whose value cannot be read: shown as it is, kept as it is. */
export function UnreadRow({ id, label, raw }: UnreadRowProps) {
  return (
    <div class="row" data-field={id}>
      <span class="row-label">
        <TaskText text={label} longest={60} />
      </span>
      <div class="row-editor">
        <span class="fixed-value">
          <TaskText text={rawWords(raw)} />
        </span>
        <span class="hint">{t('field_unreadable')}</span>
      </div>
    </div>
  );
}
