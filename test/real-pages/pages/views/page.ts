import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'views',
  title: 'a page that swaps its views by innerHTML, and takes single links away',
  places: 3,
  script: ['take', 'swap', 'takeText', 'swap', 'frame', 'take', 'swap'],
  steps: 6,
};
