import type { EditorProps } from './editor';

/** Yes or no. */
export function SwitchField({ label, typed, change, problemId, disabled }: EditorProps) {
  return (
    <input
      type="checkbox"
      aria-label={label}
      aria-describedby={problemId}
      disabled={disabled}
      checked={typed === 'true'}
      onChange={({ currentTarget }) => change(String(currentTarget.checked))}
    />
  );
}
