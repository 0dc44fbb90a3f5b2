import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'clipped',
  title: 'links in cells with an ellipsis, clamped lines and rows that are covered',
  places: 6,
  steps: 2,
  faults: { seen: 'F6', near: 'F6' },
};
