import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'mermaid',
  title: 'mermaid with two linked nodes in a flowchart',
  places: 3,
  steps: 3,
  faults: { near: 'F17' },
};
