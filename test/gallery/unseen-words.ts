/** Words of which there is no picture yet: this list may only get shorter. New words need a row that shows them. */
export const UNSEEN_WORDS: ReadonlySet<string> = new Set(
  `
    refused_hidden repeat_words_each_month
  `
    .trim()
    .split(/\s+/),
);
