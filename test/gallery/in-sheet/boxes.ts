import type { Area } from '../pictures/picture';
import { documentOf, stageOf } from './frames';

/** A box in its frame; CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const common = (a: Box, b: Box): Box => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});
export const width = ({ left, right }: Box) => right - left;
export const height = ({ top, bottom }: Box) => bottom - top;
export const isEmpty = (box: Box) => width(box) <= 0 || height(box) <= 0;

export const parentOf = (element: Element): Element | null =>
  element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;

/** In the browser's own view of the frame's document, so that its classes are the right ones. */
const styleOf = (element: Element, pseudo?: string) =>
  (element.ownerDocument.defaultView as Window).getComputedStyle(element, pseudo);

export { styleOf };

/** Whether an element is in the top layer, where nothing around it cuts it. */
const isOnTop = (element: Element) => element.matches(':popover-open');

/** What of a box can be seen: within everything around it that cuts, and the window. */
export function seenPart(element: Element, box: Box): Box {
  const view = element.ownerDocument.documentElement;
  let seen = common(box, {
    left: 0,
    top: 0,
    right: view.clientWidth,
    bottom: element.ownerDocument.defaultView?.innerHeight ?? 0,
  });
  for (let around: Element | null = element; around && !isOnTop(around); around = parentOf(around)) {
    const { overflowX, overflowY, position } = styleOf(around);
    if (around !== element && (overflowX !== 'visible' || overflowY !== 'visible'))
      seen = common(seen, around.getBoundingClientRect());
    if (position === 'fixed') break;
  }
  return seen;
}

/** Every element that is drawn in a frame, closed roots included; within `only` where that is given. */
export function elementsOf(frame: HTMLIFrameElement, only: string): Element[] {
  const doc = documentOf(frame);
  const scope = only ? [...doc.querySelectorAll(only)] : [doc.body];
  const roots = only ? [] : stageOf(frame).roots.filter(({ host }) => host.isConnected);
  const all = [...scope, ...scope.flatMap((one) => [...one.querySelectorAll('*')])];
  return [...all, ...roots.flatMap((root) => [...root.querySelectorAll('*')])].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.closest('.only-heard, script') &&
      !isEmpty(element.getBoundingClientRect()),
  );
}

/** The words that an element draws itself: its own text nodes, or its sheet's. */
export function ownWords(element: Element): string {
  const drawn = styleOf(element, '::before').content.match(/^"(.*)"$/)?.[1] ?? '';
  const texts = [...element.childNodes]
    .filter(({ nodeType }) => nodeType === 3)
    .map(({ nodeValue }) => nodeValue ?? '');
  const words = (drawn + texts.join('')).trim();
  return HAS_LETTERS.test(words) ? words : '';
}

/** A separator's dot has too few pixels to be measured. */
const HAS_LETTERS = /[\p{L}\p{N}]/u;

/** The lines of an element's own text; of words that the sheet draws, its box. */
export function linesOf(element: Element): Box[] {
  const texts = [...element.childNodes].filter(
    ({ nodeType, nodeValue }) => nodeType === 3 && HAS_LETTERS.test(nodeValue ?? ''),
  );
  if (texts.length === 0) return [element.getBoundingClientRect()];
  return texts.flatMap((text) => {
    const range = element.ownerDocument.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()];
  });
}

/** For a person: what an element is. */
export function nameOf(element: Element): string {
  const classes = [...element.classList].map((one) => `.${one}`).join('');
  const words = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
  return `${element.localName}${classes}${words ? ` “${words.slice(0, 40)}”` : ''}`;
}

/** From the frame's coordinates to the sheet's. */
export function inSheet(frame: HTMLIFrameElement, box: Box): Area {
  const { x, y } = frame.getBoundingClientRect();
  return { x: x + box.left, y: y + box.top, width: width(box), height: height(box) };
}

const CONTROLS = 'button, a[href], input, select, textarea, summary';

export const controlsAmong = (elements: readonly Element[]) => elements.filter((element) => element.matches(CONTROLS));

/** What can be pressed to use a control: itself, and its labels. */
export const pressedBoxes = (control: Element): Box[] =>
  [control, ...((control as HTMLInputElement).labels ?? [])].map((one) => one.getBoundingClientRect());
