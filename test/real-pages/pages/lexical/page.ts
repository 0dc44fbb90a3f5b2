import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'lexical',
  title: 'Lexical, to edit',
  places: 1,
  closed: '#editor',
  script: ['enter', 'type:2', 'undo'],
  steps: 5,
};
