import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n';
import type { TaskTime } from '../../lib/task/schema';
import { timeText } from '../task-words';
import { nextDates } from './next-dates';

/** How many dates are shown: enough to see the rhythm. */
const SHOWN = 3;

/** When the task comes again by this rule. */
export function NextDates({ rule, due }: { rule: string; due: TaskTime | undefined }) {
  // The dates with what they were counted from, so that an older answer is never taken for this one's.
  const [counted, setCounted] = useState<{ key: string; dates: TaskTime[] | undefined }>();
  const key = `${rule} ${due?.timestamp} ${due?.is_all_day}`;

  useEffect(() => {
    let current = true;
    if (due) void nextDates(rule, due, SHOWN).then((dates) => current && setCounted({ key, dates }));
    return () => {
      current = false;
    };
  }, [key]);

  if (!due) return <span class="hint block">{t('repeat_needs_due')}</span>;
  const known = counted?.key === key ? counted : undefined;
  return (
    <span class="hint block next-dates" aria-busy={!known}>
      {known ? datesWords(known.dates) : '…'}
    </span>
  );
}

function datesWords(dates: readonly TaskTime[] | undefined): string {
  if (!dates) return t('repeat_unreadable');
  if (dates.length === 0) return t('repeat_ends');
  const words = dates.map((date) => timeText(date, Date.now()));
  return t('repeat_next', words.join(t('next_separator')));
}
