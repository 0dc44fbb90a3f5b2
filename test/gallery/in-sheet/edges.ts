import type { Area } from '../pictures/picture';
import { inSheet, isEmpty, nameOf, seenPart, styleOf } from './boxes';

/** What is told from its ground by an edge alone: WCAG 1.4.11 wants that edge to be seen. Inside the box; CSS pixels in the sheet. */
export interface Edged {
  readonly what: string;
  readonly area: Area;
  /** How far the corners are rounded, px. */
  readonly radius: number;
}

const EDGED =
  'input, textarea, select, .check-list, .segments, .button:not(.plain), .day-toggles button, .toast button:not(.cross)';
/** Drawn by something around it, or filled and needing no line; what cannot be used may be faint. */
const WITHOUT = ':disabled, .segments *, :has(:disabled)';

/** Fields and buttons that stand whole in what can be seen. */
export function edgedParts(frame: HTMLIFrameElement, elements: readonly Element[]): Edged[] {
  return elements.flatMap((element) => {
    if (!element.matches(EDGED) || element.matches(WITHOUT)) return [];
    const box = element.getBoundingClientRect();
    const seen = seenPart(element, {
      left: box.left - 3,
      top: box.top - 3,
      right: box.right + 3,
      bottom: box.bottom + 3,
    });
    const isWhole =
      seen.left <= box.left - 3 &&
      seen.right >= box.right + 3 &&
      seen.top <= box.top - 3 &&
      seen.bottom >= box.bottom + 3;
    if (isEmpty(box) || !isWhole) return [];
    const radius = Math.ceil(Number.parseFloat(styleOf(element).borderTopLeftRadius) || 0);
    return [{ what: nameOf(element), area: inSheet(frame, box), radius }];
  });
}
