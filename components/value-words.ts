import { t } from '../lib/i18n';
import type { FieldName } from '../lib/task/fields';
import type { TaskTime } from '../lib/task/schema';
import { momentWords } from './task-words';

/** A field's value as a person reads it; `now` in ms. */
export function valueWords(name: FieldName, value: unknown, now: number): string {
  if (name === 'is_milestone') return value ? t('yes') : t('no');
  if (value === undefined || value === null) return t('not_set');
  if (typeof value === 'object') return momentWords(value as TaskTime, now);
  if (name === 'completed_at') return momentWords({ timestamp: String(value) }, now);
  return String(value);
}

/** How much of an unchanged beginning is shown before the first difference, and how much of each text, in characters. */
const BEFORE = 6;
const SHOWN = 60;

/** Two texts cut to where they differ, so that a small change in a long text can be seen. */
export function difference(before: string, after: string): [string, string] {
  const [left, right] = [Array.from(before), Array.from(after)];
  let same = 0;
  while (same < left.length && left[same] === right[same]) same += 1;
  const from = same > BEFORE * 3 ? same - BEFORE : 0;
  const cut = (text: string[]) =>
    (from > 0 ? '…' : '') + text.slice(from, from + SHOWN).join('') + (text.length > from + SHOWN ? '…' : '');
  return [cut(left), cut(right)];
}
