import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'react19-stream',
  title: 'React 19 with a part that its server sends later',
  places: 6,
  steps: 5,
};
