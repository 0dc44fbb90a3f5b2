import type { ComponentType } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../lib/i18n';
import type { Field, FieldKind } from '../lib/task/fields';
import { ActionButton } from './ActionButton';
import type { EditorProps } from './fields/editor';
import { SwitchField } from './fields/SwitchField';
import { TextField } from './fields/TextField';
import { TimeField } from './fields/TimeField';
import type { Stance } from './form-state';
import { TaskText, visible } from './TaskText';

/** One editor for each kind of field. */
const EDITORS: Partial<Record<FieldKind, ComponentType<EditorProps>>> = {
  line: TextField,
  text: TextField,
  time: TimeField,
  switch: SwitchField,
};

interface FieldRowProps {
  readonly field: Field;
  readonly typed: string;
  readonly stance: Stance;
  /** The task's own value in words, struck through where it is cleared. */
  readonly before: string;
  readonly allDay: boolean;
  readonly problem: string | undefined;
  readonly disabled: boolean;
  readonly change: (typed: string) => void;
  readonly clear: () => void;
  readonly restore: () => void;
}

/** Keep, set or clear around one field's editor. */
export function FieldRow(props: FieldRowProps) {
  const { field, typed, stance, before, allDay, problem, disabled, change, clear, restore } = props;
  const row = useRef<HTMLDivElement>(null);
  const lastStance = useRef(stance);
  const label = t(`field_${field.name}`);
  const problemId = problem === undefined ? undefined : `problem-${field.name}`;
  const Editor = EDITORS[field.kind];
  // Text that was emptied by typing keeps its editor, so that the caret stays where it is.
  const struck = stance === 'clear' && field.kind !== 'text';
  const placeholder = stance === 'clear' ? visible(before.slice(0, 120)) : '';
  const canClear = field.canClear && stance !== 'clear' && typed !== '';

  // Clearing and restoring take their own button away: the focus goes on in the same row instead of getting lost.
  useLayoutEffect(() => {
    const lost = lastStance.current !== stance && document.activeElement === document.body;
    lastStance.current = stance;
    if (lost) row.current?.querySelector<HTMLElement>('input, textarea, button')?.focus();
  }, [stance]);

  return (
    <div ref={row} class={`row stance-${stance}`} data-field={field.name}>
      <span class="row-label" aria-hidden="true">
        {label}
      </span>
      <div class="row-editor">
        {struck ? (
          <s class="cleared">
            <TaskText text={before} longest={120} />
          </s>
        ) : (
          Editor && <Editor {...{ field, label, typed, change, allDay, problemId, disabled, placeholder }} />
        )}
        {problem !== undefined && (
          <span class="problem" id={problemId}>
            {problem}
          </span>
        )}
      </div>
      <span class="row-tools">
        {stance !== 'keep' && !disabled && (
          <ActionButton name={t('restore_field', label)} icon="restore" iconOnly small look="plain" act={restore} />
        )}
        {canClear && !disabled && (
          <ActionButton name={t('clear_field', label)} icon="clear" iconOnly small look="plain" act={clear} />
        )}
      </span>
    </div>
  );
}
