import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'sortable',
  title: 'a list that is sorted by dragging with SortableJS',
  places: 5,
  script: ['drag:3'],
  steps: 3,
};
