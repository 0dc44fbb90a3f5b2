import {
  type Box,
  common,
  controlsAmong,
  height,
  isEmpty,
  linesOf,
  nameOf,
  ownWords,
  pressedBoxes,
  seenPart,
  styleOf,
  width,
} from './boxes';

/** Something that is not as it should be, by the name of the check that saw it. */
export interface Finding {
  readonly check: string;
  readonly what: string;
}

const finding = (check: string, element: Element, what: string): Finding => ({
  check,
  what: `${nameOf(element)} ${what}`,
});

/** Boxes of text are measured in parts of a pixel. */
const SLACK = 1;
/** A finger or a shaking hand needs so much, px. */
const LEAST_HIT = 24;

const isShortened = (element: Element) => {
  const { textOverflow, webkitLineClamp } = styleOf(element);
  return textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
};

/** Words that are cut without an ellipsis, boxes that are wider than what holds them, and what reaches out of the window. */
export function cutWords(elements: readonly Element[]): Finding[] {
  const found: Finding[] = [];
  for (const element of elements) {
    const { overflowX } = styleOf(element);
    const scrolls = /auto|scroll/.test(overflowX) || element.matches('input, textarea, select');
    if (
      overflowX !== 'visible' &&
      !scrolls &&
      element.scrollWidth > element.clientWidth + SLACK &&
      !isShortened(element)
    )
      found.push(finding('cut', element, `holds ${element.scrollWidth} px in ${element.clientWidth}`));
    if (
      element.scrollHeight > element.clientHeight + SLACK + 1 &&
      styleOf(element).overflowY === 'hidden' &&
      !isShortened(element)
    )
      found.push(finding('cut', element, `holds ${element.scrollHeight} px of height in ${element.clientHeight}`));
    if (!ownWords(element) || isShortened(element)) continue;
    for (const line of linesOf(element)) {
      const seen = seenPart(element, line);
      const isGone = height(seen) < height(line) / 2;
      if (!isGone && (line.left < seen.left - SLACK || line.right > seen.right + SLACK) && !isInShortened(element))
        found.push(finding('cut', element, `is cut at ${Math.round(seen.right)} of ${Math.round(line.right)} px`));
    }
  }
  return found;
}

/** What an ancestor shortens, an inline element in it has whole. */
function isInShortened(element: Element): boolean {
  for (let around: Element | null = element; around; around = around.parentElement)
    if (isShortened(around)) return true;
  return false;
}

/** A link within a sentence is as high as its line (WCAG 2.5.8, inline). */
const isInline = (control: Element) => control.matches('a:not(.button)');

export function smallHits(elements: readonly Element[]): Finding[] {
  return controlsAmong(elements)
    .filter((control) => !isInline(control) && !control.closest('.small:not(.button)'))
    .flatMap((control) => {
      const boxes = pressedBoxes(control);
      const [box] = boxes;
      if (!box || boxes.some((one) => Math.min(width(one), height(one)) >= LEAST_HIT - 0.5)) return [];
      return [finding('hit area', control, `is ${width(box).toFixed(1)} × ${height(box).toFixed(1)} px`)];
    });
}

const within = (a: Element, b: Element) => a.contains(b) || b.contains(a);
const isLarge = (box: Box) => width(box) > 1.5 && height(box) > 1.5;

/** Controls that lie over each other, and lines of text that do. */
export function overlaps(elements: readonly Element[]): Finding[] {
  const boxes = [
    ...controlsAmong(elements).map((element) => ({ element, box: seenPart(element, element.getBoundingClientRect()) })),
    ...elements
      .filter((element) => ownWords(element) && !element.closest('button, select, option'))
      .flatMap((element) =>
        linesOf(element).map((line) => ({ element, box: seenPart(element, drawn(element, trimmed(line))) })),
      ),
  ].filter(({ box }) => !isEmpty(box));
  const found: Finding[] = [];
  for (const [index, { element, box }] of boxes.entries())
    for (const other of boxes.slice(index + 1)) {
      const isTogether = within(element, other.element) || element.getRootNode() !== other.element.getRootNode();
      const isDrawnOver = element.matches('.segments input') || other.element.matches('.segments input');
      if (isTogether || isDrawnOver || !isLarge(common(box, other.box))) continue;
      found.push(finding('overlap', element, `and ${nameOf(other.element)} lie over each other`));
    }
  return found;
}

/** What an element shortens itself is not drawn. */
export const drawn = (element: Element, line: Box) =>
  isShortened(element) ? common(line, element.getBoundingClientRect()) : line;

/** Lines may touch: what letters have above and below is empty. */
const trimmed = ({ left, top, right, bottom }: Box): Box => ({ left, right, top: top + 3, bottom: bottom - 3 });

/** Whether what is at the middle of each control is that control. */
export function buried(elements: readonly Element[]): Finding[] {
  return controlsAmong(elements).flatMap((control) => {
    // A link that goes on in the next line has nothing in the middle of what is around both lines.
    const [first = control.getBoundingClientRect()] = control.getClientRects();
    const box = seenPart(control, first);
    if (isEmpty(box) || width(box) < 8 || height(box) < 8) return [];
    const root = control.getRootNode() as Document | ShadowRoot;
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const toast = control.closest<HTMLElement>('.toast');
    // A message is there for the pointer only once that is over it.
    toast?.style.setProperty('pointer-events', 'auto');
    const hit = root.elementFromPoint(x, y);
    toast?.style.removeProperty('pointer-events');
    const label = (control as HTMLInputElement).labels?.[0];
    if (hit && (control.contains(hit) || label?.contains(hit))) return [];
    return [finding('stacking', control, `lies under ${hit ? nameOf(hit) : 'nothing that can be found'}`)];
  });
}
