import { t } from '../../lib/i18n';
import { characters } from '../../lib/task/fields';
import { TaskText } from '../TaskText';
import { readableBase64 } from './base64';
import { Counter } from './Counter';
import type { EditorProps } from './editor';
import { withBreaksOf } from './line-breaks';

/** Text that some program hung on the task: its length, and what it says where it is Base64. Viewing alters nothing. */
export function DataField({ field, label, typed, original, change, problemId, disabled, placeholder }: EditorProps) {
  const length = characters(typed);
  const readable = readableBase64(typed);
  return (
    <>
      <textarea
        class="data"
        rows={2}
        dir="auto"
        spellcheck={false}
        aria-label={label}
        aria-invalid={problemId !== undefined}
        aria-describedby={problemId}
        disabled={disabled}
        placeholder={placeholder}
        value={typed}
        onInput={({ currentTarget }) => change(withBreaksOf(original, currentTarget.value))}
      />
      {length > 0 && <span class="hint block">{length === 1 ? t('one_character') : t('characters', length)}</span>}
      {field.maxLength !== undefined && <Counter length={length} limit={field.maxLength} />}
      {readable !== undefined && (
        <div class="reads-as">
          <span class="hint">{t('base64_reads')}</span>
          <pre>
            <TaskText text={readable} longest={4000} />
          </pre>
        </div>
      )}
    </>
  );
}
