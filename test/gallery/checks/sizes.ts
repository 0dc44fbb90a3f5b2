import type { Drawn } from '../in-sheet/frames';
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

/** Cells in which it must be there to be measured. */
const MUST_BE_IN: Readonly<Record<string, RegExp>> = {
  ring: /^ring · (?!small)/,
  bar: /^(bar|toast) · /,
  toast: /^toast · /,
  picture: /^toast · /,
};

export function wrongSizes(sizes: Readonly<Record<string, string>>, cell: string): Finding[] {
  const missing = Object.keys(MUST_BE_IN).filter((name) => MUST_BE_IN[name]?.test(cell) && !sizes[name]);
  const wrong = Object.entries(sizes).filter(
    ([name, size]) => size !== SIZES[name] && !(name === 'bar' && NARROW.test(cell)),
  );
  return [
    ...missing.map((name) => ({ check: 'size', what: `no ${name} is there` })),
    ...wrong.map(([name, size]) => ({ check: 'size', what: `${name} is ${size} px, not ${SIZES[name]}` })),
  ];
}

/** The toolbar's popup has one width, and no browser shows more of its height. */
const POPUP = { width: 384, height: 600 };

export function wrongPopup(asks: Drawn['asks']): Finding[] {
  if (!asks || (asks.width === POPUP.width && asks.height <= POPUP.height)) return [];
  const what = `the popup is ${asks.width} × ${asks.height} px, not ${POPUP.width} wide and at most ${POPUP.height} high`;
  return [{ check: 'size', what }];
}
