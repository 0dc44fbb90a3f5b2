import { type Box, nameOf, ownWords, styleOf } from './boxes';
import { documentOf } from './frames';
import type { Finding } from './geometry';

/** What is placed by text in a line may change its order with it. */
const isPlaced = (element: Element) =>
  !styleOf(element).display.startsWith('inline') || element.matches('svg, button, input, select, textarea');

/** Where it stands in a line of text depends on the words before it, which the direction orders by their script. */
function isInSentence(element: Element): boolean {
  const around = element.parentElement;
  if (!around) return false;
  return (styleOf(element).display.startsWith('inline') && ownWords(around) !== '') || isInSentence(around);
}

/** Parts of a pixel, and what a line of text that is not mirrored leaves over. */
const SLACK = 2;

/**
 * A page from right to left is the same page in the mirror: each box is as far from the right edge as it is from the left one
 * once the same document runs from left to right.
 */
export function wrongSides(frame: HTMLIFrameElement, elements: readonly Element[]): Finding[] {
  const root = documentOf(frame).documentElement;
  const placed = elements.filter((element) => isPlaced(element) && !element.closest('svg *') && !isInSentence(element));
  const boxes = (): Box[] => placed.map((element) => element.getBoundingClientRect());
  const [rtl, edge] = [boxes(), root.clientWidth];
  root.dir = 'ltr';
  const ltr = boxes();
  root.dir = 'rtl';
  return placed.flatMap((element, index) => {
    const [there, here] = [rtl[index] as Box, ltr[index] as Box];
    const off = Math.max(Math.abs(there.left - (edge - here.right)), Math.abs(there.right - (edge - here.left)));
    const words = `is ${Math.round(there.left)}–${Math.round(there.right)} of ${edge} px, from left to right ${Math.round(here.left)}–${Math.round(here.right)}`;
    return off > SLACK ? [{ check: 'direction', what: `${nameOf(element)} ${words}` }] : [];
  });
}

/** Sides of borders and spaces that do not change with the direction. */
export function wrongEdges(frame: HTMLIFrameElement, elements: readonly Element[]): Finding[] {
  const root = documentOf(frame).documentElement;
  const read = () =>
    elements.map((element) => {
      const { borderLeftWidth, borderRightWidth, paddingLeft, paddingRight } = styleOf(element);
      return [borderLeftWidth, borderRightWidth, paddingLeft, paddingRight] as const;
    });
  const rtl = read();
  root.dir = 'ltr';
  const ltr = read();
  root.dir = 'rtl';
  return elements.flatMap((element, index) => {
    const [[left, right, padLeft, padRight], other] = [
      rtl[index] as readonly string[],
      ltr[index] as readonly string[],
    ];
    const isMirrored = left === other[1] && right === other[0] && padLeft === other[3] && padRight === other[2];
    return isMirrored ? [] : [{ check: 'direction', what: `${nameOf(element)} has the same edges in both directions` }];
  });
}
