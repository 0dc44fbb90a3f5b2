import type { ComponentChildren } from 'preact';
import { plainText } from '../../../lib/text/visible-text';
import { TaskText } from '../../TaskText';

export interface Choice {
  readonly id: string;
  readonly name: string;
  /** Stands before the name. */
  readonly mark?: ComponentChildren;
}

interface CheckListProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly toggle: (id: string, chosen: boolean) => void;
  readonly problemId: string | undefined;
  readonly disabled: boolean;
}

/** Any number of choices by name, in a box that scrolls when they are many. */
export function CheckList({ label, choices, chosen, toggle, problemId, disabled }: CheckListProps) {
  return (
    <fieldset class="check-list" aria-label={label} aria-describedby={problemId}>
      {choices.map(({ id, name, mark }) => (
        <label class="check" key={id}>
          <input
            type="checkbox"
            aria-label={plainText(name, 200)}
            disabled={disabled}
            checked={chosen.includes(id)}
            onChange={({ currentTarget }) => toggle(id, currentTarget.checked)}
          />
          {mark}
          <span>
            <TaskText text={name} longest={60} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}
