const STILL_PX = 2;
const LARGE_PX = 18;

type Box = Pick<DOMRectReadOnly, 'left' | 'top' | 'width' | 'height'>;

/** How long a control has stood still and large, from samples of its box; compared with where it began, so that slow drift shows. */
export class Stillness {
  private first: Box | undefined;
  private since = Number.POSITIVE_INFINITY;

  /** One sample; `now` in ms on any steady clock. */
  sample(box: Box, now: number): void {
    const { first } = this;
    const moved =
      !first ||
      Math.abs(box.left - first.left) > STILL_PX ||
      Math.abs(box.top - first.top) > STILL_PX ||
      Math.abs(box.width - first.width) > STILL_PX ||
      Math.abs(box.height - first.height) > STILL_PX;
    if (Math.min(box.width, box.height) < LARGE_PX) this.first = undefined;
    else if (moved) {
      this.first = box;
      this.since = now;
    }
  }

  /** For how long, in ms; 0 when it is too small now. */
  stillFor(now: number): number {
    return this.first ? Math.max(0, now - this.since) : 0;
  }
}
