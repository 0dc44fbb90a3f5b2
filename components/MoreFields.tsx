import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../lib/i18n';
import { FIELDS, type FieldName, fieldValue } from '../lib/task/fields';
import type { Task } from '../lib/task/schema';
import type { FormReading } from './form-state';
import { usePainted } from './use-painted';

const NAMES: readonly FieldName[] = FIELDS.filter(({ place }) => place === 'more').map(({ name }) => name);

interface MoreFieldsProps {
  readonly task: Task;
  readonly reading: FormReading;
  /** Draws them. */
  readonly children: () => ComponentChildren;
}

/** Whether a field under the fold holds what a person should not overlook; when it was done stands in the head already. */
function isSpecial(task: Task, name: FieldName): boolean {
  if (name === 'completed_at') return false;
  return name === 'mode' ? fieldValue(task, name) === 1 : fieldValue(task, name) !== undefined;
}

/** The fields that are seldom needed, behind a fold. It opens by itself when something in it is set or wrong, and stays as it was put. */
export function MoreFields({ task, reading, children }: MoreFieldsProps) {
  const touched = NAMES.some((name) => reading.changed.includes(name));
  const wrong = reading.problems.some(({ field }) => NAMES.includes(field));
  const special = NAMES.some((name) => isSpecial(task, name));
  const matters = touched || wrong || special;
  const [open, setOpen] = useState(matters);
  const painted = usePainted();
  useEffect(() => {
    if (matters) setOpen(true);
  }, [touched, wrong, special]);

  return (
    <details class="more" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {t('more_fields')}
        <span class="quiet">{NAMES.map((name) => t(`field_${name}`)).join(t('list_separator'))}</span>
      </summary>
      <div class="more-rows">{(open || painted) && children()}</div>
    </details>
  );
}
