type Box = Pick<DOMRectReadOnly, 'left' | 'top' | 'width' | 'height'>;

const STILL_PX = 2;
const LARGE_PX = 18;
const SIDES = ['left', 'top', 'width', 'height'] as const;

/** How long a control has stood still and large, from samples of its box; compared with where it began, so that slow drift shows. */
export class Stillness {
  #first: Box | undefined;
  #since = 0;

  /** One sample; `now` in ms on any steady clock. */
  sample(box: Box, now: number): void {
    const first = this.#first;
    if (Math.min(box.width, box.height) < LARGE_PX) this.#first = undefined;
    else if (!first || SIDES.some((side) => Math.abs(box[side] - first[side]) > STILL_PX)) {
      this.#first = box;
      this.#since = now;
    }
  }

  /** For how long, in ms; 0 when it is too small now. */
  stillFor(now: number): number {
    return this.#first ? now - this.#since : 0;
  }
}
