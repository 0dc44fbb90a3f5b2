import type { FoundLink } from '../../lib/page-links';
import { later } from './later';
import { anchorOf, boxOf } from './place';

/** More controls than this on one page help nobody. */
export const CAP = 200;
/** How soon it is looked again after scrolling or news, in ms: where links were found far more may be in a moment, and no ring should come only to go. */
const SETTLE_MS = 100;

export interface Viewport {
  add(found: FoundLink): void;
  drop(found: FoundLink): void;
  /** Drops all of them. */
  clear(): void;
  /** The links in and around the window, the nearest 200. */
  near(): FoundLink[];
}

/** Which links are near the window; `settled` is called whenever that may have changed. */
export function watchViewport(settled: () => void, signal: AbortSignal): Viewport {
  const boxes = new Map<FoundLink, Element>();
  const near = new Set<Element>();
  const soon = later(settled, SETTLE_MS);
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) near[isIntersecting ? 'add' : 'delete'](target);
      soon();
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
    // A box stays observed, since others may be in it; what is observed is not kept alive.
    drop: (found) => void boxes.delete(found),
    clear() {
      observer.disconnect();
      boxes.clear();
      near.clear();
    },
    near() {
      const found = [...boxes.keys()].filter((one) => near.has(boxes.get(one) as Element) && one.node.isConnected);
      // Where they lie is looked at only when it matters.
      return found.length > CAP ? nearest(found) : found;
    },
  };
}

/** The 200 links that are nearest to the window, at most so many px outside of it; 0 for those in view. */
export function nearest(links: Iterable<FoundLink>, most = Number.POSITIVE_INFINITY): FoundLink[] {
  // One for all of them: the browser keeps each up to date with every change of the page.
  const range = new Range();
  const distance = ({ node }: FoundLink) => {
    range.selectNode(node);
    const { top, bottom, height } = range.getBoundingClientRect();
    // What is not drawn is nowhere; an area never is.
    return height || node.nodeName === 'AREA' ? Math.max(0, top - innerHeight, -bottom) : Number.POSITIVE_INFINITY;
  };
  return [...links]
    .filter(({ node }) => node.isConnected)
    .map((one) => [one, distance(one)] as const)
    .filter(([, away]) => away <= most)
    .sort(([, a], [, b]) => a - b)
    .slice(0, CAP)
    .map(([one]) => one);
}
