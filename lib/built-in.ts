/** A page's node of whatever kind: an element, a frame, a document, a shadow root or a text. */
type AnyNode = Omit<HTMLElement, 'ownerDocument'> &
  Pick<HTMLIFrameElement, 'contentDocument'> &
  Pick<HTMLAnchorElement, 'href'> &
  Pick<HTMLSlotElement, 'assignedNodes'> &
  Pick<Document, 'body' | 'defaultView' | 'designMode' | 'elementFromPoint'> &
  Pick<ShadowRoot, 'host'> & { ownerDocument: Document };

/**
 * A member of a page's node as the browser defines it; nothing where its kind has no such member. Read off a form, `parentNode`
 * would be the field that has this name, and `host` of a document may be a picture. A method is to be called on the node.
 * What the page itself has put on the node is in its own world, not in ours.
 */
export function builtIn<Name extends keyof AnyNode>(node: Node, name: Name): AnyNode[Name] | undefined {
  // Of all kinds only forms and documents have names in them; to ask the prototype is ten times slower.
  return /[FD]o/.test((node as unknown as Record<symbol, string>)[Symbol.toStringTag] as string)
    ? Reflect.get(Reflect.getPrototypeOf(node) as object, name, node)
    : (node as unknown as AnyNode)[name];
}
