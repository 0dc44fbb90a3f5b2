import type { FoundLink } from '../../lib/page-links';
import { boxOf, isText } from './place';

/** More controls than this on one page help nobody. */
const CAP = 200;
/** How often a tall block of text is measured again while it scrolls, in ms. */
const SCROLL_MS = 150;

/** Which links are near the window, and which of them can be seen. */
export class Viewport {
  private readonly targets = new Map<Element, Set<FoundLink>>();
  private readonly boxes = new Map<FoundLink, Element>();
  private readonly near = new Set<Element>();
  private readonly seen = new Set<Element>();
  private readonly nearObserver: IntersectionObserver;
  private readonly seenObserver: IntersectionObserver;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `wanted` hears which links should have a control now: those in view first, at most 200. */
  constructor(
    private readonly wanted: (links: readonly FoundLink[]) => void,
    signal: AbortSignal,
  ) {
    const into = (set: Set<Element>) => (entries: IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting && this.targets.has(target)) set.add(target);
        else set.delete(target);
      }
      this.settle();
    };
    // One screen around the window, and around every scroller inside the page.
    this.nearObserver = new IntersectionObserver(into(this.near), { rootMargin: '100%', scrollMargin: '100%' });
    this.seenObserver = new IntersectionObserver(into(this.seen));
    const later = () => {
      this.timer ||= setTimeout(() => {
        this.timer = undefined;
        if ([...this.near].some(isTall)) this.settle();
      }, SCROLL_MS);
    };
    addEventListener('scroll', later, { capture: true, passive: true, signal });
    addEventListener('resize', later, { passive: true, signal });
    signal.addEventListener('abort', () => {
      clearTimeout(this.timer);
      this.nearObserver.disconnect();
      this.seenObserver.disconnect();
    });
  }

  add(found: FoundLink): void {
    const box = boxOf(found);
    if (!box) return;
    this.boxes.set(found, box);
    const links = this.targets.get(box);
    if (links) {
      links.add(found);
      // No observer will speak of a box that it has spoken of already.
      if (this.near.has(box)) this.settleSoon();
      return;
    }
    this.targets.set(box, new Set([found]));
    this.nearObserver.observe(box);
    this.seenObserver.observe(box);
  }

  drop(found: FoundLink): void {
    const box = this.boxes.get(found);
    const links = box && this.targets.get(box);
    this.boxes.delete(found);
    links?.delete(found);
    if (!box || links?.size !== 0) return;
    this.targets.delete(box);
    this.near.delete(box);
    this.seen.delete(box);
    this.nearObserver.unobserve(box);
    this.seenObserver.unobserve(box);
  }

  /** The links that can be seen now, as far as the window's edges tell. */
  inView(): FoundLink[] {
    return [...this.seen].flatMap((box) => this.linksIn(box, 0));
  }

  private settleSoon(): void {
    this.timer ||= setTimeout(() => {
      this.timer = undefined;
      this.settle();
    });
  }

  /** Says again which links should have a control. */
  settle(): void {
    const links = new Set(this.inView());
    for (const box of this.near) {
      if (links.size >= CAP) break;
      for (const found of this.linksIn(box, innerHeight)) links.add(found);
    }
    this.wanted([...links].slice(0, CAP));
  }

  /** A box's links; in a block of text taller than two screens only those within `margin` px of the window. */
  private linksIn(box: Element, margin: number): FoundLink[] {
    const links = [...(this.targets.get(box) ?? [])];
    return isTall(box) ? links.filter((found) => isWithin(found, margin)) : links;
  }
}

const isTall = (box: Element) => box.getBoundingClientRect().height > 2 * innerHeight;

function isWithin({ node, start, end }: FoundLink, margin: number): boolean {
  if (!isText(node)) return true;
  const range = node.ownerDocument.createRange();
  range.setStart(node, Math.min(start, node.length));
  range.setEnd(node, Math.min(end, node.length));
  const { top, bottom } = range.getBoundingClientRect();
  return bottom >= -margin && top <= innerHeight + margin;
}
