import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'turbo',
  title: 'Turbo Drive that goes away and comes back from its snapshots',
  places: 4,
  script: ['two', 'back', 'two', 'back'],
  steps: 4,
  faults: { model: 'F9' },
};
