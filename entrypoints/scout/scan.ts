/**
 * Links worth reading, HTML, SVG and areas: the path is case-sensitive, and a wrapped link keeps these letters too.
 * Two plain selectors: one list of both takes the browser four times as long.
 */
const LINKS = ['a[*|href*=todo]', 'area[href*=todo]'];
/** The same for text: the path as it is, or percent-encoded inside a redirector. Hosts may be written in any case. */
const NEEDLE = /todo(?:\/|%2f)/i;

/** Cutting a page into this many subtrees keeps slices short and the search of a subtree that hits cheap. */
const SUBTREES = 64;
const LEVELS = 6;
/** Wider elements are read whole: asking each of many children alone costs more than asking their parent once. */
const WIDEST = 200;

export const isElement = (node: Node): node is Element => node.nodeType === 1;
export const isText = (node: Node): node is Text => node.nodeType === 3;
export const isShadowRoot = (node: Node): node is ShadowRoot => node.nodeType === 11;

/** The links under a root that are worth reading. */
export function* linksUnder(root: ParentNode): Generator<Element> {
  for (const selector of LINKS) yield* root.querySelectorAll(selector);
}

/**
 * The text nodes at or under a root that are worth reading; nothing where the caller may pause. The browser joins the text
 * of a subtree faster than anything can walk it: so ask subtrees, and go down only into those that answer yes.
 */
export function* textsUnder(root: Node): Generator<Text | undefined> {
  let open = [root];
  // Only a page is cut unasked; any other root is likely to be small.
  for (let level = root.nodeName === 'BODY' ? LEVELS : 0; level && open.length < SUBTREES; level--) {
    open = open.flatMap((part) => (part.firstChild && part.childNodes.length < WIDEST ? [...part.childNodes] : part));
  }
  for (let node = open.pop(); node; node = open.pop()) {
    if (NEEDLE.test(node.textContent ?? '')) {
      if (isText(node)) yield node;
      else open = open.concat([...node.childNodes]);
    }
    yield;
  }
}
