import { useState } from 'preact/hooks';
import { editableFields } from '../../components/fields/custom/offered';
import { type FormState, readForm } from '../../components/form-state';
import { PatchForm } from '../../components/PatchForm';
import { ReadOnlyFacts } from '../../components/ReadOnlyFacts';
import { TaskSummarySkeleton } from '../../components/TaskSummary';
import { rebased, withBases, withoutOldBases, withoutTyped } from '../../components/typed-bases';
import { useLiveTask } from '../../components/use-live-task';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { KnownTask, Result, TaskView } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import { ConfirmBody } from './ConfirmBody';
import { Conflict } from './Conflict';
import { FormFoot } from './FormFoot';
import { FormSkeleton } from './FormSkeleton';
import { isConflict } from './OperationButtons';
import { whyNot } from './Reasons';
import { TaskBar } from './TaskBar';
import { TaskHead } from './TaskHead';
import { type Said, TaskNotices, type Words } from './TaskNotices';
import { contestedTyping, focusChooser, TypingConflict } from './TypingConflict';
import { useDefinitions } from './use-definitions';
import { useDraft } from './use-draft';
import { useFirstFocus } from './use-first-focus';
import { useKey } from './use-key';
import { useOperation } from './use-operation';
import { useOutbox } from './use-outbox';
import { useQuestion } from './use-question';
import { useRefused } from './use-refused';
import { useRefusedText } from './use-refused-text';
import { useSave } from './use-save';
import { savingOf } from './use-saving';

interface TaskScreenProps {
  readonly brand: Brand;
  readonly guid: string;
  /** Asked for in a page and not confirmed yet. */
  readonly action: 'complete' | 'reopen' | undefined;
  readonly origin: string | undefined;
  /** What was known of it when the popup opened. */
  readonly known: KnownTask | undefined;
  readonly tab: { tabId?: number };
  readonly back: () => void;
}

/** One task: a confirm of what a click in a page meant, or the form; results and failures below it. */
export function TaskScreen({ brand, guid, action, origin, known: first, tab, back }: TaskScreenProps) {
  // A question waits for the title that Feishu has now.
  const live = useLiveTask(brand, guid, { persists: true, peek: !action && !first, first: first?.view });
  const draft = useDraft(brand, guid, first?.draft);
  const operation = useOperation();
  const [confirming, setConfirming] = useState(action !== undefined);
  const [acted, setActed] = useState(false);
  const [said, setSaid] = useState<Said>();
  const page = useQuestion('page.links', tab, ['site.changed']);
  const site = page.answer?.ok ? page.answer.value : undefined;
  const siteOrigin = origin ?? site?.origin;

  const { view } = live;
  const { fields: known, failure: fieldsFailure } = useDefinitions(brand, guid, view);
  const { parked, waiting } = useOutbox(brand, guid);
  const fields = useRefused(known, parked);
  const refused = useRefusedText(view, parked, draft, fields?.definitions ?? (fieldsFailure && []));
  const now = Date.now();
  const editable = fields && editableFields(fields);
  const reading = view && readForm(view.task, draft.state, editable);
  const showsForm = !confirming && view !== undefined && draft.loaded;
  const saving = savingOf(operation.busy, view);
  const conflict = parked.find(isConflict);
  // While a saved change is in conflict, that is decided first; also where the list does not tell yet which one is parked.
  const isSaving = operation.busy || (view?.progress === 'parked' && parked.length === 0);
  const isTyping = view && showsForm && reading && !conflict && !isSaving;
  const contested = isTyping ? contestedTyping({ ...view, fields, now }, draft.state, reading.patch) : [];
  const hasTyped = showsForm && (reading?.changed.length ?? 0) > 0;
  useFirstFocus(confirming && view !== undefined, '.confirm .button:not(:disabled)');
  useFirstFocus(showsForm, '.form :is(textarea, input):not(:disabled)');

  /** Shows what an operation answered. */
  function told(answer: Result<TaskView>, done: Words, waits: Words, already?: Words): void {
    if (answer.ok) live.show(answer.value);
    setSaid(answer.ok ? { done, waits, ...(already && { already }) } : { failure: answer.failure });
  }

  async function act(next: 'complete' | 'reopen', directly = false): Promise<void> {
    setSaid(undefined);
    setActed(true);
    const [answer, site] = await Promise.all([
      operation.run(`act ${next}`, (id) =>
        ask('task.act', { id, brand, guid, action: next, ...(view && { as: view.me.open_id }) }),
      ),
      directly && siteOrigin ? ask('site.set', { origin: siteOrigin, mode: 'direct' }) : undefined,
    ]);
    told(answer, t(`done_${next}`), t('act_waits'), t(next === 'complete' ? 'why_already_done' : 'why_already_open'));
    if (answer.ok && site && !site.ok) setSaid({ failure: site.failure });
  }

  async function undo(of: string): Promise<void> {
    const answer = await operation.run(`undo ${of}`, (id) => ask('action.undo', { id, of }));
    await live.refresh();
    setSaid(answer.ok ? { done: t('undone'), waits: t('act_waits') } : { failure: answer.failure });
  }

  /** Each field that is typed into remembers what it held. */
  function change(next: (state: FormState) => FormState): void {
    setSaid(undefined);
    if (view) draft.change((state) => withBases(view.task, withoutOldBases(view.task, state, next(state), editable)));
  }

  const save = useSave({
    ...{ view, fields, draft, operation, told },
    reading: showsForm && view?.verdicts.edit.may ? reading : undefined,
    isContested: contested.length > 0,
    say: setSaid,
  });
  useKey('Enter', () => void save(), true);
  const host = siteOrigin && new URL(siteOrigin).host;
  return (
    <>
      <TaskBar {...{ brand, guid, confirming, host, back }} />
      <main class="scroll">
        {!live.answer && !view && (
          <section class="head">
            <TaskSummarySkeleton />
            <span class="skeleton skeleton-button" />
          </section>
        )}
        {view && confirming && action && (
          <ConfirmBody
            {...{ view, action, host, acted, now }}
            site={site}
            busy={operation.busy?.startsWith('act') ?? false}
            act={(next, directly) => void act(next, directly)}
            edit={() => setConfirming(false)}
          />
        )}
        {view && !confirming && (
          <TaskHead {...{ view, now }} busy={!!operation.busy?.startsWith('act')} act={(next) => void act(next)} />
        )}
        {view && conflict && (
          <Conflict
            key={conflict.id}
            {...{ view, fields, now }}
            operation={conflict}
            settled={(keys) => change((state) => withoutTyped(state, keys))}
            failed={(failure) => setSaid({ failure })}
          />
        )}
        {view && contested.length > 0 && (
          <TypingConflict
            contested={contested}
            choose={(mine, theirs) => change((state) => rebased(view.task, withoutTyped(state, theirs), mine))}
          />
        )}
        {showsForm && reading && (
          <PatchForm
            task={view.task}
            me={view.me}
            state={draft.state}
            reading={reading}
            change={(state) => change(() => state)}
            {...{ fields, fieldsFailure, now }}
            refusals={refused.words}
            disabled={!view.verdicts.edit.may}
          />
        )}
        {showsForm && <ReadOnlyFacts task={view.task} me={view.me} />}
        {!confirming && !showsForm && (!live.answer || live.answer.ok) && <FormSkeleton />}
      </main>
      <div class="bottom">
        <TaskNotices
          {...{ brand, said, parked, waiting }}
          answer={live.answer}
          contested={contested.length > 0}
          choose={focusChooser}
          restored={(draft.restored || refused.stands) && hasTyped}
          refusedStands={refused.isWrong && hasTyped}
          draftFailure={draft.failure}
          typed={view && reading && { task: view.task, me: view.me, reading, fields, now }}
          {...{ saving, busy: operation.busy, footSays: showsForm && !hasTyped }}
          undo={(of) => void undo(of)}
          refresh={() => void live.refresh(true)}
          forget={() => setSaid(undefined)}
        />
        {showsForm && reading && (
          <FormFoot
            {...{ reading, fields, now, saving, task: view.task, me: view.me }}
            busy={operation.busy?.startsWith('{') ?? false}
            locked={whyNot(view.verdicts.edit)}
            save={() => void save()}
            discard={() => {
              change(() => ({}));
              refused.giveUp();
            }}
          />
        )}
      </div>
    </>
  );
}
