import { useEffect, useRef } from 'preact/hooks';
import { changeNames } from '../../components/change-names';
import { afterSave, type FormReading, type FormState } from '../../components/form-state';
import { problemWords } from '../../components/PatchForm';
import { Sentence } from '../../components/Sentence';
import { rebased } from '../../components/typed-bases';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { FieldsView, Input, Result, TaskView } from '../../lib/messages/contract';
import { apply, baseOf, type TaskPatch, touched } from '../../lib/task/patch';
import type { Task } from '../../lib/task/schema';
import { focusField } from './focus-field';
import type { Said, Words } from './TaskNotices';
import { focusChooser } from './TypingConflict';
import type { DraftOfForm } from './use-draft';
import type { useOperation } from './use-operation';

interface Saving {
  readonly view: TaskView | undefined;
  /** What the form means; nothing while no form is shown. */
  readonly reading: FormReading | undefined;
  readonly fields: FieldsView | undefined;
  readonly draft: DraftOfForm;
  readonly operation: ReturnType<typeof useOperation>;
  /** Whether fields in the form have been changed elsewhere and wait for a choice. */
  readonly isContested: boolean;
  readonly say: (said: Said | undefined) => void;
  readonly told: (answer: Result<TaskView>, done: Words, waits: Words) => void;
}

/** Saves what is typed, in as many requests as it needs, or leads to what stands in the way. */
export function useSave({ view, reading, fields, draft, operation, isContested, say, told }: Saving) {
  const sent = useRef<FormState>(undefined);
  /** Known at once, not only after the next drawing: a second Ctrl+Enter may follow sooner. */
  const isSaving = useRef(false);

  // A saved text is dropped when the change has arrived or waits safely. A refused one stays typed, and comes back where it
  // waited for another try before it was refused.
  useEffect(() => {
    const saved = sent.current;
    if (!saved || !view || view.progress === 'sending') return;
    if (view.progress !== 'waiting') sent.current = undefined;
    draft.change((state) => (view.progress === 'parked' ? { ...saved, ...state } : afterSave(state, saved)));
  }, [view]);

  async function save(): Promise<void> {
    if (!view || !reading || operation.busy || isSaving.current || reading.changed.length === 0) return;
    const [problem] = reading.problems;
    if (problem) {
      focusField(problem);
      return say({ problem: problemWords(problem, fields) ?? '' });
    }
    if (isContested) {
      focusChooser();
      return say({ problem: t('choose_first') });
    }
    say(undefined);
    const names = changeNames(reading, fields).join(t('list_separator'));
    const around = (words: (place: string) => string) => Sentence({ words, text: names, longest: 400 });
    const done = around((place) => t('saved', place));
    const waits = around((place) => t('save_waits', place));
    isSaving.current = true;
    try {
      await sendAll(view, reading.steps, (answer) => told(answer, done, waits));
    } finally {
      isSaving.current = false;
    }
  }

  /** One after the other; the first that is refused ends it, and what it and the later ones said stays typed. */
  async function sendAll(
    { brand, guid, task, me }: TaskView,
    steps: readonly TaskPatch[],
    done: (answer: Result<TaskView>) => void,
  ): Promise<void> {
    const typed = draft.state;
    let before = task;
    for (const [position, step] of steps.entries()) {
      const later = steps.slice(position + 1).flatMap(touched);
      const input = inputOf(before, step);
      const answer = await operation.run(JSON.stringify(step), (id) =>
        ask('task.patch', { id, brand, guid, as: me.open_id, ...input }),
      );
      before = apply(before, step);
      if (answer.ok) sent.current = later.length === 0 ? typed : typedFor(typed, step, later);
      if (!answer.ok || later.length === 0) return done(answer);
      // Our own change is none that was made elsewhere.
      draft.change((state) => rebased(answer.value.task, state, later));
    }
  }

  return save;
}

/** The same values; the contract's lists are not marked as never written to. */
const inputOf = (task: Task, patch: TaskPatch) =>
  ({ patch, base: baseOf(task, patch) }) as Pick<Input<'task.patch'>, 'patch' | 'base'>;

/** What was typed for the fields of one request and of no later one. */
function typedFor(typed: FormState, step: TaskPatch, later: readonly string[]): FormState {
  const names = new Set<string>(touched(step).filter((name) => !later.includes(name)));
  return Object.fromEntries(Object.entries(typed).filter(([key]) => names.has(key)));
}
