import { addressOf } from '../../addresses';
import { frames, live } from '../../life';
import { makeQuill } from '../../quill';

const quill = makeQuill(true);

live({
  ready: frames(4),
  steps: {
    write: ({ below }) =>
      void quill.insertText(quill.getLength() - 1, `\nalso ${addressOf(10 + below(20))} end`, 'api'),
    erase: () => void quill.deleteText(0, 2, 'api'),
  },
  model: () => quill.getContents(),
});
