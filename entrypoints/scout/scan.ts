/**
 * Links worth reading, HTML, SVG and areas: the path is case-sensitive, and a wrapped link keeps these letters too.
 * Two plain selectors: one list of both takes the browser four times as long.
 */
export const LINKS = ['a[*|href*=todo]', 'area[href*=todo]'];
/** The same for text: the path as it is, or percent-encoded inside a redirector. Hosts may be written in any case. */
const NEEDLE = /todo(\/|%2f)/i;

export const isText = (node: Node): node is Text => node.nodeType === 3;
export const isShadowRoot = (node: Node): node is ShadowRoot => node.nodeType === 11;

/**
 * A subtree of many elements is cut into its children unasked, which keeps slices short and the search of a hit cheap; but
 * not a wide one: asking each of many children alone costs more than asking their parent once. Texts have no such method.
 */
const isLarge = (node: Element) => node.getElementsByTagName?.('*').length > 1_000 && node.childElementCount < 500;

/**
 * The text nodes at or under a root that are worth reading; nothing where the caller may pause. The browser joins the text
 * of a subtree faster than anything can walk it: so ask subtrees, and go down only into those that answer yes.
 */
export function* textsUnder(root: Node): Generator<Text | undefined> {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (isLarge(node as Element) || NEEDLE.test(`${node.textContent}`)) {
      if (isText(node)) yield node;
      else for (const child of node.childNodes) open.push(child);
    }
    yield;
  }
}
