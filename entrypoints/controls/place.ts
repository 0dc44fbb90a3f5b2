import type { FoundLink } from '../../lib/page-links';

const BOX = ';width:24px!important;height:24px!important;visibility:inherit!important';
/** In the line, or as an item of a row: a box without height for it, since its margins take back what it is high. */
const INLINE = `display:inline-block!important;position:relative!important;margin:-12px 0!important;margin-inline-start:6px!important;vertical-align:middle!important;flex:none!important;align-self:center!important${BOX}`;
/** Out of the flow where a box of its own would break the layout; `moveBeside` puts it at the link's end. */
const ASIDE = `display:block!important;position:absolute!important${BOX}`;

export const hostStyle = (aside: boolean) => (aside ? ASIDE : INLINE);

export const isText = (node: Node): node is Text => node.nodeType === 3;

/** The node that the host stands right after: an area's image, an outermost SVG, else the link; nothing while it is not in a tree. */
export function anchorOf({ node }: FoundLink): ChildNode | undefined {
  let anchor: ChildNode = node;
  if (node.nodeName === 'AREA') {
    const map = node.parentElement?.closest('map');
    const image = [...document.images].find(({ useMap }) => map && useMap === `#${map.name}`);
    anchor = image ?? map ?? node;
  }
  for (let svg = anchor as SVGElement | null; svg; svg = svg.ownerSVGElement) anchor = svg;
  return anchor.parentNode ? anchor : undefined;
}

/** The element whose box stands for the anchor in the layout. */
export const boxOf = (anchor: ChildNode) => (isText(anchor) ? anchor.parentElement : (anchor as Element));

/** Whether the parent makes an item of each child, so that a text in it must not be cut. */
export const makesItems = (parent: Element | null) => !!parent && /flex|grid/.test(getComputedStyle(parent).display);

/** Whether a box after this anchor would break the layout: below a block, in a grid, in a column or a spread row. */
export function needsAside(anchor: ChildNode): boolean {
  const parent = anchor.parentElement;
  const { float, position, display } = isText(anchor)
    ? { float: 'none', position: '', display: 'inline' }
    : getComputedStyle(anchor as Element);
  if (float !== 'none' || /abs|fix/.test(position)) return true;
  if (!parent || !makesItems(parent)) return !/^inline/.test(display);
  const around = getComputedStyle(parent);
  return !/flex row.* (normal|start|left|flex-start)$/.test(
    `${around.display} ${around.flexDirection} ${around.justifyContent}`,
  );
}

/** Moves a host that is out of the flow to 6 px after the end of its anchor's content. A plain move, no layout. */
export function moveBeside(host: HTMLElement, anchor: ChildNode): void {
  const range = new Range();
  range.selectNodeContents(anchor);
  const end = [...range.getClientRects()].at(-1) ?? boxOf(anchor)?.getBoundingClientRect();
  if (!end) return;
  const move = (to: string) => host.style.setProperty('translate', to, 'important');
  move('none');
  const from = host.getBoundingClientRect();
  const rtl = getComputedStyle(host).direction === 'rtl';
  const across = rtl ? end.left - 6 - from.right : end.right + 6 - from.left;
  move(`${across}px ${(end.top + end.bottom - from.top - from.bottom) / 2}px`);
}
