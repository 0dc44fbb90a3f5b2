/** A property as the browser defines it: a form answers with a field of that name in its place. */
function reader<Value>(prototype: object, name: string): (node: Node) => Value {
  const { get } = Object.getOwnPropertyDescriptor(prototype, name) as { get(this: Node): Value };
  return (node) => get.call(node);
}

// Made when somebody asks: the build evaluates this file in Node.
export const parentOf = (node: Node) => reader<Element | null>(Node.prototype, 'parentElement')(node);

export const fits = (element: Element, selector: string): boolean => Element.prototype.matches.call(element, selector);

/** The nearest element at or above this one that a selector picks, in its own root. */
export const closestTo = (element: Element, selector: string): Element | null =>
  Element.prototype.closest.call(element, selector);

/** The shadow root or the frame's document that an element shows in its place, where we may look into it. */
export const innerRoot = (element: Element): ShadowRoot | Document | null =>
  reader<ShadowRoot | null>(Element.prototype, 'shadowRoot')(element) ??
  (fits(element, 'iframe,frame') ? (element as HTMLIFrameElement).contentDocument : null);

/** What a node's root stands in: the shadow root's host, or the frame. */
export function outerElement(node: Node): Element | null | undefined {
  const root = node.getRootNode();
  // Of a link that is in no page `host` is where it leads.
  return root.nodeType === 11 ? (root as ShadowRoot).host : (root as Document).defaultView?.frameElement;
}
