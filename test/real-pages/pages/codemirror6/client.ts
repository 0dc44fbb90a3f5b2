import { defaultKeymap, history, historyKeymap, undoDepth } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { addressOf } from '../../addresses';
import { frames, live } from '../../life';
import { clickInto, TYPING } from '../../typing';

const doc = ['First line', `see ${addressOf(1)} soon`, addressOf(2), 'and the end'].join('\n');
const extensions = [history(), keymap.of([...defaultKeymap, ...historyKeymap]), EditorView.lineWrapping];
const parent = document.querySelector('#editor') as HTMLElement;
const view = new EditorView({ state: EditorState.create({ doc, extensions }), parent });

live({
  ready: frames(4),
  steps: { enter: () => clickInto(parent.querySelectorAll('.cm-line')[1] ?? null, 0.3), ...TYPING },
  model: () => view.state.doc.toString(),
  selection: () => view.state.selection.toJSON(),
  history: () => undoDepth(view.state),
});
