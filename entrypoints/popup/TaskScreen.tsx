import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Boundary } from '../../components/Boundary';
import { PatchForm } from '../../components/PatchForm';
import { ReadOnlyFacts } from '../../components/ReadOnlyFacts';
import { TaskSummarySkeleton } from '../../components/TaskSummary';
import { rebased, withoutTyped } from '../../components/typed-bases';
import { useLiveTask } from '../../components/use-live-task';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { KnownTask, Result, TaskView } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import { ConfirmBody } from './ConfirmBody';
import { Conflict } from './Conflict';
import { FormFoot } from './FormFoot';
import { FormSkeleton } from './FormSkeleton';
import { whyNot } from './Reasons';
import { TaskBar } from './TaskBar';
import { TaskHead } from './TaskHead';
import { type Said, TaskNotices, type Words } from './TaskNotices';
import { focusChooser, TypingConflict } from './TypingConflict';
import { useFirstFocus } from './use-first-focus';
import { useOperation } from './use-operation';
import { useOutbox } from './use-outbox';
import { useQuestion } from './use-question';
import { savingOf } from './use-saving';
import { type TaskForm, useTaskForm } from './use-task-form';

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
  const operation = useOperation();
  const [confirming, setConfirming] = useState(action !== undefined);
  const [acted, setActed] = useState(false);
  const [said, setSaid] = useState<Said>();
  const page = useQuestion('page.links', tab, ['site.changed']);
  const site = page.answer?.ok ? page.answer.value : undefined;
  const siteOrigin = origin ?? site?.origin;

  const { view } = live;
  const { parked, waiting } = useOutbox(brand, guid);
  const now = Date.now();
  const saving = savingOf(operation.busy, view);
  useFirstFocus(confirming && view !== undefined, '.confirm .button:not(:disabled)');

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

  const host = siteOrigin && new URL(siteOrigin).host;
  /** All of it; without a form where that has failed. */
  const screen = (form: TaskForm | undefined, failed?: ComponentChildren) => (
    <>
      <Boundary part="task bar">
        <TaskBar {...{ brand, guid, confirming, host, back }} />
      </Boundary>
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
        {failed}
        {view && form?.conflict && (
          <Conflict
            key={form.conflict.id}
            {...{ view, now }}
            fields={form.fields}
            operation={form.conflict}
            settled={(keys) => form.change((state) => withoutTyped(state, keys))}
            failed={(failure) => setSaid({ failure })}
          />
        )}
        {view && form?.contested[0] && (
          <TypingConflict
            contested={form.contested}
            choose={(mine, theirs) => form.change((state) => rebased(view.task, withoutTyped(state, theirs), mine))}
          />
        )}
        {view && form?.shown && form.reading && (
          <PatchForm
            task={view.task}
            me={view.me}
            state={form.draft.state}
            reading={form.reading}
            change={(state) => form.change(() => state)}
            fields={form.fields}
            fieldsFailure={form.fieldsFailure}
            now={now}
            refusals={form.refused.words}
            disabled={!view.verdicts.edit.may}
          />
        )}
        {view && form?.shown && <ReadOnlyFacts task={view.task} me={view.me} />}
        {!confirming && form && !form.shown && (!live.answer || live.answer.ok) && <FormSkeleton />}
      </main>
      <div class="bottom">
        <TaskNotices
          {...{ brand, said, parked, waiting }}
          answer={live.answer}
          contested={!!form?.contested[0]}
          choose={focusChooser}
          restored={!!form && (form.draft.restored || form.refused.stands) && form.hasTyped}
          refusedStands={!!form?.refused.isWrong && form.hasTyped}
          draftFailure={form?.draft.failure}
          typed={
            view && form?.reading && { task: view.task, me: view.me, reading: form.reading, fields: form.fields, now }
          }
          {...{ saving, busy: operation.busy, footSays: !!form?.shown && !form.hasTyped }}
          undo={(of) => void undo(of)}
          refresh={() => void live.refresh(true)}
          forget={() => setSaid(undefined)}
        />
        {view && form?.shown && form.reading && (
          <FormFoot
            {...{ now, saving, task: view.task, me: view.me, reading: form.reading, fields: form.fields }}
            busy={operation.busy?.startsWith('{') ?? false}
            locked={whyNot(view.verdicts.edit)}
            save={form.save}
            discard={() => {
              form.change(() => ({}));
              form.refused.giveUp();
            }}
          />
        )}
      </div>
    </>
  );

  return (
    <Boundary part="form of a task" instead={(failed) => screen(undefined, failed)}>
      <WithForm
        {...{ brand, guid, known: first, view, parked, operation, confirming, told }}
        say={setSaid}
        draw={screen}
      />
    </Boundary>
  );
}

/** Within a boundary of its own: what fails in reading the form takes neither the task nor its buttons along. */
function WithForm({
  draw,
  ...of
}: Parameters<typeof useTaskForm>[0] & { draw: (form: TaskForm) => ComponentChildren }) {
  return <>{draw(useTaskForm(of))}</>;
}
