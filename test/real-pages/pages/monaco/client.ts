import * as monaco from 'monaco-editor-core/esm/vs/editor/editor.api';
import { addressOf } from '../../addresses';
import { frames, live } from '../../life';
import { clickInto, TYPING } from '../../typing';

const element = document.querySelector('#editor') as HTMLElement;
element.style.cssText = 'height:200px;width:1200px';
// Its worker would be one more file; the editor works without it, in this thread.
Object.assign(globalThis, { MonacoEnvironment: { getWorker: () => new Worker(URL.createObjectURL(new Blob(['']))) } });
const value = ['First line', `see ${addressOf(1)} soon`, addressOf(2), 'and the end'].join('\n');
const editor = monaco.editor.create(element, { value, minimap: { enabled: false }, links: false });

live({
  ready: frames(20),
  steps: { enter: () => clickInto(element.querySelectorAll('.view-line')[1] ?? null, 0.3), ...TYPING },
  model: () => editor.getValue(),
  selection: () => editor.getSelection()?.toString(),
  history: () => editor.getModel()?.canUndo(),
});
