import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'click-to-edit',
  title: 'a part of the page that becomes an editor by a click and saves its markup',
  places: 2,
  closed: '[contenteditable=true]',
  script: ['edit', 'type:1', 'save'],
  steps: 3,
  faults: { model: 'F9' },
};
