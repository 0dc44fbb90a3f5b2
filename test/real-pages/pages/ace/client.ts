import ace from 'ace-code/src/ace';
import { addressOf } from '../../addresses';
import { frames, live } from '../../life';
import { clickInto, TYPING } from '../../typing';

const element = document.querySelector('#editor') as HTMLElement;
element.style.cssText = 'height:200px;width:1200px;font:14px monospace';
element.textContent = ['First line', `see ${addressOf(1)} soon`, addressOf(2), 'and the end'].join('\n');
const editor = ace.edit(element);

live({
  ready: frames(10),
  steps: { enter: () => clickInto(element.querySelectorAll('.ace_line')[1] ?? null, 0.3), ...TYPING },
  model: () => editor.getValue(),
  selection: () => editor.getSelectionRange(),
  history: () => editor.session.getUndoManager().canUndo(),
});
