import type { EditorProps } from './editor';

/** Yes or no. */
export function SwitchField({ label, typed, change, problemId, disabled }: EditorProps) {
  return (
    // Around the box is room to press it as well.
    <label class="check lone">
      <input
        type="checkbox"
        aria-label={label}
        aria-describedby={problemId}
        disabled={disabled}
        checked={typed === 'true'}
        onChange={({ currentTarget }) => change(String(currentTarget.checked))}
      />
    </label>
  );
}
