import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText, visible } from '../../../lib/text/visible-text';

const ALL = Array.from({ length: 0x110000 }, (_, code) => code).filter((code) => code < 0xd800 || code > 0xdfff);
const codeOf = (code: number) => `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;

/**
 * Unicode's own lists, said another way than in the rule: what is of a category that draws nothing, or is ignorable where a font
 * does not know it. Number signs and the like (Cf) are seen, and so is what orders hieroglyphs.
 */
const SEEN_FORMAT = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}\u{13430}-\u{1343f}]/u;
const drawsNothing = (text: string) =>
  /^[\p{Control}\p{Line_Separator}\p{Paragraph_Separator}\p{Default_Ignorable_Code_Point}\u2800]$/u.test(text) ||
  (/^\p{Format}$/u.test(text) && !SEEN_FORMAT.test(text));

describe('a hidden character between two letters', () => {
  it('is shown by its code, and every other one is left alone: all of Unicode', () => {
    const wrong = ALL.filter((code) => {
      const mark = String.fromCodePoint(code);
      const isHidden = drawsNothing(mark) && mark !== '\t' && mark !== '\n';
      return visible(`a${mark}b`) !== (isHidden ? `a${codeOf(code)}b` : `a${mark}b`);
    });
    expect(wrong.map(codeOf)).toEqual([]);
  });

  it.each(['', ' ', 'Я', 'λ', 'か', '한', 'ア', 'Ա', '\u0301', '李', '.', '1', '😀'])(
    'is shown behind %j, if it joins or selects nothing there',
    (before) => {
      for (const code of [
        0x200b,
        0x2060,
        0x3164,
        0xffa0,
        0x115f,
        0xad,
        0x34f,
        0x61c,
        0x202e,
        0xfeff,
        0xe0041,
        0xe0100 + 99,
      ]) {
        const selects = before === '李' && code > 0xe0100;
        expect(visible(`${before}${String.fromCodePoint(code)}x`)).toBe(
          `${before}${selects ? String.fromCodePoint(code) : codeOf(code)}x`,
        );
      }
      for (const joiner of ['\u200c', '\u200d'])
        expect(visible(`${before}${joiner}x`)).toBe(`${before}${codeOf(joiner.charCodeAt(0))}x`);
    },
  );
});

describe('what is seen by means of hidden characters', () => {
  it.each([
    ['families and professions', '👩‍💻 👨‍👩‍👧‍👦 🧑🏽‍🚒 👩🏿‍🤝‍👨🏻 ❤️‍🔥 🏳️‍🌈 🏴‍☠️ 👁️‍🗨️ 🧔‍♂️ 🧎🏾‍♀️‍➡️'],
    ['emoji shapes and text shapes', '❤️ ☎︎ ©️ ™️ ℹ️ ‼️ ▶️ 🈂️'],
    ['key caps', '1️⃣ #️⃣ *️⃣'],
    ['flags of letters and of tags', '🇩🇪 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
    ['Persian', 'می‌خواهم خانه‌ها'],
    ['Arabic with vowels, and a letter that stands joined by itself', 'مُ‌ن ه‍'],
    ['Urdu, Sindhi, Pashto', 'کتاب‌خانہ'],
    ['Hindi, Marathi, Nepali', 'क्‍ष दर्‌या र्‍या'],
    ['Bengali', 'র‍্যাব উদ্‌যাপন'],
    ['Malayalam, Sinhala, Kannada', 'ന്‍ ශ්‍රී ರ‍್ಕ'],
    ['Mongolian variants', 'ᠠ᠋ ᠭ᠌'],
    ['ideographic variants', '葛󠄀城 辻󠄀 神︀'],
    ['signs of mathematics', '∩︀ ⊕︀'],
    ['lines and tabs', 'a\nb\tc'],
    ['Arabic number signs', '\u0600\u0661 \u06dd'],
    ['letters beyond the first plane', '𝒳 𠀋'],
  ])('stays as it is: %s', (_, text) => {
    expect(visible(text)).toBe(text);
  });

  it.each([
    ['a joiner at the end of an emoji', '👩\u200d', '👩⟨U+200D⟩'],
    ['a joiner between an emoji and a letter', '👩\u200d李', '👩⟨U+200D⟩李'],
    ['two joiners', 'می\u200c\u200cخ', 'می⟨U+200C⟩⟨U+200C⟩خ'],
    ['a joiner at the end of a word', 'علی\u200c', 'علی⟨U+200C⟩'],
    ['a joiner behind an accent', 'e\u0301\u200dx', 'e\u0301⟨U+200D⟩x'],
    ['a selector behind a letter or a digit', 'a\ufe0f1\ufe0e', 'a⟨U+FE0F⟩1⟨U+FE0E⟩'],
    ['two selectors', '❤\ufe0f\ufe0f', '❤\ufe0f⟨U+FE0F⟩'],
    ['words in tags behind a flag', '🏴\u{e0068}\u{e0069}\u{e007f}', '🏴⟨U+E0068⟩⟨U+E0069⟩⟨U+E007F⟩'],
    ['tags that follow the flag of England', '🏴󠁧󠁢󠁥󠁮󠁧󠁿\u{e0041}', '🏴󠁧󠁢󠁥󠁮󠁧󠁿⟨U+E0041⟩'],
  ])('is shown where it does nothing: %s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });
});

describe('any text', () => {
  const some = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(
        'a',
        '李',
        'ی',
        '👩',
        '🏴',
        '\u200c',
        '\u200d',
        '\ufe0f',
        '\u{e0067}',
        '\u{e007f}',
        '\u3164',
      ),
    }),
  );

  it('shown once is shown for good, and loses nothing', () => {
    fc.assert(
      fc.property(some, (text) => {
        const shown = visible(text);
        const back = shown.replace(/⟨U\+([\dA-F]{4,6})⟩/g, (_, code: string) =>
          String.fromCodePoint(Number.parseInt(code, 16)),
        );
        return visible(shown) === shown && back === text;
      }),
      { numRuns: 10_000 },
    );
  });

  it('is cut behind so many characters, none of them in halves, and never ends in a joiner', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 40 }), (text, longest) => {
        const cut = plainText(text, longest);
        if (Array.from(text).length <= longest) return cut === visible(text);
        const kept = Array.from(text)
          .slice(0, longest)
          .join('')
          .replace(/\u200d$/, '');
        return cut === visible(`${kept}…`);
      }),
      { numRuns: 10_000 },
    );
  });
});
