import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'lit',
  title: 'Lit 3 with messages in an open root and slotted ones',
  places: 7,
  steps: 8,
};
