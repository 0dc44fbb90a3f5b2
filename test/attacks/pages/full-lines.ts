import type { Attack } from '../attack';

/** Puts the paragraph so far (px) from where it is. */
const PUT = "const put = (x, y) => { document.querySelector('p').style.translate = x + 'px ' + y + 'px'; };";

/** A ring without room in its line is half as large until the pointer comes over it: what grows there was not all meant. */
export const FULL_LINES: readonly Attack[] = [
  {
    name: 'a small ring comes under a pointer that rests beside it',
    rule: 'stillness',
    full: true,
    // The pointer is where a whole ring would be, but not the small one.
    script: `${PUT} strike = () => put(-10, 0);`,
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      await hands.page.mouse.move(x - 10, y, { steps: 3 });
      await hands.rest(900);
      await hands.strike();
      await hands.rest(100);
      await hands.page.mouse.down();
      await hands.page.mouse.up();
    },
  },
  {
    name: 'a small ring creeps to the pointer',
    rule: 'stillness',
    full: true,
    script: `${PUT} let at = 0; strike = () => setInterval(() => put(at -= 1, 0), 60)`,
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      await hands.strike();
      await hands.click({ x: x - 14, y });
    },
  },
  {
    name: 'a small ring is pressed in passing',
    rule: 'pointer rests',
    full: true,
    rest: 60,
  },
  {
    name: 'a keyhole of the size of a small ring',
    rule: 'visibility',
    full: true,
    script: `strike = () => {
      const decoy = keepOnTop(coverHost('pointer-events:none'));
      const { left, top } = theBox();
      const [x, y] = [left - decoy.offsetLeft + 5, top - decoy.offsetTop + 5];
      decoy.style.clipPath = \`path(evenodd, "M0 0H420V72H0Z M\${x} \${y}h14v14h-14z")\`;
    }`,
  },
  {
    name: 'the end of a line lets a quick click through to its small ring',
    rule: 'visibility',
    full: true,
    // The words that follow, moved onto the ring and painted above it, until it comes to the top for who rests there.
    rest: 100,
    body: '<p>See <a id="link" href="{{url}}">the notes</a> <b id="tail" style="position:relative;pointer-events:none;background:#090;color:#fff">before the meeting</b></p>',
    script: `strike = () => { tail.style.zIndex = 2147483647; tail.style.left = theBox().left - tail.getBoundingClientRect().left - 20 + 'px'; tail.style.top = '-8px'; }`,
  },
];
