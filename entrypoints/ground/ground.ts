import { builtIn } from '../../lib/built-in';
import type { ThemedPart } from '../controls/desk';
import { parentOf } from '../controls/place';
import { type Brush, makeBrush } from './brush';
import type { Box } from './gradient';
import { CLEAR, layBackground } from './layers';

/** A cover must leave no more of an element than this part of a side, or it is an ornament. */
const COVERS = 0.9;
/** What draws something of its own that cannot be read. */
const PICTURES = /^(img|video|canvas|picture|object|embed)$/i;

export const PSEUDOS = ['::before', '::after'] as const;

/** Answers an element's style; each element that is drawn somewhere is asked for by this. */
export type StyleOf = (element: Element) => CSSStyleDeclaration;

/** What an element is drawn in, without leaving its document. */
export const around = (element: Element): Element | null | undefined =>
  builtIn(element, 'assignedSlot') ?? parentOf(element);

const boxOf = (element: Element): DOMRect =>
  (builtIn(element, 'getBoundingClientRect') as Element['getBoundingClientRect']).call(element);

const isRoot = ({ nodeName }: Element) => /^(html|body)$/i.test(nodeName);

function reaches(element: Element, x: number, y: number): boolean {
  const { left, right, top, bottom } = boxOf(element);
  return isRoot(element) || (left <= x && x <= right && top <= y && y <= bottom);
}

/**
 * What is drawn under an element at a point, topmost first: what it stands in, as far as that reaches. Within the window the
 * browser knows what else lies there; of what is in other roots, or lets the pointer through, it does not tell.
 */
function under(element: Element, x: number, y: number): Element[] {
  const stack = (element.getRootNode() as Document).elementsFromPoint(x, y);
  const found: Element[] = [];
  let up = around(element);
  /** Everything that it stands in, up to one or to the root. */
  function climb(to?: Element): void {
    for (; up && up !== to; up = around(up)) if (reaches(up, x, y)) found.push(up);
    up &&= around(up);
  }
  const ancestors = new Set<Element>();
  for (let one = up; one; one = around(one)) ancestors.add(one);
  const at = stack.indexOf(element);
  for (const below of at < 0 ? [] : stack.slice(at + 1)) {
    if (ancestors.has(below)) climb(below);
    found.push(below);
  }
  climb();
  return [...new Set(found)];
}

/** Whether a document without any background is dark: by its root's colour scheme, or by the one that its head names. */
function isDarkCanvas({ documentElement, head }: Document, styleOf: StyleOf): boolean {
  const own = styleOf(documentElement).colorScheme;
  const named = head?.querySelector('meta[name="color-scheme" i]')?.getAttribute('content') ?? '';
  const scheme = own === 'normal' ? named : own;
  return /\bdark/.test(scheme) && (!/\blight/.test(scheme) || matchMedia('(prefers-color-scheme:dark)').matches);
}

/** Whether a pseudo-element lies over or under the whole of its element. */
function isCover({ content, position, width, height }: CSSStyleDeclaration, box: Box): boolean {
  if (content === 'none' || content === 'normal' || !/absolute|fixed/.test(position)) return false;
  return Number.parseFloat(width) >= box.width * COVERS && Number.parseFloat(height) >= box.height * COVERS;
}

/** Tells whether what the browser draws where something stands is dark; nothing where it does not say. */
export function groundReader(styleOf: StyleOf): (part: ThemedPart) => boolean | undefined {
  let brush: Brush;
  /** What a picture is taken for. */
  let guess: string;

  function layOne(element: Element, x: number, y: number): void {
    const box = boxOf(element);
    const style = styleOf(element);
    if (style.visibility === 'visible') layBackground(style, box, x, y, brush, guess);
    if (PICTURES.test(element.nodeName)) brush.lay(guess);
    for (const pseudo of PSEUDOS) {
      const cover = getComputedStyle(element, pseudo);
      if (isCover(cover, box)) layBackground(cover, box, x, y, brush, guess);
    }
  }

  /** Lays all that is drawn at a point of the element's window and under the element. */
  function layUnder(element: Element, x: number, y: number): void {
    const doc = element.ownerDocument;
    const frame = doc.defaultView?.frameElement;
    const isDark = isDarkCanvas(doc, styleOf);
    // A frame's canvas is clear where both sides are of one colour scheme.
    if (frame && isDark === isDarkCanvas(frame.ownerDocument, styleOf)) {
      const { left, top } = frame.getBoundingClientRect();
      const [outerX, outerY] = [left + frame.clientLeft + x, top + frame.clientTop + y];
      layUnder(frame, outerX, outerY);
      layOne(frame, outerX, outerY);
    } else brush.base(isDark ? '#121212' : '#fff');
    const root = doc.documentElement;
    const layers = under(element, x, y).reverse();
    // The page's whole canvas has the background of its root or, without one, of its body.
    const { backgroundColor, backgroundImage } = styleOf(root);
    const canvas = backgroundColor === CLEAR && backgroundImage === 'none' && doc.body ? doc.body : root;
    layBackground(styleOf(canvas), boxOf(root), x, y, brush, guess);
    for (const layer of layers) if (layer !== canvas) layOne(layer, x, y);
  }

  return ({ host, wrap }) => {
    brush ??= makeBrush() as Brush;
    if (!brush) return undefined;
    const { left, right, top, bottom } = wrap.getBoundingClientRect();
    // Over a picture it is as its designer thought: the opposite of the words there.
    brush.base(styleOf(around(host) ?? host).color);
    guess = brush.isDark() ? '#fff' : '#000';
    layUnder(host, (left + right) / 2, (top + bottom) / 2);
    return brush.isDark();
  };
}
