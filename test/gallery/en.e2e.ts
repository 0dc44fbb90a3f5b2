import { expect, it } from 'vitest';
import messages from '../../public/_locales/en/messages.json';
import { describeGallery } from './describe-gallery';
import { UNSEEN_WORDS } from './unseen-words';

/** The browser's own lists say these. */
const ELSEWHERE = /^(name|description|command_\w+|popup_title)$/;

describeGallery('en', (judged) => {
  it('has a picture of everything that there are words for', () => {
    const { said } = judged();
    const isMissing = (key: string) => !said.has(key) && !UNSEEN_WORDS.has(key) && !ELSEWHERE.test(key);
    expect(Object.keys(messages).filter(isMissing)).toEqual([]);
    expect([...UNSEEN_WORDS].filter((key) => said.has(key) || !(key in messages))).toEqual([]);
  });
});
