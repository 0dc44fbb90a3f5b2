import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'pieces',
  title: 'addresses in pieces in cells, items and blocks with no white space between them',
  places: 5,
  steps: 8,
};
