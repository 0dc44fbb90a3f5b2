/** Texts that mean the same to a person, however a server spells them. */

/** A text of several lines: line breaks are LF, letters composed, and the ends trimmed, which most servers do. */
export const textMeaning = (text: string): string => text.replace(/\r\n?/g, '\n').normalize('NFC').trim();

/** A text of one line: any other white space in it reads as a space. */
export const lineMeaning = (text: string): string => textMeaning(text).replace(/\s/g, ' ');

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON with its keys in one order; whatever JSON cannot hold is `undefined`'s text. */
export function jsonMeaning(value: unknown): string {
  return String(
    JSON.stringify(value, (_, inner: unknown) =>
      isRecord(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
    ),
  );
}

/** Numbers of which reading them as JSON may lose digits; strings may hold anything. */
const INEXACT = /\d{16}|\d[.eE]/;
const STRINGS = /"(?:\\.|[^"\\])*"/g;

/** Data of a program: an object or a list by what it holds, where it is JSON; anything else letter by letter. */
export function dataMeaning(text: string): string {
  if (!/^\s*[{[]/.test(text) || INEXACT.test(text.replace(STRINGS, ''))) return text;
  try {
    return jsonMeaning(JSON.parse(text));
  } catch {
    return text;
  }
}
