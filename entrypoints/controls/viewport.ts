import type { FoundLink } from '../../lib/page-links';
import { anchorOf, boxOf } from './place';

/** More controls than this on one page help nobody. */
const CAP = 200;
/** How soon it is looked again after scrolling or news, in ms. */
const SETTLE_MS = 100;

export interface Viewport {
  add(found: FoundLink): void;
  drop(found: FoundLink): void;
  /** The links at most so many px outside of the window, the nearest 200 first; 0 for those in view. */
  nearest(away: number): FoundLink[];
}

/** Which links are near the window; `settled` is called whenever that may have changed. */
export function watchViewport(settled: () => void, signal: AbortSignal): Viewport {
  const boxes = new Map<FoundLink, Element>();
  const linksIn = new Map<Element, Set<FoundLink>>();
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
      const others = linksIn.get(box);
      if (others) {
        others.add(found);
        // The observer does not speak again of a box that it has spoken of.
        soon();
      } else {
        linksIn.set(box, new Set([found]));
        observer.observe(box);
      }
    },
    drop(found) {
      const box = boxes.get(found);
      const links = box && linksIn.get(box);
      boxes.delete(found);
      links?.delete(found);
      if (!box || links?.size) return;
      linksIn.delete(box);
      near.delete(box);
      observer.unobserve(box);
    },
    nearest(away) {
      const found = [...near].flatMap((box) => [...(linksIn.get(box) ?? [])]).filter(({ node }) => node.isConnected);
      // Where they lie is looked at only when it matters.
      if (away === Number.POSITIVE_INFINITY && found.length <= CAP) return found;
      return found
        .map((one) => ({ one, away: distance(one) }))
        .filter((link) => link.away <= away)
        .sort((a, b) => a.away - b.away)
        .slice(0, CAP)
        .map(({ one }) => one);
    },
  };
}

/** How far outside of the window a link is, in px; 0 for one in view. */
function distance({ node }: FoundLink): number {
  const range = new Range();
  range.selectNode(node);
  const { top, bottom } = range.getBoundingClientRect();
  return Math.max(0, top - innerHeight, -bottom);
}
