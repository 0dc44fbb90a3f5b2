import { oddTimestamp } from '../../field-typing';
import { OddDate } from '../OddDate';
import type { CustomEditorProps } from './editor';

/** A day, the same for everybody; the native input shows it in the reader's own order. */
export function DateField({ label, typed, change, problemId, disabled }: CustomEditorProps) {
  const odd = oddTimestamp(typed);
  return (
    <>
      <input
        type="date"
        min="1970-01-02"
        max="9999-12-31"
        aria-label={label}
        aria-invalid={problemId !== undefined}
        aria-describedby={problemId}
        disabled={disabled}
        value={odd === undefined ? typed : ''}
        onInput={({ currentTarget }) => change(currentTarget.value)}
      />
      <OddDate timestamp={odd} />
    </>
  );
}
