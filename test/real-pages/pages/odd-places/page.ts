import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'odd-places',
  title: 'sticky cells, vertical and right-to-left words, an image map, folded parts and the top layer',
  places: 7,
  script: ['dialog', 'close', 'fold', 'popover'],
  steps: 4,
};
