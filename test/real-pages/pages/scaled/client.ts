import { frames, live } from '../../life';

live({
  steps: {
    scale: async ({ pick }) => {
      (document.querySelector('#one') as HTMLElement).style.transform = `scale(${pick([0.8, 1.3, 1.6])})`;
      await frames(2);
      return undefined;
    },
  },
});
