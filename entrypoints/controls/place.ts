import type { FoundLink } from '../../lib/page-links';

export const isText = (node: Node): node is Text => node.nodeType === 3;

const html = new WeakMap<Document, boolean>();

/** Whether what a document makes can be shown; an XML document or drawing makes elements that are nothing. */
function makesHtml(doc: Document): boolean {
  const known = html.get(doc) ?? 'style' in doc.createElement('a');
  html.set(doc, known);
  return known;
}

/** Whether a host of ours can stand there: in the page, or in a frame of it. */
export const canStandIn = (doc: Document) => makesHtml(document) && makesHtml(doc);

/** The node that the host stands right after: an area's map, an outermost SVG, else the link. */
export function anchorOf({ node }: FoundLink): ChildNode {
  let anchor: ChildNode = node;
  for (let svg = node as SVGElement | null; svg; svg = svg.ownerSVGElement) anchor = svg;
  return (node.nodeName === 'AREA' && (node as Element).closest('map')) || anchor;
}

/** The element around a node, out of its root if need be. */
export const parentOf = (node: Node): Element | undefined =>
  node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host;

/** The element whose box stands for the anchor in the layout. */
export const boxOf = (anchor: ChildNode) => (isText(anchor) ? parentOf(anchor) : (anchor as Element));

/** Whether the parent makes an item of each child, so that a text in it must not be cut. */
export const makesItems = (parent: Element | undefined) =>
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

/** The style of a host that is out of the flow and not moved yet. */
export const UNMOVED = '--move:none';

/**
 * The style that moves such a host, which has `UNMOVED` now, to 6 px after the end of what its link shows: a plain move, for
 * which nothing is laid out anew.
 */
export function movedAside(host: HTMLElement, anchor: ChildNode, found: FoundLink): string {
  const range = new Range();
  range.selectNodeContents(anchor);
  // The page may have shortened it meanwhile.
  if (isText(anchor)) range.setEnd(anchor, Math.min(found.end, anchor.length));
  const end = [...range.getClientRects()].at(-1);
  if (!end) return UNMOVED;
  const from = host.getBoundingClientRect();
  const rtl = getComputedStyle(host).direction === 'rtl';
  const across = rtl ? end.left - 6 - from.right : end.right + 6 - from.left;
  return `--move:${across}px ${(end.top + end.bottom - from.top - from.bottom) / 2}px`;
}
