import { browser } from 'wxt/browser';

/** Every message of the default locale; a key that is missing there does not compile. */
export type MessageKey = keyof typeof import('../public/_locales/en/messages.json');

/** A message of the reader's locale; keys are typed by the default locale's file. Substitutions fill $1 … $9. */
export function t(key: MessageKey, ...substitutions: (string | number)[]): string {
  return browser.i18n.getMessage(
    key as string as Parameters<typeof browser.i18n.getMessage>[0],
    substitutions.map(String),
  );
}

/**
 * The reader's locale as BCP 47, for Intl: the browser's own tag (en-GB) where it is of the language that the words are in,
 * else that language, so that dates and sentences never speak two.
 */
export function locale(): string {
  const [words, own] = [t('locale_tag'), browser.i18n.getUILanguage()];
  return own.split('-')[0] === words.split('-')[0] ? own : words;
}
