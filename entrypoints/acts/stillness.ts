type Box = Pick<DOMRectReadOnly, 'left' | 'top' | 'width' | 'height'>;

const STILL_PX = 2;
const LARGE_PX = 18;

/**
 * How long a control has stood still and large, by samples of its box; compared with where it began, so that slow drift
 * shows. Takes a sample at `now` (ms on any steady clock) and answers for how many ms; 0 while it is too small.
 */
export function stillness(): (box: Box, now: number) => number {
  let first: number[] = [];
  let since = 0;
  return ({ left, top, width, height }, now) => {
    const box = [left, top, width, height];
    const isStill = (value: number, i: number) => Math.abs(value - (first[i] ?? Number.NaN)) <= STILL_PX;
    if (Math.min(width, height) < LARGE_PX || !box.every(isStill)) {
      first = box;
      since = now;
    }
    return now - since;
  };
}
