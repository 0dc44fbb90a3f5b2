/** Where along each side of a button its points are taken. */
const PARTS = [0.25, 0.5, 0.75];

/**
 * Whether the browser finds the button at nine points of its box. Asked of the closed root, Chromium answers with what
 * the whole document shows there, so that a cover outside counts too.
 */
export function isHit(root: ShadowRoot, button: Element): boolean {
  const { left, top, width, height } = button.getBoundingClientRect();
  return PARTS.every((x) =>
    PARTS.every((y) => button.contains(root.elementFromPoint(left + width * x, top + height * y))),
  );
}

/** Whether this browser can say that an element is really visible; one that cannot always asks. */
export const canTrackVisibility = () => 'isVisible' in IntersectionObserverEntry.prototype;
