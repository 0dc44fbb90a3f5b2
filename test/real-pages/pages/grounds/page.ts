import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'grounds',
  title: 'light and dark grounds, however they are written',
  places: 12,
  script: ['dark', 'light'],
  steps: 1,
};
