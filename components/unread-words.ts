import { t } from '../lib/i18n';
import { plainText } from '../lib/text/visible-text';

/** So much of what cannot be read is shown, in characters. */
const LONGEST = 120;

/** A value that cannot be read, as it came: a text by itself, anything else as JSON. */
export function rawWords(raw: unknown): string {
  return plainText(typeof raw === 'string' ? raw : String(JSON.stringify(raw)), LONGEST);
}

export const unreadWords = (raw: unknown) => t('unread_value', rawWords(raw));
