import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'vue-text',
  title: 'Vue 3 that changes addresses in running text',
  places: 6,
  script: ['remove', 'rewrite'],
  steps: 8,
};
