import { addressOf, escaped, linkTo } from '../../addresses';
import { type Choice, chooser, live } from '../../life';

const main = document.querySelector('main') as HTMLElement;

/** An address cut at a few places, each piece in an element of its own or with a break that nobody sees between. */
function inPieces(task: number, { below, pick }: Choice): string {
  const address = addressOf(task);
  const cuts = Array.from({ length: below(4) }, () => below(address.length)).sort((a, b) => a - b);
  const name = pick(['span', 'b', 'i', 'mark', 'wbr']);
  const pieces = [0, ...cuts].map((from, index) => escaped(address.slice(from, cuts[index])));
  if (name === 'wbr') return pieces.join('<wbr>');
  return pieces.map((piece, index) => (index % 2 ? `<${name}>${piece}</${name}>` : piece)).join('');
}

/** What stands beside an address with nothing between but a border. */
const BESIDE = ['next', 'todo/detail?guid=', 'https://applink.feishu.cn/client/', '7'];

/** Blocks, items or cells, each with its own words, by what they are in. */
const FRAMES: readonly ((parts: readonly string[]) => string)[] = [
  (parts) => `<table><tr>${parts.map((part) => `<td>${part}</td>`).join('')}</tr></table>`,
  (parts) => `<ul>${parts.map((part) => `<li>${part}</li>`).join('')}</ul>`,
  (parts) => parts.map((part) => `<div>${part}</div>`).join(''),
  (parts) => `<dl>${parts.map((part) => `<dt>${part}</dt><dd></dd>`).join('')}</dl>`,
  (parts) => `<p>${parts.join('<br>')}</p>`,
  (parts) =>
    `<div style="display:flex;flex-direction:column">${parts.map((part) => `<span>${part}</span>`).join('')}</div>`,
  (parts) => `<pre>${parts.map((part) => `<div>${part}</div>`).join('')}</pre>`,
  (parts) => `<section>${parts.map((part) => `<span style="display:block">${part}</span>`).join('')}</section>`,
];

function draw(choice: Choice): undefined {
  const { below, pick } = choice;
  const first = 10 * below(9);
  const part = (task: number) =>
    pick([() => inPieces(task, choice), () => inPieces(task, choice), () => linkTo(task), () => pick(BESIDE)])();
  const frames = [0, 1].map((frame) => pick(FRAMES)([0, 1, 2].map((at) => part(first + 3 * frame + at))));
  main.innerHTML = `${frames.join('')}<p>${inPieces(first + 9, choice)}</p>`;
}
draw(chooser(5));

live({
  steps: {
    draw,
    rewrite: (choice) => {
      const { below, pick } = choice;
      const parts = [...main.querySelectorAll('td,li,dt,div,p')].filter(
        ({ children }) => !children[0]?.matches('div,td,li'),
      );
      const part = pick(parts);
      if (part) part.innerHTML = inPieces(100 + below(50), choice);
      return undefined;
    },
    cut: ({ below }) => {
      const texts = [...main.querySelectorAll('*')]
        .flatMap(({ childNodes }) => [...childNodes])
        .filter(({ nodeType }) => nodeType === 3);
      texts[below(texts.length)]?.remove();
      return undefined;
    },
  },
});
