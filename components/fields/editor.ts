import type { Field } from '../../lib/task/fields';

/** What every field editor is given; it draws the control, its row draws the rest. */
export interface EditorProps {
  readonly field: Field;
  /** The field's name in the reader's language: the accessible name of its control. */
  readonly label: string;
  /** What the control shows (form-state.ts). */
  readonly typed: string;
  readonly change: (typed: string) => void;
  readonly allDay: boolean;
  /** The id of the element that says what is wrong, while something is. */
  readonly problemId: string | undefined;
  readonly disabled: boolean;
  /** What stood there before it was cleared, for an editor that stays open. */
  readonly placeholder: string;
}
