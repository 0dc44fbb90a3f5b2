/**
 * What draws nothing or turns the reading direction: controls, line and paragraph separators, whatever Unicode calls ignorable
 * (joiners, fillers, selectors, marks of direction, tags), annotation marks, and the blank of Braille. Tab and line feed are
 * seen. What stands before them here is seen as well, and so is left alone:
 * - a flag of a part of Britain, which ends in tags;
 * - a joiner between two emoji;
 * - a joiner or selector in a script whose letters may join, stack or vary: one without capitals, ideographs or fixed forms;
 * - a selector behind an ideograph, a sign or an emoji, and in a key cap.
 */
const HIDDEN =
  /\u{1f3f4}\u{e0067}\u{e0062}[\u{e0061}-\u{e007a}]{3}\u{e007f}|(?<=[\p{ExtPict}\p{EMod}]\ufe0f?)\u200d(?=\p{ExtPict})|(?<=[\p{L}\p{M}](?<![\p{Cased}\p{Ideo}\p{DI}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Latn}\p{scx=Zinh}]))(?:\u200d|\u200c(?=[\p{L}\p{M}](?<!\p{DI}))|\p{VS})|(?<=\p{Ideo})\p{VS}|(?<=[\p{Sm}\p{ExtPict}\p{EMod}])[\ufe00\ufe0e\ufe0f]|\ufe0f(?=\u20e3)|([\p{Cc}\p{Zl}\p{Zp}\p{DI}\ufff9-\ufffb\u2800])(?<![\t\n])/gu;

const codeOf = (mark: string) => `⟨U+${(mark.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}⟩`;

/** Hidden characters made visible, by their code: few fonts have pictures for them. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (seen: string, hidden?: string) => (hidden ? codeOf(hidden) : seen));
}

/** Somebody's text for where no element can stand: cut behind so many characters (code points), with nothing hidden in it. */
export function plainText(text: string, longest = 400): string {
  // Twice as many units hold them, and nobody splits a longer text.
  const characters = Array.from(text.slice(0, longest * 2 + 2));
  // What joined the last one to the next one would stand there for nothing.
  const kept = characters
    .slice(0, longest)
    .join('')
    .replace(/\u200d$/, '');
  return visible(characters.length > longest ? `${kept}…` : text);
}
