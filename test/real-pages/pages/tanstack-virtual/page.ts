import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'tanstack-virtual',
  title: 'TanStack Virtual with 5,000 rows that are recycled',
  places: 10,
  script: ['jump:5', 'jump:77'],
  steps: 6,
};
