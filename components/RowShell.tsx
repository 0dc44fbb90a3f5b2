import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../lib/i18n';
import { plainText } from '../lib/text/visible-text';
import { ActionButton } from './ActionButton';
import type { Stance } from './form-state';
import { TaskText } from './TaskText';

interface RowShellProps {
  /** Names the row, and what says its problem: a field's name, or the key of a custom one. */
  readonly id: string;
  /** The field's name; a custom one's is text of strangers. */
  readonly label: string;
  readonly stance: Stance;
  readonly problem: ComponentChildren;
  readonly canClear: boolean;
  readonly disabled: boolean;
  readonly clear: () => void;
  readonly restore: () => void;
  readonly children: ComponentChildren;
}

/** The id of the element in which a row says what is wrong, while something is. */
export function problemIdOf(id: string, problem: ComponentChildren): string | undefined {
  return problem === undefined ? undefined : `problem-${id}`;
}

/** Label, editor, problem, and the buttons that clear and restore: the same for every field. */
export function RowShell(props: RowShellProps) {
  const { id, label, stance, problem, canClear, disabled, clear, restore, children } = props;
  const row = useRef<HTMLDivElement>(null);
  const lastStance = useRef(stance);
  const name = plainText(label, 200);

  // Clearing and restoring take their own button away: the focus goes on in the same row instead of getting lost.
  useLayoutEffect(() => {
    const lost = lastStance.current !== stance && document.activeElement === document.body;
    lastStance.current = stance;
    if (lost) row.current?.querySelector<HTMLElement>('input, textarea, select, button')?.focus();
  }, [stance]);

  return (
    <div ref={row} class={`row stance-${stance}`} data-field={id}>
      <span class="row-label" aria-hidden="true">
        <TaskText text={label} longest={60} />
      </span>
      <div class="row-editor">
        {children}
        {problem !== undefined && (
          <span class="problem" id={problemIdOf(id, problem)}>
            {problem}
          </span>
        )}
      </div>
      <span class="row-tools">
        {stance !== 'keep' && !disabled && (
          <ActionButton name={t('restore_field', name)} icon="restore" iconOnly small look="plain" act={restore} />
        )}
        {canClear && stance !== 'clear' && !disabled && (
          <ActionButton name={t('clear_field', name)} icon="clear" iconOnly small look="plain" act={clear} />
        )}
      </span>
    </div>
  );
}
