import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'scaled',
  title: 'blocks and full lines in scaled and zoomed parts',
  places: 4,
  steps: 2,
  faults: { near: 'F12' },
};
