import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'wrappers',
  title: 'scripts that wrap, split, rewrite and translate single words around addresses',
  places: 4,
  script: ['wrap', 'selectFirst'],
  steps: 6,
  scripted: ['selectFirst'],
  faults: { text: 'F2', selection: 'F2' },
};
