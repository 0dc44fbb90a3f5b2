import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'wrappers',
  title: 'scripts that wrap, split, rewrite and translate single words around addresses',
  places: 4,
  script: ['wrap'],
  steps: 6,
  faults: { text: 'F2', selection: 'F2' },
};
