import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'highlight',
  title: 'highlight.js in twelve languages, no white space between blocks',
  places: 12,
  script: ['color'],
  steps: 5,
};
