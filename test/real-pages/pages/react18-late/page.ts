import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'react18-late',
  title: 'React 18 whose script takes over the markup of the server late',
  react: 18,
  late: 1500,
  places: 6,
  steps: 6,
  faults: { model: 'F4' },
};
