import { Fragment } from 'preact';
import { t } from '../lib/i18n';
import { FIELDS, type Field, fieldOf, fieldValue } from '../lib/task/fields';
import type { Task } from '../lib/task/schema';
import { FieldRow } from './FieldRow';
import { AllDaySwitch } from './fields/AllDaySwitch';
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
import { valueWords } from './value-words';

interface PatchFormProps {
  readonly task: Task;
  readonly state: FormState;
  readonly reading: FormReading;
  readonly change: (state: FormState) => void;
  /** May not be edited by this person: shown, not changed. */
  readonly disabled: boolean;
  /** ms since 1970 */
  readonly now: number;
}

const ROWS: readonly Field[] = FIELDS.filter(({ inForm }) => inForm);
const LAST_TIME = ROWS.findLast(({ kind }) => kind === 'time');

/** Draws the table of fields. */
export function PatchForm({ task, state, reading, change, disabled, now }: PatchFormProps) {
  const allDay = isAllDay(task, state);
  return (
    <div class="form">
      {ROWS.map((field) => {
        const { name } = field;
        return (
          <Fragment key={name}>
            <FieldRow
              field={field}
              typed={typedOf(task, state, name)}
              stance={stanceOf(reading, name)}
              before={valueWords(name, fieldValue(task, name), now)}
              allDay={allDay}
              problem={problemWords(reading.problems.find((problem) => problem.field === name))}
              disabled={disabled}
              change={(typed) => change(edit(task, state, name, typed))}
              clear={() => change(edit(task, state, name, ''))}
              restore={() => change(restore(state, name))}
            />
            {field === LAST_TIME && (
              <AllDaySwitch
                allDay={allDay}
                disabled={disabled}
                change={(wanted) => change(switchAllDay(task, state, wanted))}
              />
            )}
          </Fragment>
        );
      })}
    </div>
  );
}

/** A problem in one sentence. */
export function problemWords(problem: FormProblem | undefined): string | undefined {
  if (!problem) return undefined;
  return t(`problem_${problem.problem}`, t(`field_${problem.field}`), fieldOf(problem.field).maxLength ?? '');
}
