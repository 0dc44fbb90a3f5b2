import CodeMirror from 'codemirror5';
import 'codemirror5/lib/codemirror.css';
import { addressOf } from '../../addresses';
import { frames, type Input, live } from '../../life';
import { TYPING } from '../../typing';

const value = ['First line', `see ${addressOf(1)} soon`, addressOf(2), 'and the end'].join('\n');
const editor = CodeMirror(document.querySelector('#editor') as HTMLElement, { value, lineWrapping: true });
editor.focus();

function clickAt(ch: number): readonly Input[] {
  const { left, top, bottom } = editor.charCoords({ line: 1, ch }, 'window');
  return [{ click: [left, (top + bottom) / 2] }];
}

live({
  ready: frames(4),
  steps: {
    caret: ({ below }) => clickAt(below(60)),
    // Behind the address.
    behind: () => clickAt(editor.getLine(1).length - 2),
    ...TYPING,
  },
  model: () => editor.getValue(),
  selection: () =>
    editor.listSelections().map(({ anchor, head }: never) => [anchor, head].map(({ line, ch }) => [line, ch])),
  history: () => editor.historySize(),
});
