import { type ComponentChildren, Fragment } from 'preact';
import type { Failure } from '../lib/failure';
import { t } from '../lib/i18n';
import type { FieldsView } from '../lib/messages/contract';
import { FIELDS, type Field, type FieldKind, fieldOf, fieldValue, isUnread } from '../lib/task/fields';
import { apply } from '../lib/task/patch';
import type { Person, Task } from '../lib/task/schema';
import { momentOf } from '../lib/task/times';
import { Boundary, bounded } from './Boundary';
import { FieldRow } from './FieldRow';
import { fieldNote } from './field-notes';
import { AllDaySwitch } from './fields/AllDaySwitch';
import { CustomFieldRows } from './fields/custom/CustomFieldRows';
import type { RowContext } from './fields/editor';
import {
  edit,
  type FormProblem,
  type FormReading,
  type FormState,
  isAllDay,
  restore,
  stanceOf,
  switchAllDay,
  typedOf,
} from './form-state';
import { MoreFields } from './MoreFields';
import { Sentence } from './Sentence';
import { UnreadRow } from './UnreadRow';
import { valueWords } from './value-words';

interface PatchFormProps {
  readonly task: Task;
  readonly me: Person;
  readonly state: FormState;
  readonly reading: FormReading;
  readonly change: (state: FormState) => void;
  /** Definitions of the custom fields; nothing while they are read. */
  readonly fields?: FieldsView | undefined;
  /** Why the definitions could not be read. */
  readonly fieldsFailure?: Failure | undefined;
  /** What to say beside fields that hold what was refused, by the keys of the form. */
  readonly refusals?: ReadonlyMap<string, string>;
  /** May not be edited by this person: shown, not changed. */
  readonly disabled: boolean;
  /** ms since 1970 */
  readonly now: number;
}

const ROWS: readonly Field[] = FIELDS;
const LAST_TIME = ROWS.findLast(({ kind }) => kind === 'time');

/** Draws the table of fields. */
export const PatchForm = bounded('form', PlainPatchForm);

function PlainPatchForm(props: PatchFormProps) {
  const { task, me, state, reading, change, fields, fieldsFailure, refusals, disabled } = props;
  const due = fieldValue(apply(task, reading.patch), 'due');
  // Nothing can be counted from what is no date.
  const context = {
    allDay: isAllDay(task, state),
    due: due && momentOf(due.timestamp) !== undefined ? due : undefined,
  };

  const row = (field: Field) => {
    const { name, kind } = field;
    if (kind === 'custom')
      return (
        <CustomFieldRows
          key={name}
          {...{ task, me, state, reading, change, disabled, fields, refusals, failure: fieldsFailure }}
        />
      );
    return (
      <Fragment key={name}>
        <Boundary part={`field ${name}`}>
          <PlainRow {...props} field={{ ...field, kind }} context={context} />
        </Boundary>
        {field === LAST_TIME && (
          <Boundary part="all day">
            <AllDaySwitch
              allDay={context.allDay}
              disabled={disabled}
              change={(wanted) => change(switchAllDay(task, state, wanted))}
            />
          </Boundary>
        )}
      </Fragment>
    );
  };

  return (
    <div class="form">
      {ROWS.filter(({ place }) => place === 'first').map(row)}
      <MoreFields task={task} reading={reading}>
        {() => ROWS.filter(({ place }) => place === 'more').map(row)}
      </MoreFields>
    </div>
  );
}

interface PlainRowProps extends PatchFormProps {
  readonly field: Field & { readonly kind: Exclude<FieldKind, 'custom'> };
  readonly context: RowContext;
}

/** One field with everything that is known of it. */
function PlainRow({ task, state, reading, change, refusals, disabled, now, field, context }: PlainRowProps) {
  const { name } = field;
  // What was typed into it before it became so is still there to be answered for.
  if (isUnread(task, name) && state[name] === undefined)
    return <UnreadRow id={name} label={t(`field_${name}`)} raw={task.unreadable?.[name]} />;
  return (
    <FieldRow
      field={field}
      typed={typedOf(task, state, name)}
      original={typedOf(task, {}, name)}
      stance={stanceOf(reading, name)}
      before={() => valueWords(name, fieldValue(task, name), now)}
      context={context}
      problem={problemWords(reading.problems.find((problem) => problem.field === name)) ?? refusals?.get(name)}
      note={fieldNote(task, reading, name)}
      disabled={disabled}
      change={(typed) => change(edit(task, state, name, typed))}
      restore={() => change(restore(state, name))}
    />
  );
}

/** A problem in one sentence; `fields` knows the names of the custom fields. */
export function problemWords(problem: FormProblem | undefined, fields?: FieldsView): ComponentChildren {
  if (!problem) return undefined;
  const { field, guid } = problem;
  const custom = guid && fields?.definitions.find((definition) => definition.guid === guid)?.name;
  const words = (place: string) => t(`problem_${problem.problem}`, place, fieldOf(field).maxLength ?? '');
  return <Sentence words={words} text={custom || t(`field_${field}`)} longest={60} />;
}
