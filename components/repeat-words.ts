import { locale, t } from '../lib/i18n';
import { DAYS, type Day, type Nth, type Repeat, repeatOf } from '../lib/task/repeat';

/** A weekday by name, as the reader's locale writes it. */
export function dayName(day: Day, length: 'short' | 'long' = 'long'): string {
  // The first of January 2024 was a Monday.
  const at = new Date(Date.UTC(2024, 0, 1 + DAYS.indexOf(day)));
  return new Intl.DateTimeFormat(locale(), { weekday: length, timeZone: 'UTC' }).format(at);
}

export const nthName = (nth: Nth) => (nth === -1 ? t('nth_last') : t(`nth_${nth}`));

/** A rule in words; one that no choice of the form says, by its own text. */
export function ruleWords(rule: string): string {
  return repeatWords(repeatOf(rule));
}

function repeatWords(repeat: Repeat): string {
  switch (repeat.kind) {
    case 'weekly': {
      const days = repeat.days.map((day) => dayName(day, 'short'));
      return days.length > 0 ? t('repeat_words_weekly', days.join(t('list_separator'))) : t('repeat_words_each_week');
    }
    case 'monthly_day':
      return repeat.day === undefined ? t('repeat_words_each_month') : t('repeat_words_monthly_day', repeat.day);
    case 'monthly_weekday':
      return t('repeat_words_monthly_weekday', nthName(repeat.nth), dayName(repeat.day));
    case 'other':
      return repeat.rule;
    default:
      return t(`repeat_${repeat.kind}`);
  }
}
