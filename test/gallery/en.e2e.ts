import { expect, it } from 'vitest';
import messages from '../../public/_locales/en/messages.json';
import { describeGallery } from './describe-gallery';

/** Words that no cell can say: the browser's own lists say them, or they come only after a real key or a while. */
const UNSEEN = /^(name|description|command_\w+|popup_title)$/;

describeGallery('en', (judged) => {
  it('has a picture of everything that there are words for', () => {
    const { said } = judged();
    expect(Object.keys(messages).filter((key) => !said.has(key) && !UNSEEN.test(key))).toEqual([]);
  });
});
