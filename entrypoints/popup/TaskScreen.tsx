import { useEffect, useRef, useState } from 'preact/hooks';
import { ActionButton } from '../../components/ActionButton';
import { afterSave, type FormState, readForm } from '../../components/form-state';
import { PatchForm, problemWords } from '../../components/PatchForm';
import { TaskSummarySkeleton } from '../../components/TaskSummary';
import { useLiveTask } from '../../components/use-live-task';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { Result, TaskView } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import { baseOf } from '../../lib/task/patch';
import { ConfirmBody } from './ConfirmBody';
import { FormFoot } from './FormFoot';
import { FormSkeleton } from './FormSkeleton';
import { OpenInClient } from './OpenInClient';
import { TaskHead } from './TaskHead';
import { type Said, TaskNotices } from './TaskNotices';
import { useDraft } from './use-draft';
import { useFirstFocus } from './use-first-focus';
import { useKey } from './use-key';
import { useOperation } from './use-operation';
import { useQuestion } from './use-question';

interface TaskScreenProps {
  readonly brand: Brand;
  readonly guid: string;
  /** Asked for in a page and not confirmed yet. */
  readonly action: 'complete' | 'reopen' | undefined;
  readonly origin: string | undefined;
  readonly tab: { tabId?: number };
  readonly back: () => void;
}

/** One task: a confirm of what a click in a page meant, or the form; results and failures below it. */
export function TaskScreen({ brand, guid, action, origin, tab, back }: TaskScreenProps) {
  const live = useLiveTask(brand, guid);
  const draft = useDraft(brand, guid);
  const operation = useOperation();
  const [confirming, setConfirming] = useState(action !== undefined);
  const [acted, setActed] = useState(false);
  const [said, setSaid] = useState<Said>();
  const sent = useRef<FormState>(undefined);
  const page = useQuestion('page.links', tab, ['site.changed']);
  const site = page.answer?.ok ? page.answer.value : undefined;
  const siteOrigin = origin ?? site?.origin;

  const view = live.answer?.ok ? live.answer.value : undefined;
  const now = Date.now();
  const reading = view && readForm(view.task, draft.state);
  const showsForm = !confirming && view !== undefined && draft.loaded;
  useFirstFocus(confirming && view !== undefined, '.confirm .button:not(:disabled)');
  useFirstFocus(showsForm, '.form :is(textarea, input):not(:disabled)');

  // A saved text is dropped when the change has arrived or waits safely; a refused one stays typed.
  useEffect(() => {
    const saved = sent.current;
    if (!saved || !view || view.progress === 'sending') return;
    sent.current = undefined;
    if (view.progress !== 'parked') draft.change((state) => afterSave(state, saved));
  }, [view]);

  /** Shows what an operation answered. */
  function told(answer: Result<TaskView>, done: string, waits: string): void {
    if (answer.ok) live.show(answer.value);
    setSaid(answer.ok ? { done, waits } : { failure: answer.failure });
  }

  async function act(next: 'complete' | 'reopen', directly = false): Promise<void> {
    setSaid(undefined);
    setActed(true);
    const [answer, site] = await Promise.all([
      operation.run(`act ${next}`, (id) => ask('task.act', { id, brand, guid, action: next })),
      directly && siteOrigin ? ask('site.set', { origin: siteOrigin, mode: 'direct' }) : undefined,
    ]);
    told(answer, t(`done_${next}`), t('act_waits'));
    if (answer.ok && site && !site.ok) setSaid({ failure: site.failure });
  }

  async function undo(of: string): Promise<void> {
    const answer = await operation.run(`undo ${of}`, (id) => ask('action.undo', { id, of }));
    await live.refresh();
    setSaid(answer.ok ? { done: t('undone'), waits: t('act_waits') } : { failure: answer.failure });
  }

  async function save(): Promise<void> {
    if (!view || !reading || !showsForm || operation.busy || reading.changed.length === 0) return;
    const [problem] = reading.problems;
    if (problem) {
      document.querySelector<HTMLElement>(`[data-field=${problem.field}] :is(textarea, input, button)`)?.focus();
      setSaid({ problem: problemWords(problem) ?? '' });
      return;
    }
    setSaid(undefined);
    const { patch, changed } = reading;
    const typed = draft.state;
    const base = baseOf(view.task, patch);
    const answer = await operation.run(JSON.stringify(patch), (id) =>
      ask('task.patch', { id, brand, guid, patch, base }),
    );
    if (answer.ok) sent.current = typed;
    const names = changed.map((name) => t(`field_${name}`)).join(t('list_separator'));
    told(answer, t('saved', names), t('save_waits', names));
  }

  function change(state: FormState): void {
    setSaid(undefined);
    draft.change(state);
  }

  useKey('Enter', () => void save(), true);
  const host = siteOrigin && new URL(siteOrigin).host;

  return (
    <>
      <header class="bar">
        {confirming ? (
          <span class="quiet">{t('confirm')}</span>
        ) : (
          <ActionButton small look="plain" icon="back" name={t('tasks_on_page')} act={back} />
        )}
        {confirming ? <span class="quiet end">{host}</span> : <OpenInClient brand={brand} guid={guid} />}
      </header>
      <main class="scroll">
        {!live.answer && (
          <section class="head">
            <TaskSummarySkeleton />
            <span class="skeleton skeleton-button" />
          </section>
        )}
        {view && confirming && action && (
          <ConfirmBody
            {...{ view, action, host, acted, now }}
            isDirect={site?.mode === 'direct'}
            busy={operation.busy?.startsWith('act') ?? false}
            act={(next, directly) => void act(next, directly)}
            edit={() => setConfirming(false)}
          />
        )}
        {view && !confirming && (
          <TaskHead
            view={view}
            now={now}
            busy={operation.busy?.startsWith('act') ?? false}
            act={(next) => void act(next)}
          />
        )}
        {showsForm && reading && (
          <PatchForm
            task={view.task}
            state={draft.state}
            reading={reading}
            change={change}
            disabled={!view.verdicts.edit.may}
            now={now}
          />
        )}
        {!confirming && !showsForm && (!live.answer || live.answer.ok) && <FormSkeleton />}
      </main>
      <div class="bottom">
        <TaskNotices
          answer={live.answer}
          said={said}
          restored={draft.restored && showsForm && (reading?.changed.length ?? 0) > 0}
          draftFailure={draft.failure}
          busy={operation.busy}
          undo={(of) => void undo(of)}
          refresh={() => void live.refresh(true)}
          forget={() => setSaid(undefined)}
        />
        {showsForm && reading && (
          <FormFoot
            task={view.task}
            reading={reading}
            busy={operation.busy?.startsWith('{') ?? false}
            save={() => void save()}
            discard={() => change({})}
            now={now}
          />
        )}
      </div>
    </>
  );
}
