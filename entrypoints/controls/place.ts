import type { FoundLink } from '../../lib/page-links';

/** Where a host may never stand: it would be part of what the page makes clickable or editable. */
const CLICKABLE = 'a,button,label,summary,select,option,[role=button],[role=link]';
const EDITABLE = 'input,textarea,[contenteditable]:not([contenteditable=false]),[role=textbox]';

const BOX = 'width:24px!important;height:24px!important;visibility:inherit!important;';
/** A box without height for the line that it stands in: its margins take back what it is high. */
const INLINE = `display:inline-block!important;position:relative!important;${BOX}margin:-12px 0!important;margin-inline-start:6px!important;vertical-align:middle!important;`;
const ITEM = `${INLINE}flex:none!important;align-self:center!important;`;
/** Out of the flow where a box of its own would break the layout; `moveBeside` puts it at the link's end. */
const ASIDE = `display:block!important;position:absolute!important;${BOX}`;

export const isText = (node: Node): node is Text => node.nodeType === Node.TEXT_NODE;

/** The element whose box tells whether the link is near the viewport, and which stands for the link in the layout. */
export function boxOf({ node }: FoundLink): Element | undefined {
  if (isText(node)) return node.parentElement ?? undefined;
  if (node.localName === 'area') return imageOf(node) ?? undefined;
  return outermostSvg(node);
}

/** The node that the host stands right after, or nothing where no host may stand. A text node has been cut by then. */
export function anchorOf(found: FoundLink): ChildNode | undefined {
  let anchor: ChildNode | undefined = isText(found.node) ? found.node : boxOf(found);
  for (;;) {
    const around: Element | null | undefined = anchor?.parentElement?.closest(CLICKABLE);
    if (!around) break;
    anchor = around;
  }
  return anchor?.parentElement?.closest(EDITABLE) || !anchor?.parentNode ? undefined : anchor;
}

function imageOf(area: Element): Element | null {
  const map = area.closest('map');
  const root = area.getRootNode() as Document | ShadowRoot;
  const name = map?.getAttribute('name');
  return (name && root.querySelector(`img[usemap="#${CSS.escape(name)}"]`)) || map;
}

function outermostSvg(node: Element): Element {
  let outer = node;
  for (let up: Element | null = node; up; up = up.parentElement) if (up.localName === 'svg') outer = up;
  return outer;
}

const isFlexOrGrid = (style: CSSStyleDeclaration) => /flex|grid/.test(style.display);

/** Whether text directly inside this parent would become separate items when cut. */
export function makesItems(parent: Element | null): boolean {
  return parent !== null && isFlexOrGrid(getComputedStyle(parent));
}

/** How the host has to stand after this anchor so that nothing else moves: in the line, as an item of a row, or aside. */
export function hostStyle(anchor: ChildNode): { style: string; aside: boolean } {
  const parent = anchor.parentElement && getComputedStyle(anchor.parentElement);
  const own = isText(anchor) ? undefined : getComputedStyle(anchor as Element);
  const flows =
    !own ||
    (own.float === 'none' &&
      !/absolute|fixed/.test(own.position) &&
      !/^(block|flex|grid|table|list)/.test(own.display));
  if (!parent || !isFlexOrGrid(parent)) return flows ? { style: INLINE, aside: false } : { style: ASIDE, aside: true };
  const row = parent.display.endsWith('flex') && parent.flexDirection.startsWith('row');
  const spread = /space|end|right|center/.test(parent.justifyContent);
  const out = own && (own.float !== 'none' || /absolute|fixed/.test(own.position));
  if (!row || spread || out) return { style: ASIDE, aside: true };
  const gap = Number.parseFloat(parent.columnGap) || 0;
  return { style: `${ITEM}margin-inline-start:${Math.max(0, 6 - gap)}px!important;`, aside: false };
}

/** Moves a host that is out of the flow to 6 px after the end of its anchor's content. A plain move, no layout. */
export function moveBeside(host: HTMLElement, anchor: ChildNode): void {
  const range = host.ownerDocument.createRange();
  range.selectNodeContents(anchor);
  const rects = range.getClientRects();
  const end = rects[rects.length - 1] ?? (anchor as Element).getBoundingClientRect?.();
  if (!end) return;
  host.style.setProperty('translate', 'none', 'important');
  const from = host.getBoundingClientRect();
  const x = getComputedStyle(host).direction === 'rtl' ? end.left - 6 - from.right : end.right + 6 - from.left;
  const y = (end.top + end.bottom - from.top - from.bottom) / 2;
  host.style.setProperty('translate', `${x}px ${y}px`, 'important');
}

/** Whether the host still stands right after its anchor, with nothing between but other hosts of ours. */
export function standsAfter(host: Node, anchor: Node, isOurs: (node: Node) => boolean): boolean {
  let before = host.previousSibling;
  while (before && before !== anchor && isOurs(before)) before = before.previousSibling;
  return before === anchor;
}
