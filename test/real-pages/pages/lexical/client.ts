import { $getSelection } from 'lexical';
import { makeLexical } from '../../lexical';
import { frames, live } from '../../life';
import { clickInto, TYPING } from '../../typing';

const element = document.querySelector('#editor') as HTMLElement;
const { editor, history, model } = makeLexical(element, true);

live({
  ready: frames(4),
  steps: { enter: () => clickInto(element.querySelectorAll('p')[1] ?? null, 0.5), ...TYPING },
  model,
  selection: () => editor.getEditorState().read(() => $getSelection()?.getTextContent()),
  history: () => history.undoStack.length > 0,
});
