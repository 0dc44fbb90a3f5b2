import { t } from '../../lib/i18n';
import { TIP_LOCALES } from '../../lib/task/custom-complete';
import { plainText } from '../../lib/text/visible-text';

/** A tip's language in words; one that we do not list (a newer server's) by its own code. */
export function tipName(locale: string): string {
  const known = TIP_LOCALES.find((one) => one === locale);
  return known ? t(`language_${known}`) : plainText(locale, 20);
}
