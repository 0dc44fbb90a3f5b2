import { editableFields } from '../../components/fields/custom/offered';
import { type FormReading, type FormState, readForm } from '../../components/form-state';
import { withBases, withoutOldBases } from '../../components/typed-bases';
import type { Failure } from '../../lib/failure';
import type { FieldsView, KnownTask, OperationView, Result, TaskView } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import { isConflict } from './OperationButtons';
import type { Said, Words } from './TaskNotices';
import { contestedTyping } from './TypingConflict';
import { useDefinitions } from './use-definitions';
import { type DraftOfForm, useDraft } from './use-draft';
import { useFirstFocus } from './use-first-focus';
import { useKey } from './use-key';
import type { useOperation } from './use-operation';
import { useRefused } from './use-refused';
import { type RefusedText, useRefusedText } from './use-refused-text';
import { useSave } from './use-save';

interface FormOf {
  readonly brand: Brand;
  readonly guid: string;
  readonly known: KnownTask | undefined;
  readonly view: TaskView | undefined;
  readonly parked: readonly OperationView[];
  readonly operation: ReturnType<typeof useOperation>;
  /** Something is asked about the task, so that its form is not shown yet. */
  readonly confirming: boolean;
  readonly told: (answer: Result<TaskView>, done: Words, waits: Words) => void;
  readonly say: (said: Said | undefined) => void;
}

export interface TaskForm {
  readonly fields: FieldsView | undefined;
  readonly fieldsFailure: Failure | undefined;
  readonly draft: DraftOfForm;
  readonly refused: RefusedText;
  /** What is typed, once the task is there. */
  readonly reading: FormReading | undefined;
  readonly shown: boolean;
  readonly hasTyped: boolean;
  /** A saved change that met another one. */
  readonly conflict: OperationView | undefined;
  /** What was typed and has been changed elsewhere before it was saved. */
  readonly contested: ReturnType<typeof contestedTyping>;
  readonly change: (next: (state: FormState) => FormState) => void;
  readonly save: () => void;
}

/** What is typed into the form of one task, what it means, and what stands in its way. */
export function useTaskForm({ brand, guid, known: first, view, parked, operation, confirming, told, say }: FormOf) {
  const draft = useDraft(brand, guid, first?.draft);
  const { fields: known, failure: fieldsFailure } = useDefinitions(brand, guid, view);
  const fields = useRefused(known, parked);
  const refused = useRefusedText(view, parked, draft, fields?.definitions ?? (fieldsFailure && []));
  const editable = fields && editableFields(fields);
  const reading = view && readForm(view.task, draft.state, editable);
  const shown = !confirming && view !== undefined && draft.loaded;
  const conflict = parked.find(isConflict);
  // While a saved change is in conflict, that is decided first; also where the list does not tell yet which one is parked.
  const isSaving = operation.busy || (view?.progress === 'parked' && parked.length === 0);
  const isTyping = view && shown && reading && !conflict && !isSaving;
  const contested = isTyping ? contestedTyping({ ...view, fields, now: Date.now() }, draft.state, reading.patch) : [];
  useFirstFocus(shown, '.form :is(textarea, input):not(:disabled)');

  /** Each field that is typed into remembers what it held. */
  function change(next: (state: FormState) => FormState): void {
    say(undefined);
    if (view) draft.change((state) => withBases(view.task, withoutOldBases(view.task, state, next(state), editable)));
  }

  const save = useSave({
    ...{ view, fields, draft, operation, told, say },
    reading: shown && view?.verdicts.edit.may ? reading : undefined,
    isContested: contested.length > 0,
  });
  useKey('Enter', () => void save(), true);

  const form: TaskForm = {
    ...{ fields, fieldsFailure, draft, refused, reading, shown, conflict, contested, change },
    hasTyped: shown && (reading?.changed.length ?? 0) > 0,
    save: () => void save(),
  };
  return form;
}
