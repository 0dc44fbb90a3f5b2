import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'slate',
  title: 'Slate, to edit and to read',
  places: 3,
  closed: '.edit',
  script: ['enter', 'type:2', 'undo', 'write'],
  steps: 5,
};
