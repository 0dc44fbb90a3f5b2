import type { FoundLink } from '../../lib/page-links';

export const isText = (node: Node): node is Text => node.nodeType === 3;

/** The node that the host stands right after: an area's map, an outermost SVG, else the link. */
export function anchorOf({ node }: FoundLink): ChildNode {
  let anchor: ChildNode = node;
  for (let svg = node as SVGElement | null; svg; svg = svg.ownerSVGElement) anchor = svg;
  return (node.nodeName === 'AREA' && node.parentElement?.closest('map')) || anchor;
}

/** The element whose box stands for the anchor in the layout. */
export const boxOf = (anchor: ChildNode) => (isText(anchor) ? anchor.parentElement : (anchor as Element));

/** Whether the parent makes an item of each child, so that a text in it must not be cut. */
export const makesItems = (parent: Element | null) => !!parent && /flex|grid/.test(getComputedStyle(parent).display);

/** Whether a box after this anchor would break the layout: below a block, in a grid, in a column or a spread row. */
export function needsAside(anchor: ChildNode): boolean {
  const parent = anchor.parentElement;
  const own = isText(anchor) ? undefined : getComputedStyle(anchor as Element);
  if (own && !/^none(static|relative|sticky)$/.test(own.float + own.position)) return true;
  if (!makesItems(parent)) return !!own && !own.display.startsWith('inline');
  const { display, flexDirection, justifyContent } = getComputedStyle(parent as Element);
  return !/flexrow.*(normal|start|left)$/.test(display + flexDirection + justifyContent);
}

/** Moves a host that is out of the flow to 6 px after the end of its anchor's content. A plain move, no layout. */
export function moveAside(host: HTMLElement, anchor: ChildNode): void {
  const range = new Range();
  range.selectNodeContents(anchor);
  const end = [...range.getClientRects()].at(-1);
  if (!end) return;
  const move = (to: string) => host.style.setProperty('--move', to);
  move('none');
  const from = host.getBoundingClientRect();
  const rtl = getComputedStyle(host).direction === 'rtl';
  const across = rtl ? end.left - 6 - from.right : end.right + 6 - from.left;
  move(`${across}px ${(end.top + end.bottom - from.top - from.bottom) / 2}px`);
}
