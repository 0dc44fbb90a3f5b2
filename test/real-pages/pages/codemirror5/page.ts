import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'codemirror5',
  title: 'CodeMirror 5',
  places: 1,
  closed: '.CodeMirror',
  script: ['behind', 'type:2', 'undo'],
  steps: 5,
  faults: { closed: 'F5', selection: 'F5', console: 'F5', model: 'F5', text: 'F5', history: 'F5' },
};
