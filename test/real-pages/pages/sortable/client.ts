import Sortable from 'sortablejs';
import { type Choice, type Input, live } from '../../life';

const list = document.querySelector('#list') as HTMLElement;
// Its own way of dragging: the browser's own needs a hand that a test has not.
Sortable.create(list, { animation: 0, forceFallback: true, fallbackOnBody: true });

function drag({ below }: Choice): readonly Input[] {
  const middle = (index: number) => {
    const { left, width, top, height } = (list.children[index] as Element).getBoundingClientRect();
    return [left + width * 0.8, top + height / 2] as const;
  };
  const from = below(4);
  return [{ drag: [...middle(from), ...middle((from + 1 + below(3)) % 4)] }];
}

live({
  steps: { drag },
  model: () => [...list.querySelectorAll('li')].map(({ textContent }) => textContent),
});
