import { builtIn } from '../../lib/built-in';

/** Where no control may stand: editors, form fields, labels, buttons, and what is code or fallback rather than page. */
const CLOSED =
  '[contenteditable]:not([contenteditable=false]),[role=button],[role$=box],[role=code],' +
  'textarea,option,label,button,summary,script,style,noscript,head,canvas';

/** A bare URL inside a link is that link's text; inside a drawing no control can stand after it. */
const CLOSED_TO_TEXT = `${CLOSED},a[href],[role=link],svg`;

/**
 * Does this node stand in a page, and may a control stand beside it? Looks through shadow roots and same-origin frames up
 * to the top document. A link that is itself dressed as a button is fine: beside it is not inside it.
 */
export function mayStandBeside(node: Node, closed?: string): boolean {
  // What is in no page has no root but its outermost node: a link's `host` is a part of its address.
  if (!builtIn(node, 'isConnected')) return false;
  const isLink = builtIn(node, 'matches')?.call(node, 'a,area');
  const inside = isLink === false ? node : builtIn(node, 'parentElement');
  const root = (builtIn(node, 'getRootNode') as Node['getRootNode']).call(node);
  const view = builtIn(root, 'defaultView');
  const kinds = closed ?? (isLink ? CLOSED : CLOSED_TO_TEXT);
  if (
    (inside && (builtIn(inside, 'closest') as Element['closest']).call(inside, kinds)) ||
    builtIn(root, 'designMode') === 'on'
  )
    return false;
  const above = builtIn(root, 'host') ?? view?.frameElement;
  // A document without a window is the one of a frame that was removed or has navigated.
  return above ? mayStandBeside(above, kinds) : !!view;
}
