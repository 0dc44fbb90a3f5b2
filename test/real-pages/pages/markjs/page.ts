import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'markjs',
  title: 'mark.js that marks words and parts of addresses and takes the marks away',
  places: 3,
  script: ['please', 'unmark', 'todo', 'unmark', 'mark'],
  steps: 4,
  faults: { text: 'F2', model: 'F2' },
};
