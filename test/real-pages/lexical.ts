import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { $createLinkNode, LinkNode } from '@lexical/link';
import { registerRichText } from '@lexical/rich-text';
import { $createParagraphNode, $createTextNode, $getRoot, createEditor } from 'lexical';
import { addressOf, wordsOf } from './addresses';

/** A Lexical editor in this element, with a link and an address. */
export function makeLexical(element: HTMLElement, editable: boolean) {
  const history = createEmptyHistoryState();
  const editor = createEditor({ editable, nodes: [LinkNode], onError: (error) => reportError(error) });
  element.contentEditable = String(editable);
  editor.setRootElement(element);
  registerRichText(editor);
  registerHistory(editor, history, 300);
  editor.update(
    () => {
      const link = $createLinkNode(addressOf(1));
      link.append($createTextNode(wordsOf(1)));
      const first = $createParagraphNode().append($createTextNode('a link '), link, $createTextNode(' and more'));
      const second = $createParagraphNode().append($createTextNode(`see ${addressOf(2)} end`));
      $getRoot().append(first, second);
    },
    { discrete: true },
  );
  return { editor, history, model: () => editor.getEditorState().toJSON() };
}
