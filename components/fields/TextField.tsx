import { t } from '../../lib/i18n';
import { characters } from '../../lib/task/fields';
import type { EditorProps } from './editor';

/** How near the limit a counter appears: a tenth of it, in characters. */
const NEAR = 0.1;

/** One line (a title may still be long, so it wraps) or several. */
export function TextField({ field, label, typed, change, problemId, disabled, placeholder }: EditorProps) {
  const line = field.kind === 'line';
  return (
    <>
      <textarea
        class={line ? 'line' : ''}
        rows={line ? 1 : 3}
        aria-label={label}
        aria-invalid={problemId !== undefined}
        aria-describedby={problemId}
        disabled={disabled}
        placeholder={placeholder}
        value={typed}
        onInput={({ currentTarget }) => change(line ? oneLine(currentTarget.value) : currentTarget.value)}
        onKeyDown={(event) => line && event.key === 'Enter' && event.preventDefault()}
      />
      {field.maxLength !== undefined && <Counter length={characters(typed)} limit={field.maxLength} />}
    </>
  );
}

/** A pasted line break would be invisible in a title. */
const oneLine = (text: string) => text.replace(/\r\n|[\r\n]/g, ' ');

function Counter({ length, limit }: { length: number; limit: number }) {
  const left = limit - length;
  if (left > limit * NEAR) return null;
  return (
    <span class={left < 0 ? 'counter overdue' : 'counter'}>
      {left < 0 ? t('characters_over', -left, limit) : t('characters_left', left)}
    </span>
  );
}
