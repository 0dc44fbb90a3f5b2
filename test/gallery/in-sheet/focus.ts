import type { Area } from '../pictures/picture';
import { controlsAmong, elementsOf, inSheet, isEmpty, nameOf, seenPart } from './boxes';
import { documentOf, type Frame, frameAt } from './frames';

/** One control of each kind that a document has. */
export interface Focusable {
  /** Its place among those that were found. */
  readonly index: number;
  readonly what: string;
  /** Controls of one kind look alike. */
  readonly kind: string;
  readonly area: Area;
}

/** Marks of state and of width change nothing in how a focus looks. */
const kindOf = (element: Element) => {
  const place = element.closest('.segments, .day-toggles, .tabs, .check-list, .toast, .wrap')?.classList[0] ?? '';
  return [place, element.localName, element.getAttribute('type'), ...element.classList].join(' ');
};

function usable(frame: Frame, index: number): Element[] {
  const elements = elementsOf(frameAt(index), frame.only);
  return controlsAmong(elements).filter((element) => {
    // The sample counts what is tried on it, and would be another in the next picture; rings in pages show the focus alike.
    if (element.closest('.sample')) return false;
    const isOurs = !frame.isPage || element.getRootNode() !== documentOf(frameAt(index));
    return isOurs && !element.matches(':disabled, [tabindex="-1"]');
  });
}

/** What was found last. */
let kept: HTMLElement[] = [];

/** Those that are seen whole, one of each kind, from all cells. */
export function focusables(frames: readonly Frame[]): Focusable[] {
  const kinds = new Set<string>();
  kept = [];
  return frames.flatMap((frame, number) =>
    usable(frame, number).flatMap((element) => {
      // A link that goes on in the next line has a ring around each of its parts.
      const [box = element.getBoundingClientRect()] = element.getClientRects();
      const seen = seenPart(element, box);
      const kind = kindOf(element);
      const isWhole = seen.right - seen.left > box.width - 1 && seen.bottom - seen.top > box.height - 1;
      if (kinds.has(kind) || !isWhole || isEmpty(box)) return [];
      kinds.add(kind);
      kept.push(element as HTMLElement);
      return [{ index: kept.length - 1, kind, what: nameOf(element), area: inSheet(frameAt(number), box) }];
    }),
  );
}

/** Gives it the focus as the keyboard does. */
export async function focusOn({ index }: Focusable): Promise<void> {
  const element = kept[index];
  element?.ownerDocument.defaultView?.focus();
  element?.focus({ preventScroll: true, focusVisible: true } as FocusOptions);
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
}
