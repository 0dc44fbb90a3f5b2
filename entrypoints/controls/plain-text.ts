const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * Somebody else's text as one line of at most 200 code points: trimmed, clipped with "…", and U+FFFD for each character
 * that draws nothing or turns the reading direction.
 */
export function plainText(text: string): string {
  return text
    .trim()
    .replace(UNSEEN, '\ufffd')
    .replace(/^(.{199})..+/u, '$1…');
}
