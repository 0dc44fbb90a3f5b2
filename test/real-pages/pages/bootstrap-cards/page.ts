import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'bootstrap-cards',
  title: 'Bootstrap cards with stretched links, truncated words and breadcrumbs',
  places: 5,
  steps: 2,
  faults: { seen: 'F6', near: 'F6', model: 'F10' },
};
