import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'codemirror6',
  title: 'CodeMirror 6',
  places: 1,
  closed: '.cm-editor',
  script: ['enter', 'type:2', 'undo'],
  steps: 5,
};
