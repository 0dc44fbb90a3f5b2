import { t } from '../lib/i18n';
import { type CustomComplete, PLATFORMS } from '../lib/task/custom-complete';
import { type FieldName, isUnset } from '../lib/task/fields';
import { isRecord } from '../lib/task/meaning';
import type { TaskTime } from '../lib/task/schema';
import { ruleWords } from './repeat-words';
import { momentWords } from './task-words';
import { unreadWords } from './unread-words';

/** A field's value as a person reads it; `now` in ms. Custom fields have words of their own (fields/custom/words.ts). */
export function valueWords(name: FieldName, value: unknown, now: number): string {
  if (isRecord(value) && 'unreadable' in value) return unreadWords(value.unreadable);
  if (name === 'is_milestone') return value ? t('yes') : t('no');
  if (name === 'mode') return t(value === 1 ? 'mode_1' : 'mode_2');
  if (name === 'repeat_rule') return ruleWords(String(value ?? ''));
  if (value === undefined || value === null) return t('not_set');
  if (name === 'completed_at')
    return isUnset(String(value)) ? t('not_set') : momentWords({ timestamp: String(value) }, now);
  if (name === 'custom_complete') return completionWords(value as CustomComplete);
  if (name === 'due' || name === 'start') return momentWords(value as TaskTime, now);
  return String(value);
}

/** How much of it there is; what it says is told part by part where it changes. */
function completionWords(value: CustomComplete): string {
  const platforms = PLATFORMS.flatMap((platform) => {
    const { href, tip = {} } = value[platform] ?? {};
    const count = (href ? 1 : 0) + Object.keys(tip).length;
    return count > 0 ? [`${t(`platform_${platform}`)} (${count})`] : [];
  });
  return platforms.join(t('list_separator'));
}

/** How much of an unchanged beginning is shown before the first difference, and how much of each text, in characters. */
const BEFORE = 6;
const SHOWN = 60;

/** Two texts, long ones cut to where they differ, so that a small change in a long text can be seen. */
export function difference(before: string, after: string): [string, string] {
  const [left, right] = [Array.from(before), Array.from(after)];
  if (Math.max(left.length, right.length) <= SHOWN) return [before, after];
  let same = 0;
  while (same < left.length && left[same] === right[same]) same += 1;
  const from = same > BEFORE * 3 ? same - BEFORE : 0;
  const cut = (text: string[]) =>
    (from > 0 ? '…' : '') + text.slice(from, from + SHOWN).join('') + (text.length > from + SHOWN ? '…' : '');
  return [cut(left), cut(right)];
}
