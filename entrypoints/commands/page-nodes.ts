import { builtIn } from '../../lib/built-in';

export const isElement = (node: Node): node is Element => builtIn(node, 'nodeType') === 1;

export const fits = (element: Element, selector: string): boolean => Element.prototype.matches.call(element, selector);

/** The nearest element at or above this one that a selector picks, in its own root. */
export const closestTo = (element: Element, selector: string): Element | null =>
  Element.prototype.closest.call(element, selector);

/** The shadow root or the frame's document that an element shows in its place, where we may look into it. */
export const innerRoot = (element: Element): ShadowRoot | Document | null =>
  builtIn(element, 'shadowRoot') ??
  (fits(element, 'iframe,frame') ? (element as HTMLIFrameElement).contentDocument : null);

/** What a node's root stands in: the shadow root's host, or the frame. */
export function outerElement(node: Node): Element | null | undefined {
  const root = Node.prototype.getRootNode.call(node);
  // Of a link that is in no page `host` is where it leads.
  return root.nodeType === 11 ? (root as ShadowRoot).host : (root as Document).defaultView?.frameElement;
}
