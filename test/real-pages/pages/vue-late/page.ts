import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'vue-late',
  title: 'Vue 3 whose script takes over the markup of the server late',
  development: true,
  late: 1500,
  places: 6,
  steps: 5,
  faults: { console: 'F4' },
};
