/** Points of the ring that must all hit our host: the centre and four towards its edge, as parts of its size. */
const POINTS = [
  [0.5, 0.5],
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
] as const;

type Tree = Document & { host?: Element };

/** Whether the browser finds the host, and inside its closed root the button, at several points of the button's box. */
export function hitsHost(host: Element, root: ShadowRoot, button: Element): boolean {
  const { left, top, width, height } = button.getBoundingClientRect();
  return POINTS.every(([across, down]) => {
    const hit = (tree: DocumentOrShadowRoot) => tree.elementFromPoint(left + width * across, top + height * down);
    // Through every root around the host up to the document: each must give the element that leads to us.
    for (let shown: Element | undefined = host; shown; ) {
      const tree = shown.getRootNode() as Tree;
      if (!tree.elementFromPoint || hit(tree) !== shown) return false;
      shown = tree.host;
    }
    return button.contains(hit(root));
  });
}

/** Whether no ancestor, across roots and same-origin frames, changes what the user sees of the host; plain moves are fine. */
export function isPlain(host: Element): boolean {
  let opacity = 1;
  for (let up: Element | null | undefined = host; up; ) {
    const style = getComputedStyle(up);
    opacity *= Number(style.opacity);
    const effects = style.filter + style.maskImage + style.clipPath + style.perspective + style.mixBlendMode;
    if (opacity < 0.9 || !/^(none|normal)+$/.test(effects) || /3d/.test(style.transform)) return false;
    const tree = up.getRootNode() as Tree;
    up = up.assignedSlot ?? up.parentElement ?? tree.host ?? tree.defaultView?.frameElement;
  }
  return true;
}

/** Whether this browser can say that an element is really visible; one that cannot always asks. */
export const canTrackVisibility = () => 'isVisible' in IntersectionObserverEntry.prototype;
