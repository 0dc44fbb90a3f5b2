import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'quill-viewer',
  title: 'Quill, to read only',
  places: 3,
  script: ['write'],
  steps: 3,
  faults: { one: 'F14' },
};
