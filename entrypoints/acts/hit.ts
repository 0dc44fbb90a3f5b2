import { builtIn } from '../../lib/built-in';

/** Where along each side of a button its points are taken. */
const PARTS = [0.25, 0.5, 0.75];

/** The same-origin frame that shows an element's document. */
export const frameOf = (element: Element) =>
  builtIn(builtIn(element, 'ownerDocument') as Document, 'defaultView')?.frameElement as HTMLElement | null | undefined;

/** What a tree of nodes hangs on: a document or a shadow root. */
export const rootOf = (element: Element) =>
  (builtIn(element, 'getRootNode') as Element['getRootNode']).call(element) as ShadowRoot;

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
 * outside of it. A cover over a frame is found in the document around it. The element is the button, a root's host or a frame,
 * so never a form.
 */
function isFoundAt(element: Element, x: number, y: number): boolean {
  const root = rootOf(element);
  if (!element.contains((builtIn(root, 'elementFromPoint') as Document['elementFromPoint']).call(root, x, y)))
    return false;
  const host = builtIn(root, 'host');
  if (host) return isFoundAt(host, x, y);
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
