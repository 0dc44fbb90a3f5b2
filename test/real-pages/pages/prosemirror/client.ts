import { baseKeymap } from 'prosemirror-commands';
import { history, redo, undo, undoDepth } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { schema } from 'prosemirror-schema-basic';
import { EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { addressOf, wordsOf } from '../../addresses';
import { live } from '../../life';
import { clickInto, TYPING } from '../../typing';

function makeDoc(first: number) {
  const link = schema.marks.link.create({ href: addressOf(first) });
  return schema.node('doc', null, [
    schema.node('paragraph', null, [
      schema.text('a link '),
      schema.text(wordsOf(first), [link]),
      schema.text(' and more'),
    ]),
    schema.node('paragraph', null, [schema.text(`see ${addressOf(first + 1)} end`)]),
  ]);
}

const keys = keymap({ ...baseKeymap, 'Mod-z': undo, 'Mod-y': redo });
const element = document.querySelector('.edit') as HTMLElement;
const editor = new EditorView(element, { state: EditorState.create({ doc: makeDoc(1), plugins: [history(), keys] }) });
const viewer = new EditorView(document.querySelector('.read') as HTMLElement, {
  state: EditorState.create({ doc: makeDoc(3) }),
  editable: () => false,
});

live({
  steps: {
    enter: () => clickInto(element.querySelectorAll('p')[1] ?? null, 0.9, 0.5),
    ...TYPING,
    // What somebody else writes comes into the viewer as well.
    write: ({ below }) => void viewer.dispatch(viewer.state.tr.insertText(' x ', 1 + below(6))),
    append: ({ below }) => {
      const { tr, doc } = viewer.state;
      viewer.dispatch(tr.insert(doc.content.size, makeDoc(10 + below(20)).content));
      return undefined;
    },
  },
  model: () => [editor.state.doc.toJSON(), viewer.state.doc.toJSON()],
  selection: () => editor.state.selection.toJSON(),
  history: () => undoDepth(editor.state),
});
