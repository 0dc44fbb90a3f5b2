import tinymce from 'tinymce';
import 'tinymce/icons/default';
import 'tinymce/models/dom';
import 'tinymce/themes/silver';
import { frames, live } from '../../life';
import { clickInto, TYPING } from '../../typing';

const saved: string[] = [];
const options = { menubar: false, toolbar: false, skin: false, content_css: false, promotion: false } as const;

live({
  steps: {
    inline: async () => {
      const [editor] = await tinymce.init({ ...options, selector: '#inline', inline: true });
      // What it begins with is what it will save.
      saved.push(`${editor?.startContent}`);
      await frames(10);
      return clickInto(document.querySelectorAll('#inline p')[1] ?? null, 0.02);
    },
    framed: async () => {
      await tinymce.init({ ...options, selector: '#framed', statusbar: false });
      await frames(10);
      return undefined;
    },
    ...TYPING,
    close: async () => {
      const editor = tinymce.get('inline');
      if (editor) saved.push(editor.getContent());
      editor?.remove();
      await frames(4);
      return undefined;
    },
  },
  model: () => [saved, tinymce.get().map((editor) => editor.getContent())],
  history: () => tinymce.get().map((editor) => editor.undoManager.hasUndo()),
});
