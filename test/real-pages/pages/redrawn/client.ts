import { addressOf, escaped, linkTo } from '../../addresses';
import { frames, live } from '../../life';

const table = document.querySelector('#table') as HTMLElement;
let first = 0;
let count = 0;

function draw(): void {
  count += 1;
  const cell = (task: number) => (task % 2 ? linkTo(task) : escaped(addressOf(task)));
  const rows = [0, 1, 2, 3].map((row) => `<tr><td>${count}</td><td>${cell(first + row)}</td><td>end</td></tr>`);
  // No white space between the cells: nothing but the border parts an address from the next word.
  table.innerHTML = rows.join('');
}
draw();

const drawn = async (how: () => void) => {
  how();
  draw();
  return undefined;
};

live({
  steps: {
    same: () => drawn(() => {}),
    shift: ({ below }) =>
      drawn(() => {
        first = below(60);
      }),
    often: async ({ below }) => {
      for (let times = 2 + below(4); times > 0; times -= 1) {
        await frames(3);
        draw();
      }
      return undefined;
    },
  },
});
