import { FIELDS, type Field } from '../../lib/task/fields';

const ROWS: readonly Field[] = FIELDS.filter(({ place, kind }) => place === 'first' && kind !== 'custom');

/** The form's size while the task is read. */
export function FormSkeleton() {
  return (
    <div class="form" aria-hidden="true">
      {ROWS.map(({ name, kind }) => (
        <div class="row" key={name}>
          <span class="skeleton skeleton-label" />
          <span class={`skeleton skeleton-${kind}`} />
        </div>
      ))}
    </div>
  );
}
