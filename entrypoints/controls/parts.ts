import css from './style.css?inline';

const sheets = new WeakMap<Document, CSSStyleSheet>();

/** An element of ours, made by calls and never from a string: pages with Trusted Types refuse those. */
export function make(name: string, className: string, ...children: Node[]): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

/** Words drawn by the sheet from an attribute: no text node, so the page cannot search for them. */
export function drawn(name: string, className: string, words = ''): HTMLElement {
  const element = make(name, className);
  element.dataset.words = words;
  return element;
}

/** A button, or what looks like one, with one circle and one path: the sheet gives them their shape for each state. */
export function makeIcon(name: string, className: string): HTMLElement {
  const shape = (of: string) => document.createElementNS('http://www.w3.org/2000/svg', of);
  const svg = shape('svg');
  svg.append(shape('circle'), shape('path'));
  return make(name, className, svg);
}

/** A plain element with a closed root that has our sheet; a constructed sheet cannot be shared with a frame's document. */
export function makeHost(doc: Document): { host: HTMLElement; root: ShadowRoot } {
  const host = doc.createElement('span');
  const root = host.attachShadow({ mode: 'closed' });
  let sheet = sheets.get(doc);
  if (!sheet) {
    sheet = new (doc.defaultView ?? window).CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(doc, sheet);
  }
  root.adoptedStyleSheets = [sheet];
  return { host, root };
}
