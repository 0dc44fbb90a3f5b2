import { useEffect, useRef } from 'preact/hooks';
import { ActionButton } from '../../components/ActionButton';
import { Boundary, bounded } from '../../components/Boundary';
import { ChangePreview } from '../../components/ChangePreview';
import { changeCount } from '../../components/change-names';
import type { FormReading } from '../../components/form-state';
import { t } from '../../lib/i18n';
import type { FieldsView } from '../../lib/messages/contract';
import type { Person, Task } from '../../lib/task/schema';
import type { Saving } from './use-saving';

interface FormFootProps {
  readonly task: Task;
  readonly me: Person;
  readonly reading: FormReading;
  readonly fields: FieldsView | undefined;
  /** The form is being saved. */
  readonly busy: boolean;
  /** A change of this task is on its way. */
  readonly saving: Saving | undefined;
  /** Why nothing can be saved, whatever is typed. */
  readonly locked: string | undefined;
  readonly save: () => void;
  readonly discard: () => void;
  /** ms since 1970 */
  readonly now: number;
}

/** Always in view: what will change or is on its way, and the buttons that make or drop it. */
export const FormFoot = bounded('form foot', PlainFormFoot);

function PlainFormFoot({ task, me, reading, fields, busy, saving, locked, save, discard, now }: FormFootProps) {
  const count = changeCount(reading);
  const name = count === 0 ? t('save') : count === 1 ? t('save_one') : t('save_many', count);
  const isOnItsWay = count === 0 && saving !== undefined;
  const why = isOnItsWay ? undefined : (locked ?? (count === 0 ? t('nothing_changes') : undefined));
  const foot = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const hadFocus = document.activeElement === button.current;

  // A button that is disabled drops the focus, and a keyboard or a screen reader would begin at the top again.
  useEffect(() => {
    if (why !== undefined && hadFocus) foot.current?.focus();
  }, [why]);

  return (
    <footer class={count === 0 ? 'foot is-quiet' : 'foot'} tabIndex={-1} ref={foot}>
      {isOnItsWay ? (
        <p class="quiet">
          {t('saving')} {t(saving === 'storing' ? 'saving_unstored' : 'saving_stored')}
        </p>
      ) : (
        <Boundary part="what will change">
          <ChangePreview {...{ task, me, reading, fields, now }} />
        </Boundary>
      )}
      <div class="buttons">
        <ActionButton
          name={name}
          look="primary"
          busy={busy || isOnItsWay}
          why={why}
          shortcut="Ctrl+Enter"
          act={save}
          buttonRef={button}
        />
        <Boundary part="discard button">
          {count > 0 && !busy && <ActionButton name={t('discard')} act={discard} />}
        </Boundary>
        {count > 0 && (busy ? <span class="hint end">{t('saving')}</span> : <kbd class="hint end">Ctrl ↵</kbd>)}
      </div>
    </footer>
  );
}
