/** Longer text is cut where nobody edits it; the form shows it whole. In characters (code points). */
const LONGEST = 400;

/**
 * What draws nothing or turns the reading direction: controls, line separators, format marks, blank fillers. Not the selectors
 * that choose between a letter's or an emoji's shapes, nor the Arabic number signs, which are seen.
 */
const HIDDEN =
  /(?!\p{Variation_Selector}|\p{Join_Control}|[\t\n\u0600-\u0605\u06dd])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A joiner where no script or emoji needs one: it only makes two names look alike. */
const IDLE_JOINER =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Variation_Selector}|(?!\p{Script=Latin}|\p{Script=Greek}|\p{Script=Cyrillic}|\p{Script=Han})[\p{L}\p{M}])\p{Join_Control}/gu;

const asCode = (mark: string) => `⟨U+${(mark.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}⟩`;

/** Hidden characters made visible, by their code; few fonts have pictures for them. Tab and line feed stay, since they are seen. */
export function visible(text: string): string {
  return text.replace(HIDDEN, asCode).replace(IDLE_JOINER, asCode);
}

/** Somebody's text for a name or a description, where no element can stand: cut, with nothing hidden in it. */
export function plainText(text: string, longest = LONGEST): string {
  const characters = Array.from(text.slice(0, longest * 2 + 2));
  return visible(characters.length > longest ? `${characters.slice(0, longest).join('')}…` : text);
}

/** Text that came from a task, a person or a server: a text node of its own direction, with nothing hidden in it (safety.md §4). */
export function TaskText({ text, longest = LONGEST }: { text: string; longest?: number }) {
  return <bdi>{plainText(text, longest)}</bdi>;
}
