import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Failure } from '../../../lib/failure';
import { t } from '../../../lib/i18n';
import type { FieldsView } from '../../../lib/messages/contract';
import { isUnread } from '../../../lib/task/fields';
import type { Person, Task } from '../../../lib/task/schema';
import { Boundary, bounded } from '../../Boundary';
import {
  customKey,
  editCustom,
  type FormReading,
  type FormState,
  restoreCustom,
  type Stance,
  typedOfCustom,
} from '../../form-state';
import { Sentence } from '../../Sentence';
import { UnreadRow } from '../../UnreadRow';
import { CustomFieldRow } from './CustomFieldRow';
import type { KnownPerson } from './editor';
import { listFailure, type OfferedField, offeredFields } from './offered';
import { peopleOf } from './people';
import { ReadOnlyRow } from './ReadOnlyRow';
import { typedCustomValue } from './typing';

export interface CustomFieldRowsProps {
  readonly task: Task;
  readonly me: Person;
  /** The definitions; nothing while they are read. */
  readonly fields: FieldsView | undefined;
  /** Why the definitions could not be read at all. */
  readonly failure: Failure | undefined;
  readonly state: FormState;
  readonly reading: FormReading;
  readonly change: (state: FormState) => void;
  /** What to say beside fields that hold what was refused, by the keys of the form. */
  readonly refusals?: ReadonlyMap<string, string> | undefined;
  readonly disabled: boolean;
}

/** One row for each custom field of the task and its lists: an editor, or the value in words and why it cannot be changed. */
export const CustomFieldRows = bounded('custom fields', PlainCustomFieldRows);

function PlainCustomFieldRows(props: CustomFieldRowsProps) {
  const { task, me, fields, failure } = props;
  const people = useMemo(() => peopleOf(task, me), [task, me]);
  const offered = useMemo(
    () => offeredFields(task, fields ?? withoutDefinitions(task, failure)),
    [task, fields, failure],
  );
  const notRead = fields ? listFailure(task, fields) : failure;
  const isRead = fields !== undefined || failure !== undefined;
  // Whoever has not asked for custom fields is not told of each list that might have some.
  const isTold = notRead && (offered.length > 0 || !isScope(notRead));
  return (
    <>
      {isTold && <p class="hint row-note">{listWords(notRead)}</p>}
      {offered.map((field) => (
        <Boundary key={field.guid} part="custom field">
          <Row
            {...props}
            {...{ field, people }}
            // Said once above where it is the same for all; nothing while the definitions are still asked for.
            reason={isRead && field.failure?.reason !== notRead?.reason ? field.failure : undefined}
          />
        </Boundary>
      ))}
      {isUnread(task, 'custom_fields') && (
        <UnreadRow id="custom_fields" label={t('field_custom_fields')} raw={task.unreadable?.custom_fields} />
      )}
    </>
  );
}

interface RowProps extends CustomFieldRowsProps {
  readonly field: OfferedField;
  readonly people: readonly KnownPerson[];
  /** Why it can only be read, where that is not said elsewhere. */
  readonly reason: Failure | undefined;
}

function Row({ field, people, reason, task, state, reading, change, refusals, disabled }: RowProps) {
  const { guid, definition } = field;
  const isSpoilt = field.value?.unreadable !== undefined;
  if (!definition || field.failure || isSpoilt) return <ReadOnlyRow {...{ field, people, reason }} />;
  const typed = typedOfCustom(task, state, definition);
  return (
    <CustomFieldRow
      {...{ field, definition, typed, people, disabled }}
      original={typedCustomValue(definition, field.value)}
      stance={stanceOfCustom(reading, guid, typed)}
      problem={problemOf(reading, guid, field.name) ?? refusals?.get(customKey(guid))}
      change={(next) => change(editCustom(task, state, definition, next))}
      restore={() => change(restoreCustom(state, guid))}
    />
  );
}

const isScope = ({ reason }: Failure) => reason.startsWith('scope_');

const listWords = (failure: Failure) =>
  isScope(failure) ? t('custom_needs_scope') : t('list_fields_unread', t(`failure_${failure.reason}`));

/** While the definitions are not there, every field of the task is shown as it is. */
function withoutDefinitions(task: Task, failure: Failure | undefined): FieldsView {
  const guids = (task.custom_fields ?? []).map(({ guid }) => guid);
  return { definitions: [], unreadable: failure ? guids.map((guid) => ({ guid, failure })) : [] };
}

function stanceOfCustom({ changedCustom }: FormReading, guid: string, typed: string): Stance {
  if (!changedCustom.includes(guid)) return 'keep';
  return typed === '' ? 'clear' : 'set';
}

function problemOf({ problems }: FormReading, guid: string, name: string): ComponentChildren {
  const found = problems.find((problem) => problem.guid === guid);
  if (!found) return undefined;
  const words = (place: string) => t(`problem_${found.problem}`, place);
  return <Sentence words={words} text={name || t('unnamed_field')} longest={60} />;
}
