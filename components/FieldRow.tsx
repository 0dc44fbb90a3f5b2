import type { ComponentChildren, ComponentType } from 'preact';
import { t } from '../lib/i18n';
import type { Field, FieldKind } from '../lib/task/fields';
import { plainText } from '../lib/text/visible-text';
import { CompletionField } from './fields/CompletionField';
import { DataField } from './fields/DataField';
import type { EditorProps, RowContext } from './fields/editor';
import { ModeField } from './fields/ModeField';
import { RepeatField } from './fields/RepeatField';
import { SwitchField } from './fields/SwitchField';
import { TextField } from './fields/TextField';
import { TimeField } from './fields/TimeField';
import type { Stance } from './form-state';
import { problemIdOf, RowShell } from './RowShell';
import { TaskText } from './TaskText';

/** One editor for each kind of field; custom fields have rows of their own (fields/custom). */
const EDITORS: Record<Exclude<FieldKind, 'custom'>, ComponentType<EditorProps>> = {
  line: TextField,
  text: TextField,
  time: TimeField,
  rule: RepeatField,
  switch: SwitchField,
  mode: ModeField,
  moment: TimeField,
  data: DataField,
  completion: CompletionField,
};

/** What is emptied by typing keeps its editor when it is cleared, so that the caret stays where it is. */
const STAYS: ReadonlySet<FieldKind> = new Set(['text', 'data', 'rule', 'completion']);

interface FieldRowProps {
  readonly field: Field & { readonly kind: Exclude<FieldKind, 'custom'> };
  readonly typed: string;
  /** The task's own value as it would be typed. */
  readonly original: string;
  readonly stance: Stance;
  /** The task's own value in words, struck through where it is cleared. */
  readonly before: () => string;
  readonly context: RowContext;
  readonly problem: ComponentChildren;
  /** What the change means besides, in one sentence. */
  readonly note: string | undefined;
  readonly disabled: boolean;
  readonly change: (typed: string) => void;
  readonly restore: () => void;
}

/** Keep, set or clear around one field's editor. */
export function FieldRow(props: FieldRowProps) {
  const { field, typed, original, stance, before, context, problem, note, disabled, change, restore } = props;
  const label = t(`field_${field.name}`);
  const problemId = problemIdOf(field.name, problem);
  const Editor = EDITORS[field.kind];
  const stays = STAYS.has(field.kind);
  const was = stance === 'clear' ? before() : '';

  return (
    <RowShell
      id={field.name}
      {...{ label, stance, problem, disabled, restore }}
      canClear={field.canClear && typed !== ''}
      clear={() => change('')}
    >
      {stance === 'clear' && !stays ? (
        <s class="cleared">
          <TaskText text={was} longest={120} />
        </s>
      ) : (
        <Editor
          {...{ field, label, typed, original, change, context, problemId, disabled, placeholder: plainText(was, 120) }}
        />
      )}
      {stance === 'clear' && (field.kind === 'rule' || field.kind === 'completion') && (
        <s class="was">
          <TaskText text={was} longest={120} />
        </s>
      )}
      {note !== undefined && <span class="hint block">{note}</span>}
    </RowShell>
  );
}
