import { PATH } from '../../lib/page-links';

/**
 * Links worth reading, HTML, SVG and areas; a wrapped link keeps these letters too. Two plain selectors: one list of both
 * takes the browser four times as long.
 */
const LINKS = ['a[*|href*=todo]', 'area[href*=todo]'];

/** In a drawing the address stands in either of two namespaces. */
const mayLead = (link: Element) =>
  PATH.test(link.getAttribute('href') ?? (link as unknown as SVGAElement).href.baseVal);

/**
 * Are there more elements than this under a node? Counts no further, as an index in brackets would: Chromium then asks for the
 * length first. A shadow root cannot be asked, only what is in it.
 */
export function holdsOver(count: number, node: Partial<Element>): unknown {
  return node.getElementsByTagName
    ? node.getElementsByTagName('*').item(count)
    : [...(node.children ?? [])].some((child) => holdsOver(count / 9, child));
}

/** How many beginnings of addresses' paths are written in a node. */
const pathsIn = (node: Node) => `${node.textContent}`.split(PATH).length - 1;

/**
 * The nodes at or under a root in which a task's address may be written: links, texts, and the smallest elements that have one
 * across their children's borders; nothing where the caller may pause. The browser joins the text of a subtree faster than
 * anything can walk it: so ask subtrees, and look for texts only in those that answer yes. What no text has by itself is torn,
 * and found by going down.
 */
export function* worthReading(root: Node): Generator<Node | undefined> {
  const pieces = [root];
  for (let piece = pieces.pop(); piece; piece = pieces.pop()) {
    yield;
    if ('href' in piece && mayLead(piece as unknown as Element)) yield piece;
    // A large subtree is cut into its children, which keeps slices short; but a wide one only when it is very large: asking
    // each of many small children alone costs more than asking their parent once.
    if (holdsOver(Math.min(1_000 + 200 * (piece as Element).childElementCount, 30_000), piece as Element)) {
      // The last one is taken first: what stands at the top of the page is read first.
      pieces.push(...[...piece.childNodes].reverse());
      continue;
    }
    for (const links of LINKS)
      for (const link of (piece as Partial<Element>).querySelectorAll?.(links) ?? [])
        yield mayLead(link) ? link : undefined;
    let torn = pathsIn(piece);
    const whole: Node[] = [];
    // XPath does not look into the texts of a shadow root itself.
    if (torn && piece.nodeType === 1) {
      yield;
      const texts = (piece.ownerDocument as Document).evaluate('.//text()[contains(.,"todo")]', piece);
      for (let text = texts.iterateNext(); text; text = texts.iterateNext()) {
        const paths = pathsIn(text);
        torn -= paths;
        if (paths) whole.push(text);
      }
    }
    const hits = torn ? [piece] : whole;
    for (let node = hits.pop(); node; node = hits.pop()) {
      const before = hits.length;
      for (const child of node.childNodes) {
        if (pathsIn(child)) hits.push(child);
        yield;
      }
      if (hits.length === before) yield node;
    }
  }
}
