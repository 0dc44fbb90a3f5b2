import type { Area } from '../pictures/picture';
import {
  type Box,
  elementsOf,
  height,
  inSheet,
  isEmpty,
  linesOf,
  nameOf,
  ownWords,
  seenPart,
  styleOf,
  width,
} from './boxes';
import { wrongEdges, wrongSides } from './direction';
import { enabledLooks } from './disabled-look';
import { type Edged, edgedParts } from './edges';
import { documentOf, type Frame, frameAt } from './frames';
import { buried, cutWords, drawn, type Finding, overlaps, smallHits } from './geometry';
import { nativeLooks } from './native-look';

/** A part of a cell in which something must be seen. */
export interface Inked {
  readonly what: string;
  /** In the sheet; CSS pixels. */
  readonly area: Area;
  /** As the sheet says, over whatever is behind; of a shape each of its strokes and fills. */
  readonly colors: readonly string[];
  readonly kind: 'words' | 'shape';
}

export interface Probe {
  readonly findings: readonly Finding[];
  readonly inked: readonly Inked[];
  readonly edged: readonly Edged[];
  /** Sizes of what must have the same in every state, by name; CSS pixels. */
  readonly sizes: Readonly<Record<string, string>>;
}

/**
 * What may be hard to see, and why: a disabled control says that it cannot be used (WCAG 1.4.3); an option of a list that is
 * closed is not there; a placeholder of what is being read is none of the words.
 */
const MAY_BE_FAINT = ':disabled, :disabled *, option, optgroup, [aria-hidden="true"] > .skeleton, .skeleton';

/** The dotted circle of a task that was not read says that there is nothing to see yet; its button has a name. */
const FAINT_SHAPES = '.skeleton, .unread svg, .ring-unread';

/** What stands in a field. */
const typedWords = (element: Element) =>
  element.matches('select, textarea, input:not([type="checkbox"], [type="radio"])') &&
  ((element as HTMLInputElement).value.trim() || (element as HTMLInputElement).placeholder);

/** A field without its border and its arrow. */
function inside(element: Element): Box {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const [before, after] = styleOf(element).direction === 'rtl' ? [24, 5] : [5, 24];
  return { left: left + before, top: top + 3, right: right - after, bottom: Math.min(bottom, top + 60) - 3 };
}

/** Boxes of text as lines: white space has boxes of its own, at the end of a line and where one is indented. */
function inLines(boxes: readonly Box[]): Box[] {
  const lines: Box[] = [];
  for (const box of boxes) {
    const last = lines.at(-1);
    if (last && Math.abs(last.top - box.top) < 4 && boxes.length > 1)
      lines[lines.length - 1] = {
        ...last,
        left: Math.min(last.left, box.left),
        right: Math.max(last.right, box.right),
      };
    else lines.push({ left: box.left, top: box.top, right: box.right, bottom: box.bottom });
  }
  return lines.filter((line) => lines.length === 1 || width(line) >= 8);
}

function inkedParts(frame: HTMLIFrameElement, elements: readonly Element[]): Inked[] {
  const parts: Inked[] = [];
  for (const element of elements) {
    if (element.matches(MAY_BE_FAINT)) continue;
    const isShape = element.matches('svg');
    if (isShape && element.closest(FAINT_SHAPES)) continue;
    if (!isShape && !ownWords(element) && !typedWords(element)) continue;
    const boxes = isShape
      ? [element.getBoundingClientRect()]
      : typedWords(element)
        ? [inside(element)]
        : linesOf(element);
    for (const box of inLines(boxes).slice(0, 3)) {
      const seen = seenPart(element, drawn(element, box));
      if (isEmpty(seen) || height(seen) < height(box) * 0.8 || width(seen) < 4 || !isOnTop(element, seen)) continue;
      const colors = isShape
        ? shapeColours(element)
        : [styleOf(element, drawsWords(element) ? '::before' : undefined).color];
      parts.push({ what: nameOf(element), area: inSheet(frame, seen), colors, kind: isShape ? 'shape' : 'words' });
    }
  }
  return parts;
}

const drawsWords = (element: Element) => element.hasAttribute('data-words');

/** What an icon is drawn with. */
const shapeColours = (svg: Element) =>
  [...svg.children].flatMap((path) => {
    const { stroke, fill } = styleOf(path);
    return [stroke, fill].filter((colour) => colour !== 'none');
  });

/** Whether nothing stands over it; what does has its own check. */
function isOnTop(element: Element, box: { left: number; top: number; right: number; bottom: number }): boolean {
  const root = element.getRootNode() as Document | ShadowRoot;
  const hit = root.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  return !hit || hit.contains(element) || element.contains(hit) || !!element.closest('.toast, .wrap');
}

/** What has one size whatever the task, its state or the language. */
const FIXED = {
  ring: '.wrap:not(.small) > .ring',
  bar: '.wrap:popover-open .more',
  toast: '.toast',
  picture: '.toast svg',
} as const;

function sizesOf(elements: readonly Element[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(FIXED).flatMap(([name, selector]) => {
      const found = elements.find((element) => element.matches(selector));
      const box = found?.getBoundingClientRect();
      return box ? [[name, `${Math.round(box.width)} × ${Math.round(box.height)}`]] : [];
    }),
  );
}

function outOfWindow(frame: HTMLIFrameElement): Finding[] {
  const { scrollWidth, clientWidth } = documentOf(frame).documentElement;
  return scrollWidth > clientWidth + 1
    ? [{ check: 'cut', what: `the page is ${scrollWidth} px wide in a window of ${clientWidth}` }]
    : [];
}

/** Everything that can be known of the cells without looking at pixels, and where pixels are to be looked at. */
export function probe(frames: readonly Frame[], isMirrored: boolean): Probe[] {
  return frames.map((one, index) => {
    const frame = frameAt(index);
    const all = elementsOf(frame, one.only);
    // The words of the web page are not ours.
    const elements = one.isPage ? all.filter((element) => element.getRootNode() !== documentOf(frame)) : all;
    return {
      findings: [
        ...outOfWindow(frame),
        ...cutWords(elements),
        ...smallHits(elements),
        ...overlaps(elements),
        ...buried(elements),
        ...nativeLooks(elements),
        ...enabledLooks(elements),
        ...(isMirrored && !one.isPage ? [...wrongSides(frame, elements), ...wrongEdges(frame, elements)] : []),
      ],
      inked: inkedParts(frame, elements),
      edged: edgedParts(frame, elements),
      sizes: sizesOf(elements),
    };
  });
}
