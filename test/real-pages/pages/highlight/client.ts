import hljs from 'highlight.js/lib/common';
import http from 'highlight.js/lib/languages/http';
import properties from 'highlight.js/lib/languages/properties';
import { type Choice, live } from '../../life';

hljs.registerLanguage('http', http);
hljs.registerLanguage('properties', properties);
const blocks = [...document.querySelectorAll<HTMLElement>('code')];
const source = new Map(blocks.map((block) => [block, `${block.textContent}`]));

function plain(block: HTMLElement): void {
  block.textContent = source.get(block) ?? '';
  delete block.dataset.highlighted;
}
const one = ({ pick }: Choice) => pick(blocks);

live({
  steps: {
    color: () => {
      for (const block of blocks) {
        plain(block);
        hljs.highlightElement(block);
      }
      return undefined;
    },
    plain: (choice) => void plain(one(choice)),
    again: (choice) => {
      const block = one(choice);
      plain(block);
      hljs.highlightElement(block);
      return undefined;
    },
    swap: ({ pick }) => {
      // A switch of language colours the same words in other pieces.
      const block = pick(blocks);
      block.innerHTML = hljs.highlight(source.get(block) ?? '', {
        language: pick(['ini', 'json', 'bash', 'yaml', 'css']),
      }).value;
      return undefined;
    },
  },
  model: () => blocks.map(({ textContent }) => textContent),
});
