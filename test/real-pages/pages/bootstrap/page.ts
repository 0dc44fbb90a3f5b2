import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'bootstrap',
  title: 'Bootstrap with tabs, a fold, a modal dialog and a list',
  places: 3,
  script: ['tab', 'fold', 'modal', 'dismiss'],
  steps: 4,
};
