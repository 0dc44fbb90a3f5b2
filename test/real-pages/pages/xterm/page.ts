import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'xterm',
  title: 'xterm.js that prints addresses',
  places: 1,
  closed: '.xterm',
  script: ['print', 'print'],
  steps: 3,
};
