import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'redrawn',
  title: 'a table that is written anew again and again',
  places: 4,
  script: ['same'],
  steps: 6,
  steady: true,
  faults: { steady: 'F16' },
};
