import type { CustomFieldDefinition } from '../../../lib/task/custom-fields';

/** Somebody who can be chosen by name; a person that we know by id only has none. */
export interface KnownPerson {
  readonly id: string;
  readonly name?: string;
}

/** What the editor of one custom field is given; its row draws label, problem and tools. */
export interface CustomEditorProps {
  readonly definition: CustomFieldDefinition;
  /** The field's own name, nothing hidden in it: the accessible name of its control. */
  readonly label: string;
  /** What the control shows (typing.ts). */
  readonly typed: string;
  /** What it would show of the task's own value. */
  readonly original: string;
  readonly change: (typed: string) => void;
  readonly people: readonly KnownPerson[];
  /** The id of the element that says what is wrong, while something is. */
  readonly problemId: string | undefined;
  readonly disabled: boolean;
}
