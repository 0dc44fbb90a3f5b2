import type { Finding } from '../in-sheet/geometry';

/** What a page could measure has one size, whatever the task, its state, the language or the theme; CSS pixels. */
const SIZES: Readonly<Record<string, string>> = {
  ring: '24 × 24',
  bar: '280 × 28',
  toast: '384 × 72',
  picture: '20 × 20',
};
/** Where the page ends too soon the bar is as wide as the window allows. */
const NARROW = /no room/;

export const wrongSizes = (sizes: Readonly<Record<string, string>>, cell: string): Finding[] =>
  Object.entries(sizes).flatMap(([name, size]) =>
    size === SIZES[name] || (name === 'bar' && NARROW.test(cell))
      ? []
      : [{ check: 'size', what: `${name} is ${size} px, not ${SIZES[name]}` }],
  );
