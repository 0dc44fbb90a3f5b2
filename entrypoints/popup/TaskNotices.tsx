import type { ComponentChildren } from 'preact';
import { ActionButton } from '../../components/ActionButton';
import { bounded } from '../../components/Boundary';
import { type ChangeContext, typedText } from '../../components/changes';
import { FailureNotice, failureDetails, Notice, Notices } from '../../components/Notice';
import { type Failure, isStorageMatter } from '../../lib/failure';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { OperationView, Result, TaskView } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import type { FieldName } from '../../lib/task/fields';
import type { Noticed } from '../../lib/task/noticed';
import { HeldWords } from './HeldWords';
import { OutboxNotices } from './OutboxNotices';
import { SignInBy } from './SignInBy';
import { useSamePerson } from './use-same-person';
import { type Saving, useSlow } from './use-saving';
import { useUndo } from './use-undo';
import { WaitTimes } from './WaitTimes';

/** Words of ours, perhaps around somebody else's. */
export type Words = ComponentChildren;

/**
 * What the last operation of this page came to: its words once settled, also where somebody else had done it before, and while it
 * waits; why it failed; or what to correct.
 */
export type Said =
  | { readonly done: Words; readonly waits: Words; readonly already?: Words }
  | { readonly failure: Failure }
  | { readonly problem: Words };

interface TaskNoticesProps {
  readonly brand: Brand;
  readonly answer: Result<TaskView> | undefined;
  readonly said: Said | undefined;
  /** Changes of this task that could not be made. */
  readonly parked: readonly OperationView[];
  /** Those that wait for another try. */
  readonly waiting: readonly OperationView[];
  /** Fields that were typed into have been changed elsewhere meanwhile. */
  readonly contested: boolean;
  readonly restored: boolean;
  /** The form holds a value that was refused. */
  readonly refusedStands: boolean;
  readonly draftFailure: Failure | undefined;
  /** What is typed, for the case that it cannot be stored. */
  readonly typed: ChangeContext | undefined;
  readonly busy: string | undefined;
  readonly saving: Saving | undefined;
  /** The foot of the form shows that too, so it need only be heard here. */
  readonly footSays: boolean;
  readonly undo: (of: string) => void;
  readonly refresh: () => void;
  /** Leads to where a conflict is decided. */
  readonly choose: () => void;
  readonly forget: () => void;
}

/** The live region of one task's page: results, undo, what waits or failed, the restored draft. */
export const TaskNotices = bounded('notices of a task', PlainTaskNotices);

function PlainTaskNotices(props: TaskNoticesProps) {
  const {
    brand,
    answer,
    said,
    parked,
    waiting,
    contested,
    restored,
    refusedStands,
    draftFailure,
    typed,
    busy,
    saving,
    footSays,
    undo,
    refresh,
    choose,
    forget,
  } = props;
  const view = answer?.ok ? answer.value : undefined;
  useSamePerson(view?.me.open_id);
  const undoable = useUndo(view);
  const slow = useSlow(saving);
  const done = said && 'done' in said ? said : undefined;
  const undoButton = undoable && (
    <ActionButton small name={t('undo')} icon="restore" busy={busy === `undo ${undoable}`} act={() => undo(undoable)} />
  );

  // One word about the database is enough: neither the change nor the draft was stored.
  const unsaved = said && 'failure' in said && isStorageMatter(said.failure);
  const copyTyped = typed && typed.reading.changed.length > 0 && (
    <ActionButton
      small
      icon="copy"
      name={t('copy_typed')}
      act={() => void navigator.clipboard.writeText(typedText(typed))}
    />
  );

  return (
    <Notices>
      <SignInBy brand={brand} />
      {slow && (
        <div class={footSays ? 'only-heard' : undefined}>
          <Notice tone="waiting">
            {t('saving')} {t(slow === 'storing' ? 'saving_unstored' : 'saving_stored')}
          </Notice>
        </div>
      )}
      {answer && !answer.ok && <FailureNotice failure={answer.failure} actions={nextStep(answer.failure, refresh)} />}
      {said && 'failure' in said && (
        <FailureNotice failure={said.failure} actions={unsaved ? copyTyped : nextStep(said.failure)} dismiss={forget} />
      )}
      {said && 'problem' in said && <Notice tone="failure">{said.problem}</Notice>}
      <OutboxNotices parked={parked} choose={choose} />
      {contested && (
        <Notice tone="failure" actions={<ActionButton small name={t('choose')} act={choose} />}>
          {t('conflict_typing')}
        </Notice>
      )}
      {view?.progress === 'waiting' && (
        <WaitingNotice {...{ view, waiting, refresh, undoButton }} words={done?.waits ?? t('act_waits')} />
      )}
      {view?.progress === 'settled' && (done || undoButton) && (
        <Notice tone="done" actions={undoButton}>
          {(view.already && done?.already) || (done?.done ?? t('changed_just_now'))}
        </Notice>
      )}
      {view?.noticed && <NoticedWords noticed={view.noticed} />}
      {draftFailure && !unsaved && <FailureNotice failure={draftFailure} actions={copyTyped} />}
      {(refusedStands || restored) && <Notice tone="info">{t(refusedStands ? 'refused_stands' : 'restored')}</Notice>}
    </Notices>
  );
}

interface WaitingNoticeProps {
  readonly view: TaskView;
  readonly waiting: readonly OperationView[];
  /** Where nothing hinders it. */
  readonly words: Words;
  readonly refresh: () => void;
  readonly undoButton: ComponentChildren;
}

/** A change that is not made yet: why, until when, and what can be done meanwhile. */
function WaitingNotice({ view, waiting, words, refresh, undoButton }: WaitingNoticeProps) {
  const { failure, heldUntil } = view;
  // With several, the list of the waiting ones has a button for each.
  const [only, ...others] = waiting;
  const discard = only && others.length === 0 && (
    <ActionButton small name={t('discard_change')} act={() => void ask('outbox.discard', { id: only.id })} />
  );
  return (
    <Notice
      tone="waiting"
      details={failure && failureDetails(failure)}
      actions={[nextStep(failure, failure && refresh), undoButton, !undoButton && discard]}
    >
      {heldUntil !== undefined ? <HeldWords until={heldUntil} /> : failure ? t(`failure_${failure.reason}`) : words}
      {only && <WaitTimes {...only} />}
    </Notice>
  );
}

/** What landed in the moment between our read and our write: the API checks no version, so it can only be told afterwards. */
function NoticedWords({ noticed: { differs, alsoChanged } }: { noticed: Noticed }) {
  const names = (fields: readonly FieldName[]) => fields.map((name) => t(`field_${name}`)).join(t('list_separator'));
  return (
    <Notice tone="waiting">
      {differs.length > 0 && <p>{t('noticed_differs', names(differs))}</p>}
      {alsoChanged.length > 0 && <p>{t('noticed_also', names(alsoChanged))}</p>}
    </Notice>
  );
}

/** The button that a failure's words point to. */
function nextStep(failure: Failure | undefined, refresh?: () => void) {
  if (failure?.kind === 'signed-out')
    return <ActionButton small look="primary" name={t('sign_in')} act={() => void ask('options.open', {})} />;
  return refresh && <ActionButton small name={t('try_again')} act={refresh} />;
}
