import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'linkify',
  title: 'linkify-element that makes links of addresses later',
  places: 3,
  script: ['linkify', 'fresh', 'linkify'],
  steps: 3,
  faults: { text: 'F2' },
};
