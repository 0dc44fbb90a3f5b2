import linkifyElement from 'linkify-element';
import { addressOf, escaped } from '../../addresses';
import { live } from '../../life';

const main = document.querySelector('main') as HTMLElement;
const address = (task: number) => escaped(addressOf(task));

function fresh(first: number): undefined {
  main.innerHTML = `<p>Please see ${address(first)} before Friday, and then ${address(first + 1)} on Monday.</p>
<ul><li>${address(first + 2)}</li></ul>`;
}
fresh(0);

live({
  steps: {
    linkify: () => void linkifyElement(main),
    fresh: ({ below }) => fresh(below(50)),
  },
  model: () => [...main.querySelectorAll('a')].map(({ textContent }) => textContent),
});
