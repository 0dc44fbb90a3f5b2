import type { Given } from './given';

/** What Intl is told by, which no language may change. */
const UNTOUCHED = new Set(['locale_tag']);
const ACCENTED: Readonly<Record<string, string>> = {
  a: 'å',
  e: 'é',
  i: 'î',
  o: 'ö',
  u: 'û',
  A: 'Å',
  E: 'É',
  O: 'Ö',
  U: 'Û',
};
/** Words grow by this much, as they do from English to German. */
const GROWTH = 0.4;
const FILLING = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen '.repeat(20);

/** Splits a message at its substitutions, which stay as they are. */
const pieces = (message: string) => message.split(/(\$\d)/);
const isPiece = (text: string) => text !== '' && !/^\$\d$/.test(text);

/** Accented, bracketed so that a cut end is seen, and 40 % longer. */
function lengthened(message: string): string {
  const accented = pieces(message)
    .map((text) => (isPiece(text) ? text.replace(/[aeiouAEOU]/g, (letter) => ACCENTED[letter] ?? letter) : text))
    .join('');
  const extra = Math.ceil(message.length * GROWTH);
  return `[${accented} ${FILLING.slice(0, Math.max(extra - 3, 1)).trimEnd()}]`;
}

const HEBREW = 'אבגדהוזחטיכלמנסעפצקרשתךםןף';

/** In letters that run from right to left, as many as before. Marks would do it too, but hidden ones are shown as such. */
const mirrored = (message: string) =>
  pieces(message)
    .map((text) =>
      isPiece(text)
        ? text.replace(/[a-z]/gi, (letter) => HEBREW[(letter.toLowerCase().codePointAt(0) ?? 97) - 97] ?? letter)
        : text,
    )
    .join('');

/** The browser's `i18n` in the language of the cell; `said` hears each key. */
export function wordsOf({ language, messages }: Given, said: Set<string>) {
  const change = { en: String, zh: String, long: lengthened, mirrored }[language];
  return {
    getUILanguage: () => (language === 'zh' ? 'zh-CN' : 'en-US'),
    getMessage(key: string, substitutions: readonly string[] = []) {
      const message = messages[key]?.message;
      if (message === undefined) throw new Error(`no message ${key}`);
      said.add(key);
      const words = UNTOUCHED.has(key) ? message : change(message);
      return words.replace(/\$(\d)/g, (_, number: string) => substitutions[Number(number) - 1] ?? '');
    },
  };
}
