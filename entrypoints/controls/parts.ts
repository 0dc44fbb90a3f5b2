import css from './style.css?inline';

/** What a document needs once: a constructed sheet belongs to its document and cannot be shared with a frame's. */
interface Kit {
  readonly sheet: CSSStyleSheet;
  readonly wrap: HTMLElement;
  readonly more: HTMLElement;
}

const kits = new WeakMap<Document, Kit>();

/** Built by calls, never from a string: pages with Trusted Types refuse those. */
function kitOf(doc: Document): Kit {
  const known = kits.get(doc);
  if (known) return known;
  const sheet = new (doc.defaultView ?? window).CSSStyleSheet();
  sheet.replaceSync(css);
  const wrap = make(doc, 'span', 'wrap');
  wrap.popover = 'manual';
  wrap.append(make(doc, 'button', 'ring'));
  wrap.firstElementChild?.append(icon(doc));
  const more = make(doc, 'span', 'more');
  const words = make(doc, 'span', 'words');
  words.ariaHidden = 'true';
  words.append(make(doc, 'i', 'title'), make(doc, 'i', 'due'));
  const pencil = make(doc, 'button', 'pencil');
  pencil.append(icon(doc));
  more.append(words, pencil);
  const kit = { sheet, wrap, more };
  kits.set(doc, kit);
  return kit;
}

/** An element of ours in the page's document, whatever kind of document that is. */
export function make(doc: Document, name: string, className = ''): HTMLElement {
  const element = doc.createElementNS('http://www.w3.org/1999/xhtml', name) as HTMLElement;
  if (className) element.className = className;
  return element;
}

/** One circle and one path: the sheet gives them their shape for each state. */
export function icon(doc: Document): SVGElement {
  const create = (name: string) => doc.createElementNS('http://www.w3.org/2000/svg', name);
  const svg = create('svg') as SVGElement;
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.ariaHidden = 'true';
  const circle = create('circle');
  for (const [name, value] of [
    ['cx', '8'],
    ['cy', '8'],
    ['r', '6.25'],
  ] as const)
    circle.setAttribute(name, value);
  svg.append(circle, create('path'));
  return svg;
}

/** A plain element with a closed root that has our sheet; every inline style is important. */
export function makeHost(doc: Document, style: string): { host: HTMLElement; root: ShadowRoot } {
  const host = make(doc, 'span');
  host.style.cssText = `all:initial!important;${style}`;
  const root = host.attachShadow({ mode: 'closed' });
  root.adoptedStyleSheets = [kitOf(doc).sheet];
  return { host, root };
}

/** The ring, cloned. */
export function makeWrap(doc: Document): { wrap: HTMLElement; ring: HTMLElement } {
  const wrap = doc.importNode(kitOf(doc).wrap, true);
  return { wrap, ring: wrap.firstElementChild as HTMLElement };
}

export interface More {
  readonly more: HTMLElement;
  readonly title: HTMLElement;
  readonly due: HTMLElement;
  readonly pencil: HTMLElement;
}

/** The bar's inside, cloned when it opens for the first time. */
export function makeMore(doc: Document): More {
  const more = doc.importNode(kitOf(doc).more, true);
  const [title, due] = more.querySelectorAll('i');
  return { more, title: title as HTMLElement, due: due as HTMLElement, pencil: more.lastElementChild as HTMLElement };
}
