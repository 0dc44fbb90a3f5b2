import { frames, live } from '../../life';
import { makeQuill } from '../../quill';
import { clickInto, TYPING } from '../../typing';

const quill = makeQuill(false);

live({
  ready: frames(4),
  steps: { enter: () => clickInto(document.querySelectorAll('#editor p')[1] ?? null, 0.5), ...TYPING },
  model: () => quill.getContents(),
  selection: () => quill.getSelection(),
  history: () => (quill.history as unknown as { stack: { undo: unknown[] } }).stack.undo.length,
});
