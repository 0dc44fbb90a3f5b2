import { characters } from '../../lib/task/fields';
import { Counter } from './Counter';
import type { EditorProps } from './editor';
import { withBreaksOf } from './line-breaks';

/** One line (a title may still be long, so it wraps) or several. */
export function TextField({ field, label, typed, original, change, problemId, disabled, placeholder }: EditorProps) {
  const line = field.kind === 'line';
  return (
    <>
      <textarea
        class={line ? 'line' : ''}
        rows={line ? 1 : 3}
        dir="auto"
        aria-label={label}
        aria-invalid={problemId !== undefined}
        aria-describedby={problemId}
        disabled={disabled}
        placeholder={placeholder}
        value={typed}
        onInput={({ currentTarget: { value } }) => change(line ? oneLine(value) : withBreaksOf(original, value))}
        onKeyDown={(event) => line && event.key === 'Enter' && event.preventDefault()}
      />
      {field.maxLength !== undefined && <Counter length={characters(typed)} limit={field.maxLength} />}
    </>
  );
}

/** A pasted line break would be invisible in a title. */
const oneLine = (text: string) => text.replace(/\r\n|[\r\n]/g, ' ');
