import type { ComponentChildren, ComponentType } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { t } from '../../../lib/i18n';
import type { CustomFieldDefinition, CustomFieldType } from '../../../lib/task/custom-fields';
import { plainText } from '../../../lib/text/visible-text';
import { customKey, type Stance } from '../../form-state';
import { problemIdOf, RowShell } from '../../RowShell';
import { TaskText } from '../../TaskText';
import { DateField } from './DateField';
import type { CustomEditorProps, KnownPerson } from './editor';
import { MemberField } from './MemberField';
import { MultiSelectField } from './MultiSelectField';
import { NumberField } from './NumberField';
import type { OfferedField } from './offered';
import { SingleSelectField } from './SingleSelectField';
import { TextField } from './TextField';
import { customValueWords } from './words';

/** One editor for each type of custom field. */
const EDITORS: Record<CustomFieldType, ComponentType<CustomEditorProps>> = {
  number: NumberField,
  member: MemberField,
  datetime: DateField,
  single_select: SingleSelectField,
  multi_select: MultiSelectField,
  text: TextField,
};

interface CustomFieldRowProps {
  readonly field: OfferedField;
  readonly definition: CustomFieldDefinition;
  readonly typed: string;
  readonly original: string;
  readonly stance: Stance;
  readonly problem: ComponentChildren;
  readonly people: readonly KnownPerson[];
  readonly disabled: boolean;
  readonly change: (typed: string) => void;
  readonly restore: () => void;
}

/** Keep, set or clear around the editor of one custom field. */
export function CustomFieldRow(props: CustomFieldRowProps) {
  const { field, definition, typed, original, stance, problem, people, disabled, change, restore } = props;
  const id = customKey(field.guid);
  const newest = useRef(change);
  newest.current = change;
  const problemId = problemIdOf(id, problem);
  const label = plainText(field.name, 200) || t('unnamed_field');

  // A hundred options in each of thirty fields: an editor is drawn anew only when something of its own has changed.
  const editor = useMemo(() => {
    const Editor = EDITORS[definition.type];
    return (
      <Editor
        {...{ definition, label, typed, original, people, problemId, disabled }}
        change={(next) => newest.current(next)}
      />
    );
  }, [definition, label, typed, original, people, problemId, disabled]);

  return (
    <RowShell
      {...{ id, stance, problem, disabled, restore }}
      label={field.name || t('unnamed_field')}
      canClear={typed !== ''}
      clear={() => change('')}
    >
      {editor}
      {stance === 'clear' && (
        <s class="was">
          <TaskText text={customValueWords(field.value, definition, people)} longest={120} />
        </s>
      )}
    </RowShell>
  );
}
