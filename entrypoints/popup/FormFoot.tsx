import { ActionButton } from '../../components/ActionButton';
import { ChangePreview } from '../../components/ChangePreview';
import { changeNames } from '../../components/change-names';
import type { FormReading } from '../../components/form-state';
import { t } from '../../lib/i18n';
import type { FieldsView } from '../../lib/messages/contract';
import type { Person, Task } from '../../lib/task/schema';

interface FormFootProps {
  readonly task: Task;
  readonly me: Person;
  readonly reading: FormReading;
  readonly fields: FieldsView | undefined;
  readonly busy: boolean;
  readonly save: () => void;
  readonly discard: () => void;
  /** ms since 1970 */
  readonly now: number;
}

/** Always in view: what will change, and the buttons that make or drop it. */
export function FormFoot({ task, me, reading, fields, busy, save, discard, now }: FormFootProps) {
  const count = changeNames(reading, fields).length;
  const name = count === 0 ? t('save') : count === 1 ? t('save_one') : t('save_many', count);
  return (
    <footer class={count === 0 ? 'foot is-quiet' : 'foot'}>
      <ChangePreview {...{ task, me, reading, fields, now }} />
      <div class="buttons">
        <ActionButton
          name={name}
          look="primary"
          busy={busy}
          why={count === 0 ? t('nothing_changes') : undefined}
          shortcut="Ctrl+Enter"
          act={save}
        />
        {count > 0 && <ActionButton name={t('discard')} act={discard} />}
        {count > 0 && <kbd class="hint end">Ctrl ↵</kbd>}
      </div>
    </footer>
  );
}
