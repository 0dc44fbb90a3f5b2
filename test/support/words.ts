import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MessageKey } from '../../lib/i18n';

export type Locale = 'en' | 'zh_CN';

const locales = new Map<Locale, Record<string, { message: string }>>();

/** What a user of this locale reads, with $1 … $9 filled in as the browser does. Throws for a message that is not there. */
export function words(key: MessageKey, locale: Locale = 'en', ...substitutions: readonly string[]): string {
  let messages = locales.get(locale);
  if (!messages) {
    const path = fileURLToPath(new URL(`../../public/_locales/${locale}/messages.json`, import.meta.url));
    messages = JSON.parse(readFileSync(path, 'utf8')) as Record<string, { message: string }>;
    locales.set(locale, messages);
  }
  const found = messages[key];
  if (!found) throw new Error(`No message ${key} in ${locale}`);
  return found.message.replace(/\$(\d)/g, (_, digit) => substitutions[Number(digit) - 1] ?? '');
}
