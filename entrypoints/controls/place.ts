import { builtIn } from '../../lib/built-in';
import type { FoundLink } from '../../lib/page-links';

export const isText = (node: Node): node is Text => node.nodeType === 3;

/** Whether what a document makes can be shown; an XML document or drawing makes elements that are nothing. */
const makesHtml = (doc: Document) => 'style' in doc.createElement('a');

/** Whether a host of ours can stand there: in the page, or in a frame of it. */
export const canStandIn = (doc: Document) => makesHtml(document) && makesHtml(doc);

/** The node that the host stands right after: an area's map, an outermost SVG, else the link. */
export function anchorOf({ node }: FoundLink): ChildNode {
  let anchor: ChildNode = node;
  for (let svg = node as SVGElement | null; svg; svg = svg.ownerSVGElement) anchor = svg;
  return (node.nodeName === 'AREA' && (node as Element).closest('map')) || anchor;
}

/** The element around a node, out of its root if need be. Only a root has a `host`; a link has one that is a part of its address. */
export const parentOf = (node: Node): Element | null | undefined =>
  builtIn(node, 'parentElement') ?? (builtIn(node, 'parentNode') as Partial<ShadowRoot> | null)?.host;

/** The element whose box stands for the anchor in the layout. */
export const boxOf = (anchor: ChildNode) => (isText(anchor) ? parentOf(anchor) : (anchor as Element));

/** Whether the parent makes an item of each child, so that a text in it must not be cut. */
export const makesItems = (parent: Element | null | undefined) =>
  !!parent && /flex|grid/.test(getComputedStyle(parent).display);

/** Whether a box after this anchor would break the layout: below a block, in a grid, in a column or a spread row. */
export function needsAside(anchor: ChildNode): boolean {
  const { float, position, display } = getComputedStyle(boxOf(anchor) as Element);
  // The look that was just read is the parent's when the anchor is a text, which does nothing to the flow itself.
  const isElement = !isText(anchor);
  if (isElement && !/^none[rs]/.test(float + position)) return true;
  const parent = parentOf(anchor);
  if (!parent || !makesItems(parent)) return isElement && !display.startsWith('inline');
  const row = getComputedStyle(parent);
  return !/flexrow.*(normal|start|left)$/.test(row.display + row.flexDirection + row.justifyContent);
}

/** The box in which the text of an anchor's link ends; none where nothing of it is drawn. */
function endOf(anchor: ChildNode, found: FoundLink): DOMRect | undefined {
  const range = new Range();
  range.selectNodeContents(anchor);
  // The page may have shortened it meanwhile.
  if (isText(anchor)) range.setEnd(anchor, Math.min(found.end, anchor.length));
  return [...range.getClientRects()].at(-1);
}

/** What a ring takes of its line, px. */
const TAKEN = 30;
/** To measure the lines of a block that is higher than this, px, would take too long. */
const HIGHEST = 20_000;

/** The boxes of what stands in a block, and of the rings that are about to. */
export type Lines = Map<Element, DOMRect[]>;

/**
 * Whether a ring after this anchor finds room in its line. If not, the browser would break the page's lines anew, and words
 * jump from the end of one to the beginning of the next. `known` holds what was measured in the same go.
 */
export function hasRoom(anchor: ChildNode, found: FoundLink, known: Lines): boolean {
  let block: Element | undefined;
  let style: CSSStyleDeclaration;
  do {
    // The outermost element is a block, whatever its sheet says.
    block = parentOf(block ?? anchor) as Element;
    style = getComputedStyle(block);
  } while (style.display === 'inline');
  const end = endOf(anchor, found);
  if (!end || (builtIn(block, 'clientHeight') as number) > HIGHEST) return true;
  const range = new Range();
  range.selectNodeContents(block);
  const boxes = known.get(block) ?? [...range.getClientRects()];
  known.set(block, boxes);
  const middle = (end.top + end.bottom) / 2;
  const line = boxes.filter(({ top, bottom }) => top < middle && middle < bottom);
  const left = Math.min(...line.map((box) => box.left));
  const used = Math.max(...line.map((box) => box.right)) - left + TAKEN;
  boxes.push(new DOMRect(left, end.top, used, end.height));
  const width = builtIn(block, 'clientWidth') as number;
  if (used <= width - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)) return true;
  // What is as wide as its content may just grow, and `nowrap` or `pre` goes on. To read all this is not free.
  const { display, float, position, whiteSpace } = style;
  const isFixed = /^(block|list.*)none[rs].+(l|-\w+)$/.test(display + float + position + whiteSpace);
  return !isFixed || makesItems(parentOf(block));
}

/** The style of a host that is out of the flow and not moved yet. */
export const UNMOVED = '--move:none';

/** A host, and where it stands. */
interface PlacedHost {
  readonly host: HTMLElement;
  readonly found: FoundLink;
  /** The node that it stands right after. */
  readonly anchor: ChildNode;
  /** Without room of its own. */
  readonly isSmall: boolean;
}

/**
 * The style that moves such a host, which has `UNMOVED` now, to 6 px after the end of what its link shows, or onto the corner
 * where that ends: a plain move, for which nothing is laid out anew.
 */
export function movedAside({ host, anchor, found, isSmall }: PlacedHost): string {
  const end = endOf(anchor, found);
  if (!end) return UNMOVED;
  const from = host.getBoundingClientRect();
  const rtl = getComputedStyle(host).direction === 'rtl';
  const gap = isSmall ? -9 : 6;
  const across = rtl ? end.left - gap - from.right : end.right + gap - from.left;
  const down = isSmall ? end.top : (end.top + end.bottom) / 2;
  return `--move:${across}px ${down - (from.top + from.bottom) / 2}px`;
}
