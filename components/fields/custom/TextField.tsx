import { characters } from '../../../lib/task/fields';
import { Counter } from '../Counter';
import { withBreaksOf } from '../line-breaks';
import type { CustomEditorProps } from './editor';
import { LONGEST_TEXT } from './typing';

/** Text of several lines, with the counter that every long text has. */
export function TextField({ label, typed, original, change, problemId, disabled }: CustomEditorProps) {
  return (
    <>
      <textarea
        rows={1}
        dir="auto"
        aria-label={label}
        aria-invalid={problemId !== undefined}
        aria-describedby={problemId}
        disabled={disabled}
        value={typed}
        onInput={({ currentTarget }) => change(withBreaksOf(original, currentTarget.value))}
      />
      <Counter length={characters(typed)} limit={LONGEST_TEXT} />
    </>
  );
}
