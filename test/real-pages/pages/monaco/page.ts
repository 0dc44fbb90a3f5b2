import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'monaco',
  title: 'Monaco',
  places: 1,
  closed: '.monaco-editor',
  script: ['enter', 'type:2', 'undo'],
  steps: 4,
};
