import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'themes',
  title: 'Bootstrap that switches between its light and dark theme',
  places: 3,
  script: ['dark', 'light', 'dark'],
  steps: 0,
};
