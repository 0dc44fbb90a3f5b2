import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'ace',
  title: 'Ace',
  places: 1,
  closed: '.ace_editor',
  script: ['enter', 'type:2', 'undo'],
  steps: 5,
  faults: { closed: 'F5' },
};
