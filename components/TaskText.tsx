/** Longer text is cut where nobody edits it; the form shows it whole. In characters (code points). */
const LONGEST = 400;

/** Controls, and the marks that turn the reading direction or hide; not the joiners, which scripts and emoji need. */
const HIDDEN = /(?![\t\n]|\u200c|\u200d|[\u0600-\u0605\u06dd])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Control characters made visible, by their code; few fonts have pictures for them. Tab and line feed stay, since they are seen. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (mark) => {
    const code = mark.codePointAt(0) as number;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/** Text that came from a task, a person or a server: a text node of its own direction, with nothing hidden in it (safety.md §4). */
export function TaskText({ text, longest = LONGEST }: { text: string; longest?: number }) {
  const characters = Array.from(text.slice(0, longest * 2 + 2));
  const clipped = characters.length > longest ? `${characters.slice(0, longest).join('')}…` : text;
  return <bdi>{visible(clipped)}</bdi>;
}
