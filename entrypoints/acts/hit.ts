/** Where along each side of a button its points are taken. */
const PARTS = [0.25, 0.5, 0.75];

const frameOf = (element: Element) => element.ownerDocument.defaultView?.frameElement as HTMLElement | null | undefined;

/** A point of a frame's document in the coordinates of the document around it, and how large 1 px is there. */
function outward(frame: HTMLElement, x: number, y: number): [x: number, y: number, scale: number] {
  const { left, top, width } = frame.getBoundingClientRect();
  const scale = width / frame.offsetWidth;
  return [left + (frame.clientLeft + x) * scale, top + (frame.clientTop + y) * scale, scale];
}

/** An element's box in the window's coordinates, out of same-origin frames that move or shrink it. */
export function boxInWindow(element: Element): { left: number; top: number; width: number; height: number } {
  let { left, top, width, height } = element.getBoundingClientRect();
  for (let frame = frameOf(element); frame; frame = frameOf(frame)) {
    let scale: number;
    [left, top, scale] = outward(frame, left, top);
    width *= scale;
    height *= scale;
  }
  return { left, top, width, height };
}

/**
 * Whether every root that an element stands in finds it at a point: asked of a root, Firefox passes over whatever lies
 * outside of it. A cover over a frame is found in the document around it.
 */
function isFoundAt(element: Element, x: number, y: number): boolean {
  const root = element.getRootNode() as ShadowRoot;
  if (!element.contains(root.elementFromPoint(x, y))) return false;
  if (root.host) return isFoundAt(root.host, x, y);
  const frame = frameOf(element);
  if (!frame) return true;
  const [outerX, outerY] = outward(frame, x, y);
  return isFoundAt(frame, outerX, outerY);
}

/** Whether the browser finds the button, and nothing over it, at nine points of its box. */
export function isHit(button: Element): boolean {
  const { left, top, width, height } = button.getBoundingClientRect();
  return PARTS.every((x) => PARTS.every((y) => isFoundAt(button, left + width * x, top + height * y)));
}
