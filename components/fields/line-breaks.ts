/**
 * A textarea hands every line break back as LF (HTML, "API value"). Text that had only CRLF gets them back, so that typing
 * one word changes one word.
 */
export function withBreaksOf(original: string, typed: string): string {
  const onlyPairs = original.includes('\r\n') && !/[^\r]\n|\r[^\n]|^\n|\r$/.test(original);
  return onlyPairs ? typed.replace(/\r?\n/g, '\r\n') : typed;
}
