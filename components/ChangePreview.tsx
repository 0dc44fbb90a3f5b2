import { t } from '../lib/i18n';
import { type FieldName, fieldOf, fieldValue } from '../lib/task/fields';
import type { Task } from '../lib/task/schema';
import type { FormReading } from './form-state';
import { TaskText } from './TaskText';
import { difference, valueWords } from './value-words';

interface ChangePreviewProps {
  readonly task: Task;
  readonly reading: FormReading;
  /** ms since 1970 */
  readonly now: number;
}

/** "What will change": for each changed field old → new, or that it is cleared. */
export function ChangePreview({ task, reading, now }: ChangePreviewProps) {
  const { patch, changed } = reading;
  return (
    <section class="preview" aria-label={t('what_will_change')}>
      {changed.length === 0 ? <p class="quiet">{t('nothing_changes')}</p> : <h2>{t('what_will_change')}</h2>}
      <ul>
        {changed.map((name) => (
          <li key={name}>
            <span>{t(`field_${name}`)}</span> <Change name={name} task={task} value={patch[name]} now={now} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Change({ name, task, value, now }: { name: FieldName; task: Task; value: unknown; now: number }) {
  if (value === undefined) return <span class="overdue">…</span>;
  const old = fieldValue(task, name);
  if (value === null && fieldOf(name).canClear) return <ins>{t('cleared')}</ins>;
  const [before, after] = difference(valueWords(name, old, now), valueWords(name, value, now));
  return (
    <>
      {old === undefined ? (
        <span class="quiet">{before}</span>
      ) : (
        <del>
          <TaskText text={before} />
        </del>
      )}
      <span aria-hidden="true"> → </span>
      <ins>
        <TaskText text={after} />
      </ins>
    </>
  );
}
