import { createElement as h } from 'react';
import { createRoot } from 'react-dom/client';
import { createEditor, type Descendant, Transforms } from 'slate';
import { withHistory } from 'slate-history';
import { Editable, Slate, withReact } from 'slate-react';
import { addressOf, wordsOf } from '../../addresses';
import { frames, live } from '../../life';
import { clickInto, TYPING } from '../../typing';

const paragraph = (...children: object[]) => ({ type: 'paragraph', children }) as unknown as Descendant;
const link = (task: number) => ({ type: 'link', url: addressOf(task), children: [{ text: wordsOf(task) }] });
const content = (first: number) => [
  paragraph({ text: 'a link ' }, link(first), { text: ' and more' }),
  paragraph({ text: `see ${addressOf(first + 1)} end` }),
];

function make() {
  const editor = withHistory(withReact(createEditor()));
  const { isInline } = editor;
  editor.isInline = (element) => (element as unknown as { type: string }).type === 'link' || isInline(element);
  return editor;
}
const [editor, viewer] = [make(), make()];

interface Drawn {
  readonly attributes: object;
  readonly children: unknown;
  readonly element: { readonly type: string; readonly url: string };
}
const renderElement = ({ attributes, children, element }: Drawn) =>
  element.type === 'link' ? h('a', { ...attributes, href: element.url }, children) : h('p', attributes, children);

const root = createRoot(document.querySelector('#root') as HTMLElement);
root.render(
  h(
    'div',
    {},
    h(Slate, { editor, initialValue: content(1) }, h(Editable, { className: 'edit', renderElement })),
    h(
      Slate,
      { editor: viewer, initialValue: content(3) },
      h(Editable, { className: 'read', readOnly: true, renderElement }),
    ),
  ),
);

live({
  ready: frames(10),
  steps: {
    enter: () => clickInto(document.querySelectorAll('.edit p')[1] ?? null, 0.3),
    ...TYPING,
    write: async ({ below }) => {
      Transforms.insertNodes(viewer, content(10 + below(20)), { at: [viewer.children.length] });
      await frames(4);
      return undefined;
    },
  },
  model: () => [editor.children, viewer.children],
  selection: () => editor.selection,
  history: () => editor.history.undos.length,
});
