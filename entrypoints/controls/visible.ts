/** Points of the ring that must all hit it: the centre and four towards its edge, as parts of its size. */
const POINTS = [
  [0.5, 0.5],
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
] as const;

/**
 * Whether the browser finds the button at several points of its box. Asked of the closed root, Chromium answers with what
 * the whole document shows there, so that a cover outside counts too.
 */
export function isHit(root: ShadowRoot, button: Element): boolean {
  const { left, top, width, height } = button.getBoundingClientRect();
  return POINTS.every(([x, y]) => button.contains(root.elementFromPoint(left + width * x, top + height * y)));
}

/** Whether this browser can say that an element is really visible; one that cannot always asks. */
export const canTrackVisibility = () => 'isVisible' in IntersectionObserverEntry.prototype;
