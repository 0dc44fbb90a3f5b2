import { isShadowRoot, isText } from './scan';

/** Where no control may stand: editors, form fields, labels, buttons, and what is code or fallback rather than page. */
const CLOSED =
  '[contenteditable]:not([contenteditable=false]),input,textarea,select,option,label,button,summary,' +
  '[role=button],[role$=box],.monaco-editor,script,style,noscript,iframe';

/** A bare URL inside a link is that link's text; inside a drawing no control can stand after it. */
const CLOSED_TO_TEXT = `${CLOSED},a[href],[role=link],svg`;

/**
 * May a control stand beside this node? Looks through shadow roots and same-origin frames up to the top document. A link
 * that is itself dressed as a button is fine: beside it is not inside it.
 */
export function mayStandBeside(node: Element | Text): boolean {
  let root: Node = node;
  let inside: Element | null | undefined = node.parentElement;
  do {
    if (inside?.closest(isText(node) ? CLOSED_TO_TEXT : CLOSED)) return false;
    root = (inside ?? root).getRootNode();
    // By node type, not by class: a frame has classes of its own.
    if (!isShadowRoot(root) && (root as Document).designMode === 'on') return false;
    inside = isShadowRoot(root) ? root.host : (root as Document).defaultView?.frameElement?.parentElement;
  } while (inside);
  return true;
}
