import Mark from 'mark.js';
import { live } from '../../life';

const main = document.querySelector('main') as HTMLElement;
const marker = new Mark(main);
const done = (act: (options: object) => void) =>
  new Promise<undefined>((resolve) => act({ done: () => resolve(undefined) }));

const mark = (words: string, acrossElements = false) =>
  done((options) => marker.mark(words, { ...options, separateWordSearch: false, acrossElements }));

live({
  steps: {
    mark: ({ pick }) => mark(pick(['Please', 'detail', 'todo', 'Friday', 'on', 'applink'])),
    please: () => mark('Please'),
    todo: () => mark('todo'),
    across: ({ pick }) => mark(pick(['see https', 'before Friday', 'Task 2']), true),
    unmark: () => done((options) => marker.unmark(options)),
  },
  model: () => [...main.querySelectorAll('mark')].map(({ textContent }) => textContent),
});
