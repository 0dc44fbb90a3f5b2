import type { Field } from '../../lib/task/fields';
import type { TaskTime } from '../../lib/task/schema';

/** What the rest of the form means for one field. */
export interface RowContext {
  /** Whether start and due are days. */
  readonly allDay: boolean;
  /** The due as the form means it, from which a repeat counts. */
  readonly due: TaskTime | undefined;
}

/** What every field editor is given; it draws the control, its row draws the rest. */
export interface EditorProps {
  readonly field: Field;
  /** The field's name in the reader's language: the accessible name of its control. */
  readonly label: string;
  /** What the control shows (field-typing.ts). */
  readonly typed: string;
  /** What the task has, as it would be typed. */
  readonly original: string;
  readonly change: (typed: string) => void;
  readonly context: RowContext;
  /** The id of the element that says what is wrong, while something is. */
  readonly problemId: string | undefined;
  readonly disabled: boolean;
  /** What stood there before it was cleared, for an editor that stays open. */
  readonly placeholder: string;
}
