import { frames, live } from '../../life';
import { clickInto } from '../../typing';

const main = document.querySelector('main') as HTMLElement;
/** All that was ever read from the page: what editors begin with, and what they save. */
const read: string[] = [];

live({
  steps: {
    edit: () => {
      read.push(main.innerHTML);
      main.contentEditable = 'true';
      return clickInto(main.querySelector('p'), 0.02);
    },
    type: () => (main.isContentEditable ? [{ type: 'xy' }] : []),
    save: async () => {
      main.contentEditable = 'false';
      read.push(main.innerHTML);
      // The server answers with what it was sent.
      main.innerHTML = `${read.at(-1)}`;
      await frames(2);
      return undefined;
    },
  },
  model: () => read,
});
