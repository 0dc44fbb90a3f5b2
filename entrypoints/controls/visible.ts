/** Points of the ring that must all hit our host: the centre and four towards its edge, as parts of its size. */
const POINTS = [
  [0.5, 0.5],
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
] as const;

/** Whether the browser finds the host, and inside its closed root the button, at several points of the button's box. */
export function hitsHost(host: Element, root: ShadowRoot, button: Element): boolean {
  const { left, top, width, height } = button.getBoundingClientRect();
  return POINTS.every(([across, down]) => {
    const hit = (tree: DocumentOrShadowRoot) => tree.elementFromPoint(left + width * across, top + height * down);
    // Through every root around the host up to the document: each must give the element that leads to us.
    for (let shown: Element | undefined = host; shown; ) {
      const tree = shown.getRootNode() as Document & { host?: Element };
      if (hit(tree) !== shown) return false;
      shown = tree.host;
    }
    return button.contains(hit(root));
  });
}

/** Whether this browser can say that an element is really visible; one that cannot always asks. */
export const canTrackVisibility = () => 'isVisible' in IntersectionObserverEntry.prototype;
