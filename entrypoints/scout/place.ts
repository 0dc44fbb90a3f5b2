/** Where no control may stand: editors, form fields, labels, buttons, and what is code or fallback rather than page. */
const CLOSED =
  '[contenteditable]:not([contenteditable=false]),[role=button],[role$=box],[role=code],' +
  'textarea,option,label,button,summary,script,style,noscript,head,canvas';

/** A bare URL inside a link is that link's text; inside a drawing no control can stand after it. */
const CLOSED_TO_TEXT = `${CLOSED},a[href],[role=link],svg`;

const isLink = (node: Partial<Element>) => node.matches?.('a,area');

/**
 * Does this node stand in a page, and may a control stand beside it? Looks through shadow roots and same-origin frames up
 * to the top document. A link that is itself dressed as a button is fine: beside it is not inside it.
 */
export function mayStandBeside(
  node: Node,
  closed = isLink(node as Element) ? CLOSED : CLOSED_TO_TEXT,
  inside: Element | null = node.nodeType === 1 && !isLink(node as Element) ? (node as Element) : node.parentElement,
): boolean {
  const root = node.getRootNode();
  const { host, defaultView, designMode } = root as { host?: Element } & Partial<Document>;
  if (inside?.closest(closed) || designMode === 'on') return false;
  const above = host ?? defaultView?.frameElement;
  // A document without a window is the one of a frame that was removed or has navigated; a part without one is in no page.
  return above ? mayStandBeside(above, closed, above) : !!defaultView;
}
