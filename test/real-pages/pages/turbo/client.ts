import * as Turbo from '@hotwired/turbo';
import { frames, live } from '../../life';

const visited = (go: () => void) =>
  new Promise<void>((resolve) => {
    document.addEventListener('turbo:load', () => resolve(), { once: true });
    go();
  });

const visit = (path: string) => async () => {
  await visited(() => Turbo.visit(path));
  await frames(4);
  return undefined;
};

live({
  steps: {
    one: visit('/turbo/'),
    two: visit('/turbo/two'),
    back: async () => {
      await visited(() => history.back());
      await frames(4);
      return undefined;
    },
  },
  // What a snapshot keeps for good.
  model: () => ({
    nodes: document.querySelectorAll('main *').length,
    texts: document.querySelector('p')?.childNodes.length,
  }),
});
