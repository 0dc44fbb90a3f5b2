import { builtIn } from '../../lib/built-in';
import { PATH } from '../../lib/page-links';

/**
 * Links worth reading, HTML, SVG and areas; a wrapped link keeps these letters too. Two plain selectors: one list of both
 * takes the browser four times as long.
 */
const LINKS = ['a[*|href*=todo]', 'area[href*=todo]'];

/** In a drawing the address stands in either of two namespaces. Of a form this may be a field, which is no address. */
const mayLead = ({ href }: { href?: string & Partial<SVGAnimatedString> }) =>
  PATH.test((href?.baseVal ?? href) as string);

/**
 * Are there more elements than this under a node? Counts no further, as an index in brackets would: Chromium then asks for the
 * length first. Only a shadow root has no such list.
 */
export function holdsOver(count: number, node: Node): unknown {
  const all = (builtIn(node, 'getElementsByTagName') ?? builtIn(node, 'querySelectorAll')) as
    | ((this: Node, every: '*') => HTMLCollection)
    | undefined;
  return all?.call(node, '*').item(count);
}

const childrenOf = (node: Node) => [...(builtIn(node, 'childNodes') as Iterable<Node>)];

const textOf = (node: Node) => `${builtIn(node, 'textContent')}`;

/**
 * The nodes at or under a root in which a task's address may be written: links, texts, and the smallest elements that have one
 * across their children's borders; nothing where the caller may pause. The browser joins the text of a subtree faster than
 * anything can walk it: so ask subtrees, and go down only into those that answer yes, to a text, or to an element that has an
 * address besides those that its children have each by itself. `odd` are subtrees that cannot be read as a whole, and those
 * that turn out so are added: they are read in smaller pieces, down to the node that is the cause.
 */
export function* worthReading(root: Node, odd: WeakSet<Node>): Generator<Node | false | undefined> {
  const pieces = [root];
  while (pieces[0]) {
    const piece = pieces.pop() as HTMLAnchorElement;
    yield;
    try {
      if (mayLead(piece)) yield piece;
      // A large subtree is cut into its children, which keeps slices short; but a wide one only when it is very large: asking
      // each of many small children alone costs more than asking their parent once.
      const most = 1_000 + 200 * (builtIn(piece, 'childElementCount') as number);
      if (odd.has(piece) || holdsOver(most, piece) || holdsOver(30_000, piece)) {
        // The last one is taken first: what stands at the top of the page is read first.
        pieces.push(...(childrenOf(piece).reverse() as HTMLAnchorElement[]));
        continue;
      }
      for (const links of LINKS)
        for (const link of builtIn(piece, 'querySelectorAll')?.call(piece, links) ?? [])
          yield mayLead(link as HTMLAnchorElement) && link;
      const hits: Node[] = PATH.test(textOf(piece)) ? [piece] : [];
      for (const node of hits) {
        let apart = '';
        for (const child of childrenOf(node)) {
          const text = textOf(child);
          if (PATH.test(text)) hits.push(child);
          apart += `${text},`;
          yield;
        }
        if (textOf(node).split(PATH).length > apart.split(PATH).length) yield node;
      }
    } catch {
      if (!odd.has(piece)) pieces.push(piece);
      odd.add(piece);
    }
  }
}
