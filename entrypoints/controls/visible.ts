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
  const box = button.getBoundingClientRect();
  return POINTS.every(([across, down]) => {
    const x = box.left + box.width * across;
    const y = box.top + box.height * down;
    const inner = root.elementFromPoint(x, y);
    if (!inner || !button.contains(inner)) return false;
    // Through every root around the host up to the document: each must give the element that leads to us.
    for (let shown: Element | undefined = host; shown; ) {
      const around = shown.getRootNode() as Document | ShadowRoot;
      if (around.elementFromPoint?.(x, y) !== shown) return false;
      shown = (around as Partial<ShadowRoot>).host;
    }
    return true;
  });
}

/** Whether no ancestor, across roots and same-origin frames, changes what the user sees of the host; plain moves are fine. */
export function isPlain(host: Element): boolean {
  let opacity = 1;
  for (let up: Element | null = host; up; up = around(up)) {
    const style = getComputedStyle(up);
    opacity *= Number(style.opacity);
    const changed =
      opacity < 0.9 ||
      !isNone(style.filter) ||
      !isNone(style.maskImage) ||
      !isNone(style.clipPath) ||
      !isNone(style.perspective) ||
      style.mixBlendMode !== 'normal' ||
      style.transform.startsWith('matrix3d');
    if (changed) return false;
  }
  return true;
}

const isNone = (value: string | undefined) => !value || value === 'none';

function around(element: Element): Element | null {
  const outer = element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host;
  return outer ?? element.ownerDocument.defaultView?.frameElement ?? null;
}

/** Whether this browser can say that an element is really visible. */
export function canTrackVisibility(): boolean {
  return typeof IntersectionObserverEntry === 'function' && 'isVisible' in IntersectionObserverEntry.prototype;
}
