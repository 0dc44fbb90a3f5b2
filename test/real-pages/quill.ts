import Quill from 'quill';
import { addressOf, wordsOf } from './addresses';

/** A Quill editor with a link and an address. */
export function makeQuill(readOnly: boolean): Quill {
  const quill = new Quill('#editor', { readOnly, modules: { toolbar: false, history: { delay: 0 } } });
  quill.setContents([
    { insert: 'a link ' },
    { insert: wordsOf(1), attributes: { link: addressOf(1) } },
    { insert: ` and more\nsee ${addressOf(2)} end\n` },
  ]);
  quill.history.clear();
  return quill;
}
