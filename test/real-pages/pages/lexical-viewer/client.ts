import { $createParagraphNode, $createTextNode, $getRoot } from 'lexical';
import { addressOf } from '../../addresses';
import { makeLexical } from '../../lexical';
import { frames, live } from '../../life';

const { editor, model } = makeLexical(document.querySelector('#editor') as HTMLElement, false);

live({
  ready: frames(4),
  steps: {
    write: async ({ below }) => {
      editor.update(
        () => {
          $getRoot().append($createParagraphNode().append($createTextNode(`also ${addressOf(10 + below(20))} end`)));
        },
        { discrete: true },
      );
      return undefined;
    },
  },
  model,
});
