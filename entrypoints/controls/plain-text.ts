const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Characters that draw nothing or turn the reading direction, as signs that can be seen (U+2400 block, else U+FFFD). */
function visible(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}

/** Somebody else's text as one line of at most `max` code points: trimmed, control characters visible, clipped with "…". */
export function plainText(text: string, max = 200): string {
  const line = text.trim().replace(CONTROLS, visible);
  if (line.length <= max) return line;
  const points = Array.from(line.slice(0, 2 * max + 1));
  return points.length <= max ? line : `${points.slice(0, max - 1).join('')}…`;
}
