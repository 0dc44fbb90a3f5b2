import { InlineEditor } from '@ckeditor/ckeditor5-editor-inline';
import { Essentials } from '@ckeditor/ckeditor5-essentials';
import { Link } from '@ckeditor/ckeditor5-link';
import { Paragraph } from '@ckeditor/ckeditor5-paragraph';
import { frames, live } from '../../life';
import { clickInto, TYPING } from '../../typing';

const element = document.querySelector('#inline') as HTMLElement;
const saved: string[] = [];
let editor: InlineEditor | undefined;

live({
  steps: {
    open: async () => {
      editor = await InlineEditor.create(element, { licenseKey: 'GPL', plugins: [Essentials, Paragraph, Link] });
      saved.push(editor.getData());
      await frames(6);
      return clickInto(element.querySelectorAll('p')[1] ?? null, 0.02);
    },
    ...TYPING,
    close: async () => {
      if (editor) saved.push(editor.getData());
      // It puts the markup that it began with back, with what was written.
      await editor?.destroy();
      editor = undefined;
      await frames(4);
      return undefined;
    },
  },
  model: () => [saved, editor?.getData()],
  history: () => editor?.commands.get('undo')?.isEnabled,
});
