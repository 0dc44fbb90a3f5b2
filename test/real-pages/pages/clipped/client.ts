import { frames, live } from '../../life';

live({
  steps: {
    wider: async ({ pick }) => {
      (document.querySelector('td') as HTMLElement).style.width = pick(['160px', '240px']);
      await frames(2);
      return undefined;
    },
  },
});
