import type { FoundLink } from '../../lib/page-links';
import { anchorOf, boxOf, isText } from './place';

/** More controls than this on one page help nobody. */
const CAP = 200;
/** How soon it is looked again after scrolling or news, in ms. */
const SETTLE_MS = 100;

/** Which links are near the window, and which of them can be seen. */
export class Viewport {
  readonly #boxes = new Map<FoundLink, Element>();
  readonly #near = new Set<Element>();
  readonly #observer: IntersectionObserver;
  readonly #wanted: (links: FoundLink[]) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `wanted` hears which links should have a control now: the 200 nearest of those within a screen of the window. */
  constructor(wanted: (links: FoundLink[]) => void, signal: AbortSignal) {
    this.#wanted = wanted;
    const heard = (entries: IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting } of entries) this.#near[isIntersecting ? 'add' : 'delete'](target);
      this.settle();
    };
    // `scrollMargin` does for scrollers inside the page what `rootMargin` does for the window.
    this.#observer = new IntersectionObserver(heard, { rootMargin: '100%', scrollMargin: '100%' });
    addEventListener('scroll', () => this.#soon(), { capture: true, signal });
    signal.addEventListener('abort', () => this.#observer.disconnect());
  }

  add(found: FoundLink): void {
    const anchor = anchorOf(found);
    const box = anchor && boxOf(anchor);
    if (!box) return;
    this.#boxes.set(found, box);
    this.#observer.observe(box);
    // The observer does not speak again of a box that it has spoken of.
    this.#soon();
  }

  drop(found: FoundLink): void {
    const box = this.#boxes.get(found);
    this.#boxes.delete(found);
    if (!box || [...this.#boxes.values()].includes(box)) return;
    this.#near.delete(box);
    this.#observer.unobserve(box);
  }

  /** Says again which links should have a control. */
  settle(): void {
    this.#wanted(this.nearest(Number.POSITIVE_INFINITY));
  }

  /** The links at most so many px outside of the window, the nearest first; 0 for those in view. */
  nearest(away: number): FoundLink[] {
    return [...this.#boxes]
      .filter(([, box]) => this.#near.has(box))
      .map(([found, box]) => ({ found, away: distance(found, box) }))
      .filter((link) => link.away <= away)
      .sort((a, b) => a.away - b.away)
      .slice(0, CAP)
      .map(({ found }) => found);
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.settle();
    }, SETTLE_MS);
  }
}

/** How far outside of the window a link is, in px; 0 for one in view. */
function distance({ node, start, end }: FoundLink, box: Element): number {
  let place: Element | Range = box;
  if (isText(node)) {
    place = new Range();
    place.setStart(node, Math.min(start, node.length));
    place.setEnd(node, Math.min(end, node.length));
  }
  const { top, bottom } = place.getBoundingClientRect();
  return Math.max(0, top - innerHeight, -bottom);
}
