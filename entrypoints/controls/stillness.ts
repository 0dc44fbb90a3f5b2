type Box = Pick<DOMRectReadOnly, 'left' | 'top' | 'width' | 'height'>;

const STILL_PX = 2;
const LARGE_PX = 18;

/**
 * How long a control has stood still and large, by samples of its box; compared with where it began, so that slow drift
 * shows. Takes a sample at `now` (ms on any steady clock) and answers for how many ms; 0 while it is too small.
 */
export function stillness(): (box: Box, now: number) => number {
  let first: Box | undefined;
  let since = 0;
  return (box, now) => {
    const moved = (side: keyof Box) => !first || Math.abs(box[side] - first[side]) > STILL_PX;
    const isSmall = Math.min(box.width, box.height) < LARGE_PX;
    if (isSmall || moved('left') || moved('top') || moved('width') || moved('height')) {
      first = isSmall ? undefined : box;
      since = now;
    }
    return now - since;
  };
}
