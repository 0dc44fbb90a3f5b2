import { around, isDrawn, trees } from './places';

/** The API by which a content script looks into closed roots. */
declare const chrome: { dom: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };

export interface Ring {
  /** The title in its accessible name. */
  readonly name: string;
  readonly button: Element;
  readonly box: DOMRect;
}

export function innerRoot(element: Element): ShadowRoot | null {
  try {
    return chrome.dom.openOrClosedShadowRoot(element);
  } catch {
    return null; // not an element that could have one
  }
}

const RING = /^(?:Complete|Reopen) task: (.*)$|^Sign in to Tasklark/s;

/** All rings of ours in the page that are drawn, by the accessible names that they are known under. */
export function rings(): Ring[] {
  const found: Ring[] = [];
  const seek = (root: ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      const name = RING.exec(element.ariaLabel ?? '');
      const box = element.getBoundingClientRect();
      if (name && isDrawn(element) && box.width) found.push({ name: name[1] ?? '', button: element, box });
      const inner = innerRoot(element);
      if (inner) seek(inner);
    }
  };
  for (const tree of trees(document))
    for (const element of tree.querySelectorAll('*')) {
      const inner = innerRoot(element);
      if (inner && inner !== element.shadowRoot) seek(inner);
    }
  return found;
}

/** What is hit there, through all roots; `frame` is the document in whose window the place is. */
export function hitAt(x: number, y: number, frame: Document): Element | null {
  let hit = frame.elementFromPoint(x, y);
  for (let root = hit && innerRoot(hit); root; root = hit && innerRoot(hit)) {
    const deeper: Element | null = root.elementFromPoint(x, y);
    if (!deeper || deeper === hit || deeper.getRootNode() !== root) break;
    hit = deeper;
  }
  return hit;
}

export const isOf = (hit: Element | null, button: Element) => !!hit && [...around(hit)].includes(button);

export function nameOf(element: Element | null): string {
  if (!element) return 'nothing';
  const { localName, className } = element;
  return `${localName}.${typeof className === 'string' ? className.split(' ').slice(0, 3).join('.') : ''}`;
}
