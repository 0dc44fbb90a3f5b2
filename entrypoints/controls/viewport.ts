import type { FoundLink } from '../../lib/page-links';
import { anchorOf, boxOf } from './place';

/** More controls than this on one page help nobody. */
const CAP = 200;
/** How soon it is looked again after scrolling or news, in ms. */
const SETTLE_MS = 100;

export interface Viewport {
  add(found: FoundLink): void;
  drop(found: FoundLink): unknown;
  /** The links at most so many px outside of the window, the nearest 200 first; 0 for those in view. */
  nearest(away: number): FoundLink[];
}

/** Which links are near the window; `settled` is called whenever that may have changed. */
export function watchViewport(settled: () => void, signal: AbortSignal): Viewport {
  const boxes = new Map<FoundLink, Element>();
  const near = new Set<Element>();

  let timer: ReturnType<typeof setTimeout> | undefined;

  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      settled();
    }, SETTLE_MS);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) near[isIntersecting ? 'add' : 'delete'](target);
      settled();
    },
    // `scrollMargin` does for scrollers inside the page what `rootMargin` does for the window.
    { rootMargin: '100%', scrollMargin: '100%' },
  );
  addEventListener('scroll', soon, { capture: true, signal });
  signal.addEventListener('abort', () => observer.disconnect());

  return {
    add(found) {
      const box = boxOf(anchorOf(found));
      if (!box) return;
      boxes.set(found, box);
      observer.observe(box);
      // The observer does not speak again of a box that it has spoken of.
      soon();
    },
    // The observer lets go of a box that leaves the page; one that stays may carry links again.
    drop: (found) => boxes.delete(found),
    nearest: (away) =>
      [...boxes]
        .filter(([found, box]) => near.has(box) && found.node.isConnected)
        .map(([found]) => ({ found, away: distance(found) }))
        .filter((link) => link.away <= away)
        .sort((a, b) => a.away - b.away)
        .slice(0, CAP)
        .map(({ found }) => found),
  };
}

/** How far outside of the window a link is, in px; 0 for one in view. */
function distance({ node }: FoundLink): number {
  const range = new Range();
  range.selectNode(node);
  const { top, bottom } = range.getBoundingClientRect();
  return Math.max(0, top - innerHeight, -bottom);
}
