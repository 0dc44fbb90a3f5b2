import { t } from '../lib/i18n';
import type { FieldsView } from '../lib/messages/contract';
import type { Person, Task } from '../lib/task/schema';
import { Boundary } from './Boundary';
import { type Change, type ChangeContext, changedKeys, changesAt } from './changes';
import type { FormReading } from './form-state';
import { RequestFold } from './RequestFold';
import { TaskText } from './TaskText';
import { difference } from './value-words';

interface ChangePreviewProps {
  readonly task: Task;
  readonly me: Person;
  readonly reading: FormReading;
  readonly fields?: FieldsView | undefined;
  /** ms since 1970 */
  readonly now: number;
}

/** "What will change": for each changed field old → new, or that it is cleared; and the request, word for word. */
export function ChangePreview(props: ChangePreviewProps) {
  const { reading } = props;
  const keys = changedKeys(reading);
  return (
    <section class="preview" aria-label={t('what_will_change')}>
      {keys.length === 0 ? <p class="quiet">{t('nothing_changes')}</p> : <h2>{t('what_will_change')}</h2>}
      <Boundary part="request">{reading.steps.length > 0 && <RequestFold steps={reading.steps} />}</Boundary>
      <ul>
        {keys.map((key) => (
          <Boundary key={key} part="change" instead={(failed) => <li>{failed}</li>}>
            <Changes at={key} context={props} />
          </Boundary>
        ))}
      </ul>
    </section>
  );
}

function Changes({ at, context }: { at: string; context: ChangeContext }) {
  return changesAt(at, context).map((change) => (
    <li key={change.key}>
      <span>
        <TaskText text={change.label} longest={60} />
      </span>{' '}
      <ChangeWords {...change} />
    </li>
  ));
}

function ChangeWords({ before, after, wasSet, state }: Change) {
  if (state === 'incomplete') return <span class="overdue">…</span>;
  if (state === 'cleared') return <ins>{t('cleared')}</ins>;
  const [old, next] = difference(before, after);
  return (
    <>
      {wasSet ? (
        <del>
          <TaskText text={old} />
        </del>
      ) : (
        <span class="quiet">{old}</span>
      )}
      <span aria-hidden="true"> → </span>
      <ins>
        <TaskText text={next} />
      </ins>
    </>
  );
}
