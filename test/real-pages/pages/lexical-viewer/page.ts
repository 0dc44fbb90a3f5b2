import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'lexical-viewer',
  title: 'Lexical, to read only',
  places: 3,
  script: ['write'],
  steps: 3,
  faults: { one: 'F14', model: 'F2', text: 'F2' },
};
