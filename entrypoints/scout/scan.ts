/**
 * Links worth reading, HTML, SVG and areas: the path is case-sensitive, and a wrapped link keeps these letters too.
 * Two plain selectors: one list of both takes the browser four times as long.
 */
const LINKS = ['a[*|href*=todo]', 'area[href*=todo]'];
/** The same for text: the path as it is, or percent-encoded inside a redirector. */
export const NEEDLE = /todo[/%]/;

export const isText = (node: Node): node is Text => node.nodeType === 3;
export const isShadowRoot = (node: Node): node is ShadowRoot => node.nodeType === 11;

/** Are there more elements than this under a node? Counts no further. A shadow root cannot be asked: it may hold many. */
export function holdsOver(count: number, node: Partial<Element>): unknown {
  return node.getElementsByTagName ? node.getElementsByTagName('*')[count] : isShadowRoot(node as Node);
}

/**
 * A large subtree is cut into its children, which keeps slices short and the search of a hit cheap; but a wide one only
 * when it is very large: asking each of many small children alone costs more than asking their parent once.
 */
const isLarge = (node: Element) =>
  holdsOver(1_000, node) && (holdsOver(20 * node.childElementCount, node) || holdsOver(50_000, node));

/**
 * The links and texts at or under a root that are worth reading, among other nodes; nothing where the caller may pause.
 * The browser joins the text of a subtree faster than anything can walk it: so ask subtrees, and go down only into those
 * that answer yes.
 */
export function* worthReading(root: Node): Generator<Node | undefined> {
  const pieces = [root];
  for (let piece = pieces.pop(); piece; piece = pieces.pop()) {
    yield piece;
    if (isLarge(piece as Element)) {
      for (const child of piece.childNodes) pieces.push(child);
      continue;
    }
    for (const links of LINKS) yield* (piece as Partial<Element>).querySelectorAll?.(links) ?? [];
    const hits = NEEDLE.test(`${piece.textContent}`) ? [piece] : [];
    for (let node: Node | undefined = hits.pop(); node; node = hits.pop()) {
      const before = hits.length;
      for (const child of node.childNodes) {
        if (NEEDLE.test(`${child.textContent}`)) hits.push(child);
        yield;
      }
      // None of them alone has it: a text itself, or it stands across their borders.
      if (hits.length === before)
        yield isText(node) ? node : (document.createTreeWalker(node, 4).nextNode() ?? undefined);
    }
  }
}
