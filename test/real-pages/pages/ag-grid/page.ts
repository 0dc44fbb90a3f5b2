import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'ag-grid',
  title: 'AG Grid with wide and narrow cells, scrolled and sorted',
  places: 12,
  script: ['scroll'],
  steps: 4,
  faults: { seen: 'F6', near: 'F6' },
};
