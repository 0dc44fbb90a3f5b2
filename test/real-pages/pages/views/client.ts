import { addressOf, escaped, linkTo, wordsOf } from '../../addresses';
import { type Choice, frames, live } from '../../life';

const view = document.querySelector('main') as HTMLElement;

const part = ({ below }: Choice) => {
  const task = below(50);
  return [
    `<p>${linkTo(task)}</p>`,
    `<p>See ${escaped(addressOf(task))} soon</p>`,
    `<ul><li>${linkTo(task)}</li><li>${linkTo(task + 50)}</li></ul>`,
    `<form><input name="parentNode"><input name="host">${linkTo(task)}</form>`,
  ][below(4)];
};

const links = () => [...view.querySelectorAll('a')];

live({
  steps: {
    /** Takes the link itself away, not what is around it. */
    take: ({ below }) => void links()[below(links().length)]?.remove(),
    takeText: () => {
      const paragraph = [...view.querySelectorAll('p')].find(({ textContent }) => textContent?.startsWith('See '));
      paragraph?.firstChild?.remove();
      return undefined;
    },
    swap: (choice) => {
      view.innerHTML = [part(choice), part(choice), part(choice)].join('');
      return undefined;
    },
    // Old parts are held and put in again elsewhere.
    move: ({ below }) => void (links()[0] && view.prepend(view.children[below(view.children.length)] as Element)),
    hold: async ({ below }) => {
      const link = links()[below(links().length)];
      const parent = link?.parentElement;
      link?.remove();
      await frames(8);
      if (link) parent?.append(link);
      return undefined;
    },
    rename: ({ below }) => {
      const link = links()[0];
      const task = below(50);
      link?.setAttribute('href', addressOf(task));
      if (link) link.textContent = wordsOf(task);
      return undefined;
    },
    // As mail is shown: written into an empty frame, one after another into the same.
    mail: async ({ below }) => {
      const frame = view.querySelector('iframe') ?? view.appendChild(document.createElement('iframe'));
      const doc = frame.contentDocument;
      const task = below(40);
      doc?.open();
      doc?.write(`<p>Mail with ${linkTo(task)}</p><p>and ${escaped(addressOf(task + 50))}</p>`);
      doc?.close();
      await frames(2);
      return undefined;
    },
    frame: async () => {
      const frame = document.createElement('iframe');
      frame.srcdoc = `<p>${linkTo(80)}</p>`;
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      view.append(frame);
      await loaded;
      await frames(2);
      frame.contentDocument?.querySelector('a')?.remove();
      return undefined;
    },
  },
});
