import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'svelte-late',
  title: 'Svelte 5 whose script takes over the markup of the server late',
  development: true,
  late: 1500,
  places: 6,
  steps: 5,
  faults: { model: 'F4', console: 'F4' },
};
